"""A link blog: titles that point elsewhere, the place they point to, a sentence or two, a mark to link to the note itself."""

from ...languages import table
from ..base import Theme, day


class Linkblog(Theme):
    name = "linkblog"
    about = "title; host name (in brackets on some sites); one to three sentences, often a quote; `D ∞`, `# D`, `D · Permalink` or `via A`; no tags"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    lengths = "short"
    prints_tags = False
    has_comments = False
    odd_titles = 0.2
    small_titles = 0.2
    oldest_first = 0.0
    page_sizes = (5, 10, 10, 20)
    phrases = {
        "en": table("perma = Permalink\nvia = via {a}"), "fr": table("perma = Lien permanent\nvia = via {a}"),
        "de": table("perma = Permalink\nvia = über {a}"), "es": table("perma = Enlace permanente\nvia = vía {a}"),
        "it": table("perma = Link permanente\nvia = via {a}"), "pt": table("perma = Link permanente\nvia = via {a}"),
        "ru": table("perma = Постоянная ссылка\nvia = через {a}"), "zh": table("perma = 固定链接\nvia = 来自 {a}"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return self.month(site, listing.posts[0]) if listing.kind == "date" else ""

    def entry(self, site, sheet, post, truth, listing):
        printed, look = day(site, post.date, ("long", "short", "iso")[site.option("style", 3)]), site.option("look", 4)
        host = ("tidetable.example", "www.canaltrust.example", "smallboats.example", "quaystreet.example")[len(post.title) % 4]
        self.title(sheet, post)
        if site.option("host", 2):
            sheet.line("other", f"({host})" if site.option("bracket", 2) else host, tight=True, also=("related", "byline"))
        self.body(sheet, truth, post)
        if site.option("via", 3) == 0:
            sheet.line("byline", self.own(site, "via", a=post.comments[0][0] if post.comments else site.authors[0]), tight=True, also=("other", "related"))
        text = (f"{printed} ∞", f"# {printed}", f"{printed} · {self.own(site, 'perma')}", printed)[look]
        self.date(sheet, truth, printed, text, also=())

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", "← " + site.lang.say("older"))


THEME = Linkblog()
