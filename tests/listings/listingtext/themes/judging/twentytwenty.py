"""Twenty Twenty: categories above the title, spoken labels before author and date, "No Comments on T" above the body."""

from ...languages import table
from ..base import PREFIXED, Theme, day, join


class TwentyTwenty(Theme):
    name = "twentytwenty"
    about = "`Categories`, `A B`; title; `Post author`, `By A`, `Post date`, `D`, `No Comments on T`; post; `Tags`, `a, b`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "tagline", "menu")
    sidebars = ("none", "some")
    odd_titles = 0.1
    oldest_first = 0.0
    headings = PREFIXED
    powered = "Powered by WordPress"
    phrases = {
        "en": table("""
            author = Post author
            date = Post date
            none_on = No Comments on {T}
            one_on = 1 Comment on {T}
            some_on = {n} Comments on {T}"""),
        "fr": table("""
            author = Auteur de l’article
            date = Date de l’article
            none_on = Aucun commentaire sur {T}
            one_on = 1 commentaire sur {T}
            some_on = {n} commentaires sur {T}"""),
        "de": table("""
            author = Beitragsautor
            date = Beitragsdatum
            none_on = Keine Kommentare zu {T}
            one_on = 1 Kommentar zu {T}
            some_on = {n} Kommentare zu {T}"""),
        "es": table("""
            author = Autor de la entrada
            date = Fecha de la entrada
            none_on = No hay comentarios en {T}
            one_on = 1 comentario en {T}
            some_on = {n} comentarios en {T}"""),
        "it": table("""
            author = Autore articolo
            date = Data dell’articolo
            none_on = Nessun commento su {T}
            one_on = 1 commento su {T}
            some_on = {n} commenti su {T}"""),
        "ru": table("""
            author = Автор записи
            date = Дата записи
            none_on = Комментариев к записи {T} нет
            one_on = 1 комментарий к записи {T}
            some_on = К записи {T} комментариев: {n}"""),
        "fa": table("""
            author = نویسندهٔ نوشته
            date = تاریخ نوشته
            none_on = هیچ دیدگاهی برای {T} ثبت نشده
            one_on = یک دیدگاه برای {T}
            some_on = {n} دیدگاه برای {T}"""),
        "ar": table("""
            author = كاتب المقالة
            date = تاريخ المقالة
            none_on = لا توجد تعليقات على {T}
            one_on = تعليق واحد على {T}
            some_on = {n} من التعليقات على {T}"""),
        "pt": table("""
            author = Autor do post
            date = Data do post
            none_on = Nenhum comentário em {T}
            one_on = 1 comentário em {T}
            some_on = {n} comentários em {T}"""),
        "nl": table("""
            author = Berichtauteur
            date = Berichtdatum
            none_on = Geen reacties op {T}
            one_on = 1 reactie op {T}
            some_on = {n} reacties op {T}"""),
        "pl": table("""
            author = Autor wpisu
            date = Data wpisu
            none_on = Brak komentarzy do {T}
            one_on = 1 komentarz do {T}
            some_on = Komentarze do {T}: {n}"""),
        "tr": table("""
            author = Yazar
            date = Yazı tarihi
            none_on = {T} için yorum yok
            one_on = {T} için 1 yorum
            some_on = {T} için {n} yorum"""),
        "zh": table("author = 文章作者\ndate = 发布日期\nnone_on = {T}无评论\none_on = {T}有1条评论\nsome_on = {T}有{n}条评论"),
    }

    def entry(self, site, sheet, post, truth, listing):
        say, spoken = site.lang.say, site.option("spoken", 3)
        if spoken:
            sheet.line("other", say("categories"), also=("categories", "heading"))
        self.categories(sheet, truth, post, " ".join(post.categories), tight=spoken > 0, also=("tags",))
        self.title(sheet, post)
        if spoken:
            sheet.line("other", self.own(site, "author"), also=("byline",))
        self.byline(sheet, truth, post, site.lang.capital(say("by", a=post.author)), tight=True)
        if spoken:
            sheet.line("other", self.own(site, "date"), tight=True, also=("date",))
        self.date(sheet, truth, day(site, post.date), also=())
        n = len(post.comments)
        talk = self.own(site, ("none_on", "one_on", "some_on")[min(n, 2)], n=n, T=post.title)
        sheet.line("comments", talk, tight=True)
        if listing.kind == "search":
            self.excerpt(sheet, truth, post, self.bracketed(site))
        else:
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"]:
                sheet.line("read_more", say("cont") + " " + post.title)
        if post.tags:
            if spoken:
                sheet.line("other", say("tags"), also=("tags", "heading"))
            self.tags(sheet, truth, post.tags, join(site, post.tags), tight=spoken > 0)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", f"← {site.lang.say('newer')}")
        sheet.line("nav", " ".join(site.lang.digits(str(n)) for n in range(1, listing.pages + 1)), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", f"{site.lang.say('older')} →", tight=True)


THEME = TwentyTwenty()
