"""Blogger's newer themes: "By A - D" under the title, the sharing menu word by word, a snippet, comments and link."""

from ...languages import table
from ..base import Theme, clock, day

SERVICES = ("Facebook", "X", "Pinterest")


class Contempo(Theme):
    name = "contempo"
    about = "title; `By A` and `- D`, or the stamp below; sharing menu, one word a line; snippet; labels; `Post a Comment` or `N comments`; `Read more`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "tagline")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (3, 5, 7, 10)
    powered = "Powered by Blogger"
    phrases = {
        "en": table("get = Get link\nmail = Email\napps = Other Apps\npost = Post a Comment"),
        "fr": table("""
            get = Obtenir le lien
            mail = E-mail
            apps = Autres applications
            post = Enregistrer un commentaire"""),
        "de": table("get = Link abrufen\nmail = E-Mail\napps = Andere Apps\npost = Kommentar veröffentlichen"),
        "es": table("""
            get = Obtener enlace
            mail = Correo electrónico
            apps = Otras aplicaciones
            post = Publicar un comentario"""),
        "it": table("get = Ottieni link\nmail = Email\napps = Altre app\npost = Posta un commento"),
        "ru": table("""
            get = Получить ссылку
            mail = Электронная почта
            apps = Другие приложения
            post = Отправить комментарий"""),
        "fa": table("get = دریافت پیوند\nmail = ایمیل\napps = سایر برنامه‌ها\npost = ارسال یک نظر"),
        "ar": table("get = الحصول على الرابط\nmail = بريد إلكتروني\napps = التطبيقات الأخرى\npost = إرسال تعليق"),
        "pt": table("get = Gerar link\nmail = E-mail\napps = Outros aplicativos\npost = Postar um comentário"),
        "nl": table("get = Link maken\nmail = E-mailen\napps = Andere apps\npost = Een reactie posten"),
        "pl": table("get = Pobierz link\nmail = E-mail\napps = Inne aplikacje\npost = Prześlij komentarz"),
        "tr": table("get = Bağlantıyı al\nmail = E-posta\napps = Diğer Uygulamalar\npost = Yorum Gönder"),
        "zh": table("get = 获取链接\nmail = 电子邮件\napps = 其他应用\npost = 发表评论"),
    }

    def heading(self, site, listing):
        if listing.kind == "search":
            return site.lang.say("b_search", x=listing.subject)
        return site.lang.say("b_label", x=listing.subject) if listing.kind in ("tag", "category") else ""

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date, ("{mon} {dd}, {yyyy}", "long")[site.option("date", 3) == 0])
        self.title(sheet, post)
        stamp_below = site.option("stamp_below", 3) == 0
        if not stamp_below:
            if site.option("author", 2):
                self.byline(sheet, truth, post, site.lang.capital(say("by", a=post.author)))
                self.date(sheet, truth, printed, f"- {printed}", also=())
            else:
                self.date(sheet, truth, printed, also=())
        for i, word in enumerate((self.own(site, "get"), *SERVICES, self.own(site, "mail"), self.own(site, "apps"))):
            sheet.line("share", word, tight=i > 0, also=("other", "nav"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=50)
        if stamp_below:
            truth["author"] = post.author
            self.date(sheet, truth, printed, say("posted_by_at", a=post.author, t=f"{printed} {clock(site, post.date)}"), tight=False)
        if post.tags:
            truth["tags"] = list(post.tags)
            if site.option("labelled", 2):
                self.tags(sheet, truth, post.tags, say("labels", t=" ".join(post.tags) if site.option("spaces", 3) == 0 else ", ".join(post.tags)))
                truth["tags"] = list(post.tags) if site.option("spaces", 3) else []
            else:
                for i, tag in enumerate(post.tags):
                    sheet.line("tags", tag, tight=i > 0, also=("categories", "list"))
        talk = self.comment_count(site, post) if post.comments else self.own(site, "post")
        sheet.line("comments", talk, also=("nav",))
        if truth["more"]:
            sheet.line("read_more", say("more"), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", site.lang.say("older"))


THEME = Contempo()
