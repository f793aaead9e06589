"""A portal's page of bare cards: picture, title and date, at most a section or an author, no text at all."""

from ..base import Theme, clock, day


class Cards(Theme):
    name = "cards"
    about = "image alt (often = title); section on some sites; title; date, with a time or an author on some; no text"
    spacings = ("double", "block", "several", "none", "entry")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False
    odd_titles = 0.15
    page_sizes = (6, 9, 10, 12, 16, 20)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category", "author") else site.lang.say("latest") if site.option("latest", 2) else ""

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, ("long", "numeric", "short", "prose")[site.option("style", 4)])
        if site.option("alt", 3):
            sheet.line("image_alt", post.title if site.option("same", 2) else post.alt, also=("title", "caption"))
        order = site.option("order", 4)  # 0: section above; 1: section below; 2, 3: none
        if order == 0:
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], tight=True, also=("tags",))
        above = site.option("above", 4) == 0
        if above:
            self.date(sheet, truth, printed, also=())
        self.title(sheet, post, tight=True)
        if not above:
            stamp = f"{printed} {clock(site, post.date)}" if site.option("clock", 3) == 0 else printed
            if site.option("author", 4) == 0:
                truth["author"], stamp = post.author, f"{post.author}, {stamp}"
            self.date(sheet, truth, printed, stamp)
        if order == 1:
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], tight=True, also=("tags",))
        if listing.kind == "single":
            self.body(sheet, truth, post)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1:
            sheet.section()
            sheet.line("nav", " ".join(site.lang.digits(str(n)) for n in range(1, min(listing.pages, 4) + 1)) + f" {site.lang.say('next')} ›")


THEME = Cards()
