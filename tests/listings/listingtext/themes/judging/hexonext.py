"""Hexo with the theme NexT: "Posted on D | In C | Comments N" under the title, "Read more »" below the opening."""

from ...languages import table
from ..base import Theme, day, join


class HexoNext(Theme):
    name = "hexonext"
    about = "title; `Posted on D \\| In C \\| Comments: N` in one line or three; opening; `Read more »`; tag pages: `03-04`, title, under years"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (3, 5, 10, 10)
    authors = (1, 1)
    extras = ("code", "numbered")
    powered = "Powered by Hexo | Theme — NexT.Muse"
    phrases = {
        "en": table("""
            posted = Posted on {d}
            edited = Edited on {d}
            in = In {c}
            comments = Comments: {n}
            more = Read more
            tag = {x} Tag
            words = Symbols count in article: {n}"""),
        "zh": table("""
            posted = 发表于 {d}
            edited = 更新于 {d}
            in = 分类于 {c}
            comments = 评论数： {n}
            more = 阅读全文
            tag = {x} 标签
            words = 本文字数： {n}"""),
        "de": table("""
            posted = Veröffentlicht am {d}
            edited = Bearbeitet am {d}
            in = in {c}
            comments = Kommentare: {n}
            more = Weiterlesen
            tag = {x} Tag
            words = Anzahl der Zeichen im Artikel: {n}"""),
        "fr": table("""
            posted = Posté le {d}
            edited = Edité le {d}
            in = Dans {c}
            comments = Commentaires: {n}
            more = Lire la suite
            tag = {x} Tag
            words = Nombre de caractères: {n}"""),
        "ru": table("""
            posted = Размещено {d}
            edited = Изменено {d}
            in = В категории {c}
            comments = Комментарии: {n}
            more = Читать полностью
            tag = {x} Тег
            words = Символов в статье: {n}"""),
        "pt": table("""
            posted = Postado em {d}
            edited = Editado em {d}
            in = Em {c}
            comments = Comentários: {n}
            more = Leia mais
            tag = {x} Tag
            words = Número de caracteres: {n}"""),
        "nl": table("""
            posted = Geplaatst op {d}
            edited = Bewerkt op {d}
            in = In {c}
            comments = Reacties: {n}
            more = Lees meer
            tag = {x} Label
            words = Aantal tekens in artikel: {n}"""),
        "tr": table("""
            posted = Yayınlandı {d}
            edited = Düzenlendi {d}
            in = İçinde {c}
            comments = Yorumlar: {n}
            more = Devamını oku
            tag = {x} Etiket
            words = Yazıdaki karakter sayısı: {n}"""),
    }
    languages = tuple(phrases)

    def is_list(self, site, listing):
        return listing.kind in ("tag", "date") and site.option("list", 2) == 0

    def heading(self, site, listing):
        return self.own(site, "tag", x=listing.subject) if listing.kind in ("tag", "category") else ""

    def before_entry(self, site, sheet, post, listing):
        if self.is_list(site, listing) and self.opens(listing, post, lambda p: p.date.year):
            sheet.section()
            sheet.line("heading", str(post.date.year), also=("date", "other", "page_heading", "nav"))

    def entry(self, site, sheet, post, truth, listing):
        if self.is_list(site, listing):
            self.date(sheet, truth, day(site, post.date, "{mm}-{dd}"), tight=False, also=())
            self.title(sheet, post, tight=True)
            truth["more"] = True
            return
        self.title(sheet, post)
        self.meta(site, sheet, post, truth)
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more") + " »")
        if listing.kind == "single" and post.tags:
            self.tags(sheet, truth, post.tags, " ".join("# " + tag for tag in post.tags), tight=False)

    def meta(self, site, sheet, post, truth):
        printed = day(site, post.date, "iso")
        style = site.option("meta", 3)
        posted = self.own(site, "posted", d=printed)
        if style == 2:
            posted += " " + self.own(site, "edited", d=printed)
        filed = self.own(site, "in", c=join(site, post.categories))
        talk = self.own(site, "comments", n=len(post.comments))
        truth["categories"] = list(post.categories)
        if style == 1:
            self.date(sheet, truth, printed, posted, also=())
            sheet.line("categories", filed, tight=True)
            sheet.line("comments", talk, tight=True, also=("other",))
            sheet.line("other", self.own(site, "words", n=len(post.running_text())), tight=True, also=("comments", "byline"))
        else:
            bar = " | " if style == 0 else " "
            self.date(sheet, truth, printed, bar.join([posted, filed, talk]), also=("categories", "comments"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        numbers = [str(n) for n in range(1, min(listing.pages, 2) + 1)] + ["…", str(listing.pages)][:2 * (listing.pages > 2)]
        sheet.line("nav", " ".join(numbers))


THEME = HexoNext()
