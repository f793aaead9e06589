"""A file-based weblog: a header per day for several short posts, each with its time or path below."""

from ...languages import table
from ..base import Theme, clock, day


class Blosxom(Theme):
    name = "blosxom"
    about = "header per day; title; short post; `posted at: 21:10 \\| path: /a \\| permanent link to this entry`, or `[/a] permanent link`, or the bare time"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name", "tagline")
    sidebars = ("none",)
    lengths = "short"
    prints_tags = False
    has_comments = False
    odd_titles = 0.1
    small_titles = 0.3
    oldest_first = 0.0
    page_sizes = (5, 8, 10, 10, 20)
    phrases = {
        "en": table("line = posted at: {h} | path: /{c} | permanent link to this entry\nshort = [/{c}] permanent link"),
        "fr": table("line = écrit à : {h} | chemin : /{c} | lien permanent vers ce billet\nshort = [/{c}] lien permanent"),
        "de": table("line = geschrieben um: {h} | Pfad: /{c} | permanenter Link auf diesen Eintrag\nshort = [/{c}] permanenter Link"),
        "it": table("line = scritto alle: {h} | percorso: /{c} | link permanente a questa voce\nshort = [/{c}] link permanente"),
        "es": table("line = escrito a las: {h} | ruta: /{c} | enlace permanente a esta nota\nshort = [/{c}] enlace permanente"),
        "nl": table("line = geschreven om: {h} | pad: /{c} | permanente link naar dit bericht\nshort = [/{c}] permanente link"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return ""

    def before_entry(self, site, sheet, post, listing):
        if self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", day(site, post.date, self.style(site)), also=("other", "heading"))

    @staticmethod
    def style(site):
        return ("weekday", "{wd_s}, {dd} {mon_s} {yyyy}", "long")[site.option("style", 3)]

    def entry(self, site, sheet, post, truth, listing):
        truth["date"] = day(site, post.date, self.style(site))
        self.title(sheet, post, tight=True)
        self.body(sheet, truth, post)
        foot, h = site.option("foot", 3), clock(site, post.date)
        truth["categories"] = post.categories[:1] if foot < 2 else []
        if foot == 2:
            sheet.line("other", h, tight=True, also=("date", "byline"))
        else:
            sheet.line("categories", self.own(site, ("line", "short")[foot], h=h, c=post.categories[0]), tight=True, also=("other", "byline", "share", "nav"))


THEME = Blosxom()
