"""Octopress: English furniture whatever the language, ordinal dates, "Read on →", archives as bare lists under years."""

from ...dates import format_date
from ...languages import get
from ..base import Theme


def english(when, template):
    return format_date(get("en"), when, template)


class Octopress(Theme):
    name = "octopress"
    about = "title; `Mar 4th, 2012` or `Mar 4th, 2012 \\| Comments`; post; `Read on →`; category pages: title, `Mar 04 2012`, `posted in a, b`"
    languages = ("en", "de", "pt", "zh")
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline", "menu")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.15
    page_sizes = (2, 3, 5, 8, 10)
    authors = (1, 1)
    extras = ("code", "numbered", "code")
    prints_tags = False
    powered = "Powered by Octopress"

    def is_list(self, listing):
        return listing.kind in ("category", "tag", "date")

    def heading(self, site, listing):
        if listing.kind in ("category", "tag"):
            return f"Category: {listing.subject}"
        return "Blog Archive" if listing.kind == "date" else ""

    def before_entry(self, site, sheet, post, listing):
        if self.is_list(listing) and self.opens(listing, post, lambda p: p.date.year):
            sheet.section()
            sheet.line("heading", str(post.date.year), also=("date", "other", "page_heading", "nav"))

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        if self.is_list(listing):
            self.date(sheet, truth, english(post.date, "{mon_s} {dd} {yyyy}"), also=())
            self.categories(sheet, truth, post, "posted in " + ", ".join(post.categories))
            truth["more"] = True
            return
        printed = english(post.date, "{mon_s} {dth}, {yyyy}")
        clock = english(post.date, " {h12}:{MM} ") + english(post.date, "{ampm}").lower() if site.option("clock", 3) == 0 else ""
        comments = " | Comments" if site.option("comments", 2) else ""
        self.date(sheet, truth, printed, printed + clock + comments, also=("comments",))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if listing.kind == "single":
            truth["author"], truth["categories"] = post.author, list(post.categories)
            sheet.line("byline", f"Posted by {post.author} {printed} {', '.join(post.categories)}", also=("date", "categories"))
            sheet.line("share", "Tweet", tight=True, also=("other",))
        elif truth["more"]:
            sheet.line("read_more", "Read on →")

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page < listing.pages:
            sheet.line("nav", "← Older")
        sheet.line("nav", "Blog Archives", tight=True)
        if listing.page > 1:
            sheet.line("nav", "Newer →", tight=True)

    def after_single(self, site, sheet, listing):
        super().after_single(site, sheet, listing) if site.option("disqus", 3) == 0 else sheet.section()
        sheet.line("comments", "Comments", also=("heading", "other"))


THEME = Octopress()
