"""A picture blog: the picture's caption, a short title, the date, and a word or a sentence at most."""

from ..base import Theme, day


class Gallery(Theme):
    name = "gallery"
    about = "image alt on some sites; title; date; caption or one sentence or nothing; comment number; a section on some; no read-more link"
    spacings = ("double", "block", "several", "none", "entry")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    lengths = "short"
    prints_tags = False
    odd_titles = 0.2
    small_titles = 0.3
    page_sizes = (5, 9, 10, 12, 16, 20)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category", "date") else ""

    def entry(self, site, sheet, post, truth, listing):
        look, printed = site.option("look", 4), day(site, post.date, ("long", "numeric", "short")[site.option("style", 3)])
        if look == 0:
            sheet.line("image_alt", post.title if site.option("same", 2) else post.alt, also=("caption", "title"))
        if look == 1:
            self.date(sheet, truth, printed, tight=False, also=())
        self.title(sheet, post, tight=look == 1)
        if look != 1:
            self.date(sheet, truth, printed, also=())
        if site.option("section", 3) == 0:
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], tight=True, also=("tags",))
        texts = site.option("texts", 3)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        elif texts == 0:
            sheet.line("caption", post.caption, also=("paragraph",), body=True)
            truth["text"] = post.caption
        elif texts == 1:
            self.body(sheet, truth, post)
        if look == 3:
            sheet.line("comments", self.comment_count(site, post), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", site.lang.say("load_more" if site.option("load", 2) else "older"))


THEME = Gallery()
