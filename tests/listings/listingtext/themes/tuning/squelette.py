"""Sites of French associations: SPIP with skeletons of their own, the section above, "mis en ligne", the lead in full."""

from ...languages import table
from ..base import Theme, day


class Squelette(Theme):
    name = "squelette"
    about = "section above on some sites; title; subtitle on some; `D, par A` or `Article mis en ligne le D` or `D - A`; lead; `Lire la suite de l’article`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    has_comments = False
    odd_titles = 0.15
    small_titles = 0.1
    phrases = {
        "fr": table("line = {d} , par {a}\nonline = Article mis en ligne le {d}\nsince = dernière modification le {d}\nby = par {a}\nmore = Lire la suite de l’article\nmore2 = Suite…\ntalk = {n} messages\nwords = Mots-clés\nhead = Articles de cette rubrique"),
        "en": table("line = {d} , by {a}\nonline = Posted online {d}\nsince = last modified {d}\nby = by {a}\nmore = Read the whole article\nmore2 = More…\ntalk = {n} messages\nwords = Keywords\nhead = Articles in this section"),
        "es": table("line = {d} , por {a}\nonline = Publicado el {d}\nsince = última modificación {d}\nby = por {a}\nmore = Leer el artículo\nmore2 = Seguir…\ntalk = {n} mensajes\nwords = Palabras clave\nhead = Artículos de esta sección"),
        "fa": table("line = {d} , نوشته {a}\nonline = منتشر شده در {d}\nsince = آخرین تغییر {d}\nby = نوشته {a}\nmore = خواندن مقاله\nmore2 = ادامه…\ntalk = {n} پیام\nwords = کلیدواژه‌ها\nhead = مقاله‌های این بخش"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag") else ""

    def nav_top(self, site, sheet, listing):
        if site.option("head", 2):
            sheet.line("other", self.own(site, "head"), also=("heading", "page_heading", "nav"))

    def entry(self, site, sheet, post, truth, listing):
        own, look, printed = self.own, site.option("look", 4), day(site, post.date, ("weekday", "prose")[site.option("style", 2)])
        kicker = site.option("kicker", 3) == 0
        if kicker:
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], also=("tags",))
        self.title(sheet, post, tight=kicker)
        if site.option("sub", 4) == 0 and listing.kind != "single":
            sheet.line("other", self.subtitle(post), tight=True, also=("heading", "paragraph", "caption"))
        if look == 0:
            truth["author"] = post.author
            self.date(sheet, truth, printed, own(site, "line", d=printed, a=post.author))
        elif look == 1:
            self.date(sheet, truth, printed, own(site, "online", d=printed), also=())
            self.byline(sheet, truth, post, own(site, "by", a=post.author))
        elif look == 2:
            truth["author"] = post.author
            self.date(sheet, truth, printed, f"{printed} - {post.author}")
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.body(sheet, truth, post, self.lead(post))
            if site.option("more", 3):
                sheet.line("read_more", own(site, "more" if site.option("more", 3) == 1 else "more2"), tight=True)
        if look == 3:
            self.date(sheet, truth, printed, own(site, "online", d=printed), tight=False, also=())
        if post.comments and site.option("talk", 3) == 0:
            sheet.line("comments", own(site, "talk", n=len(post.comments)), tight=True, also=("other",))
        if post.tags and site.option("words", 4) == 0:
            sheet.line("other", own(site, "words"), also=("tags", "heading"))
            truth["tags"] = list(post.tags)
            for tag in post.tags:
                sheet.line("tags", tag, tight=True, also=("list", "categories"))

    @staticmethod
    def subtitle(post):
        return post.caption

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1:
            sheet.section()
            sheet.line("nav", " | ".join(site.lang.digits(str(n * site.per_page)) for n in range(listing.pages)))


THEME = Squelette()
