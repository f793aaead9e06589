"""Dates as bare numbers with nothing but spaces or points between them, as portfolios and small systems print them."""

from ..base import Theme, day, join

STYLES = ("{dd} {mm} {yyyy}", "{yyyy} {mm} {dd}", "{dd} . {mm} . {yyyy}", "{dd} {mm} {yy}", "{yyyy}.{mm}.{dd}", "{yyyy}{mm}{dd}")


class Numbers(Theme):
    name = "numbers"
    about = "title and `28 02 2007`, `2007 02 28`, `28 . 02 . 2007`, `28 02 07` or `20070228`, above or below it, with a section on some; post or a sentence"
    languages = ("en", "fr", "de", "es", "it", "nl", "pl", "tr")
    spacings = ("double", "block", "none", "several")
    headers = ("none", "none", "name", "menu_row")
    sidebars = ("none", "none", "some")
    page_sizes = (3, 5, 8, 10, 10, 15)
    authors = (1, 1)
    odd_titles = 0.1
    small_titles = 0.2
    headings = {}

    def heading(self, site, listing):
        return listing.subject if site.option("heading", 2) else ""

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, STYLES[site.option("style", len(STYLES))])
        above = site.option("above", 2)
        if above:
            self.date(sheet, truth, printed, tight=False, also=("other",))
        self.title(sheet, post, tight=bool(above))
        if not above:
            self.date(sheet, truth, printed, also=("other",))
        if site.option("section", 3) == 0:
            self.categories(sheet, truth, post, join(site, post.categories), also=("tags", "other"))
        if listing.kind == "single" or site.option("text", 3):
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"] and site.option("link", 2):
                sheet.line("read_more", site.lang.say("more"), tight=True)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=25)


THEME = Numbers()
