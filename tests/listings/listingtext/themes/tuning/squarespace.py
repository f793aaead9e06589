"""A Squarespace blog: image name, the date twice, title, excerpt, author and comment count."""

from ..base import Theme, day


class Squarespace(Theme):
    name = "squarespace"
    about = "image alt; date; title; date and author; excerpt `…`; `Read More`; the same date up to three times per entry"
    languages = ("en", "fr", "de", "es", "it")
    spacings = ("double", "block", "several")
    headers = ("none", "name", "menu")
    sidebars = ("none",)
    prints_tags = False

    def heading(self, site, listing):
        if listing.kind in ("tag", "category"):
            return listing.subject
        return day(site, listing.posts[0].date, "month_year") if listing.kind == "date" else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date, ("long", "short", "numeric")[site.option("date", 3)])
        if site.option("image", 3):
            sheet.line("image_alt", post.alt, also=("title", "caption"))
        self.date(sheet, truth, printed, tight=False, also=())
        self.title(sheet, post)
        truth["author"] = post.author
        self.date(sheet, truth, printed, f"{printed} / {post.author}")
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=45)
            sheet.line("read_more", say("more"))
        if site.option("third", 2):
            self.date(sheet, truth, printed, also=())


THEME = Squarespace()
