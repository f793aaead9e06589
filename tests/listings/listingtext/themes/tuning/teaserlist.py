"""Tag pages of systems that print nothing but titles and the beginnings of texts: no dates, no links, no words that recur."""

from ..base import PREFIXED, Theme, day


class TeaserList(Theme):
    name = "teaserlist"
    about = "title; on some sites the alt text of a picture, mostly the title again; a sentence or a cut beginning; nothing else"
    spacings = ("double", "double", "block", "none")
    headers = ("none", "none", "name", "menu_row")
    sidebars = ("none",)
    odd_titles = 0.15
    page_sizes = (2, 3, 5, 8, 10, 10)
    authors = (1, 1)
    has_comments = False

    def heading(self, site, listing):
        if site.option("heading", 3) == 0:
            return site.lang.say(PREFIXED[listing.kind], x=listing.subject) if listing.kind in PREFIXED else ""
        return f"{site.name} {('»', '>', '-')[site.option('arrow', 3)]} {listing.subject}" if listing.subject else ""

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        if listing.kind == "single":
            if site.option("dated", 2):
                self.date(sheet, truth, day(site, post.date, "long"))
            self.body(sheet, truth, post)
            return
        pictures = site.option("pictures", 3)
        if pictures == 1 or (pictures == 2 and self.number(post) % 3):
            sheet.line("image_alt", post.alt, also=("caption", "title"))
        if site.option("whole", 3) == 0:
            self.body(sheet, truth, post, self.lead(post))
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=(18, 25, 40)[site.option("words", 3)])


THEME = TeaserList()
