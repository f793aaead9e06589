"""Pelican's plain theme: weekday date, "By A", "In C." and "tags: a b" in lines of their own, then a long essay."""

from ...dates import format_date
from ...languages import get
from ..base import Theme


class Pelican(Theme):
    name = "pelican"
    about = "title; `Thu 04 March 2010`, `By A`, `In C.`, `tags: a b`, a line each and in English; long essay; `read more`; the newest post in full"
    languages = ("en", "fr", "es", "nl")
    spacings = ("double", "block", "several", "none")
    headers = ("name", "menu_row", "none")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.15
    authors = (1, 2)
    lengths = "long"
    page_sizes = (2, 2, 3, 5)
    extras = ("code", "numbered", "days")
    has_comments = False
    powered = "Proudly powered by Pelican, which takes great advantage of Python."

    def heading(self, site, listing):
        return ""

    def entry(self, site, sheet, post, truth, listing):
        english = get("en")
        self.title(sheet, post)
        printed = format_date(english, post.date, "{wd_s} {dd} {mon} {yyyy}")
        self.date(sheet, truth, printed, f"Published: {printed}" if site.option("label", 2) else printed, tight=False, also=())
        self.byline(sheet, truth, post, f"By {post.author}")
        self.categories(sheet, truth, post, f"In {post.categories[0]}.")
        truth["categories"] = post.categories[:1]
        if post.tags:
            apart = (", ", " ")[site.option("apart", 2)]
            self.tags(sheet, truth, post.tags, f"tags: {apart.join(post.tags)}")
            truth["tags"] = list(post.tags) if apart == ", " or not any(" " in tag for tag in post.tags) else []
        first = listing.page == 1 and post is listing.posts[0]
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" or first else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", "read more")
        elif site.option("comments", 2):
            sheet.line("comments", "There are comments." if post.comments else "Comments !", also=("other",))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        bits = ["« Prev"] * (listing.page > 1) + [f"Page {listing.page} / {listing.pages}"]
        sheet.line("nav", " ".join(bits + ["Next »"] * (listing.page < listing.pages)))


THEME = Pelican()
