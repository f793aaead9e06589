"""A Tumblr-like blog: short posts, some untitled, with notes, hash tags and an ordinal date below."""

from ..base import Theme, day


class Tumblr(Theme):
    name = "tumblr"
    about = "title (some posts have none); whole post; `#a #b`; date; `N notes`, `Permalink`"
    languages = ("en", "fr", "es", "ru", "ar")
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline")
    sidebars = ("none",)
    untitled = 0.06
    oldest_first = 0.0

    def heading(self, site, listing):
        return f"#{listing.subject}" if listing.kind == "tag" else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        self.body(sheet, truth, post)
        if post.tags:
            self.tags(sheet, truth, post.tags, " ".join(f"#{tag}" for tag in post.tags), tight=False)
        printed = day(site, post.date, "ordinal")
        notes = say("notes", n=len(post.running_text()) % 70 + 2)
        if site.option("one_line", 2):
            self.date(sheet, truth, printed, f"{printed} · {notes}", tight=site.option("tight", 2) == 0, also=("other", "share"))
        else:
            self.date(sheet, truth, printed, tight=False, also=())
            sheet.line("other", notes, tight=True, also=("share", "comments"))
            sheet.line("other", say("permalink"), tight=True, also=("share", "nav"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages))
        sheet.line("nav", f"{site.lang.say('next_page')} →", tight=True)


THEME = Tumblr()
