"""French hosted blogs in the manner of Canalblog: the day above, all that is said of a post in one line below it."""

from ...languages import table
from ..base import Theme, day


class Canalblog(Theme):
    name = "canalblog"
    about = "date line, once per day on some sites; title; whole post; `Posté par A à 10:15 - C - Commentaires [2] - Permalien [#]`; `Tags : a, b`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    page_sizes = (3, 5, 5, 8, 10)
    odd_titles = 0.2
    small_titles = 0.4
    phrases = {"fr": table("""
        line = Posté par {a} à {h} - {c} - Commentaires [{n}] - Permalien [#]
        short = Posté par {a} à {h} - Commentaires [{n}] - Permalien [#]
        new = Publié dans {c} | Par {a} | {n} commentaire(s)
        tags = Tags : {t}
        cut = » Lire la suite""")}
    languages = ("fr",)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "date", "tag") else ""

    def before_entry(self, site, sheet, post, listing):
        if site.option("per_day", 2) and self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", day(site, post.date, "long"), also=("other", "heading"))

    def entry(self, site, sheet, post, truth, listing):
        own, printed = self.own, day(site, post.date, "long")
        if site.option("per_day", 2):
            truth["date"] = printed
            self.title(sheet, post, tight=True)
        else:
            self.date(sheet, truth, printed, tight=False, also=())
            self.title(sheet, post, tight=True)
        self.body(sheet, truth, post, self.opening(post) if site.option("cut", 3) == 0 and listing.kind != "single" else None)
        if truth["more"]:
            sheet.line("read_more", own(site, "cut"))
        truth["author"] = post.author
        key = ("line", "short", "new")[site.option("line", 3)]
        if key != "short":
            truth["categories"] = post.categories[:1]
        holes = dict(a=post.author, h=day(site, post.date, "{HH}:{MM}"), c=post.categories[0], n=len(post.comments))
        sheet.line("byline", own(site, key, **holes), also=("categories", "comments"))
        if post.tags:
            self.tags(sheet, truth, post.tags, own(site, "tags", t=", ".join(post.tags)))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1:
            sheet.section()
            sheet.line("nav", "1 2 3 4 5 » »»")


THEME = Canalblog()
