"""A Ghost index: first tag above the title, excerpt, then author, date and reading time."""

from ..base import Theme, day


class Ghost(Theme):
    name = "ghost"
    about = "first tag; title; excerpt; author; `D — N min read`; no furniture that repeats word for word"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none",)
    has_comments = False
    powered = "Powered by Ghost"

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "author", "category") else ""

    def nav_top(self, site, sheet, listing):
        if listing.kind == "tag" and site.option("collection", 2):
            sheet.line("other", site.lang.say("results", n=listing.pages * site.per_page), tight=True, also=("page_heading", "nav"))

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        if post.tags:
            kicker = site.lang.upper(post.tags[0]) if site.option("upper", 2) else post.tags[0]
            truth["tags"] = [kicker]
            sheet.line("tags", kicker, also=("categories",))
        self.title(sheet, post, tight=True)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, "", words=33)
        printed = day(site, post.date, "short")
        minutes = max(1, len(post.running_text()) // 1200)
        if site.option("author", 3):
            self.byline(sheet, truth, post, post.author, tight=False)
        self.date(sheet, truth, printed, f"{printed} — {say('min_read', n=minutes)}", also=("other",))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages))
        sheet.line("nav", f"{site.lang.say('older')} →", tight=True)


THEME = Ghost()
