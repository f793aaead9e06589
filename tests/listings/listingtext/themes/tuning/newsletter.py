"""A newsletter's archive: title, subtitle, "D • A", and bare counts of likes and comments."""

from ..base import Theme, day


class Newsletter(Theme):
    name = "newsletter"
    about = "title; one-line subtitle; date without year; author; bare like and comment counts; `Share`; no tags"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "tagline", "banner")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return site.lang.say("archives") if listing.kind != "search" else site.lang.say("h_search", x=listing.subject)

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date, "noyear")
        self.title(sheet, post)
        if listing.kind == "single":
            self.date(sheet, truth, printed, f"{printed} • {post.author}")
            truth["author"] = post.author
            self.body(sheet, truth, post)
            sheet.line("share", say("share"))
            return
        self.excerpt(sheet, truth, post, "", words=14, tight=True)
        if site.option("split", 2):
            self.date(sheet, truth, printed, tight=False, also=())
            sheet.line("byline", f"• {post.author}", tight=True)
        else:
            self.date(sheet, truth, printed, f"{printed} • {post.author}", tight=False)
        truth["author"] = post.author
        likes = len(post.running_text()) % 90 + 1
        sheet.line("other", site.lang.digits(str(likes)), tight=True, also=("share", "comments"))
        if post.comments:
            sheet.line("comments", site.lang.digits(str(len(post.comments))), tight=True, also=("other", "share"))
        if site.option("share", 2):
            sheet.line("share", say("share"), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if site.option("load", 2):
            sheet.section()
            sheet.line("nav", site.lang.say("load_more"))


THEME = Newsletter()
