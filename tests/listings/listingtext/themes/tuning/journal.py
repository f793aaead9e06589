"""A diary host: date and time, title, whole entry, mood and place, tags, comment links."""

from ..base import Theme, clock, day, join


class Journal(Theme):
    name = "journal"
    about = "title; `D, T`; whole entry; `Location:`, `Current mood:`; `Tags: a, b`; `N comments | Leave a comment`"
    languages = ("en", "ru", "de", "it", "fa")
    spacings = ("double", "block", "entry", "several")
    headers = ("none", "name", "banner")
    sidebars = ("none",)
    oldest_first = 0.3

    def heading(self, site, listing):
        return site.lang.say("tags_colon", t=listing.subject) if listing.kind == "tag" else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date, ("short", "prose", "iso")[site.option("date", 3)])
        if site.option("title_first", 2):
            self.title(sheet, post)
            self.date(sheet, truth, printed, f"{printed}, {clock(site, post.date)}", also=())
        else:
            self.date(sheet, truth, printed, f"{printed}, {clock(site, post.date)}", tight=False, also=())
            self.title(sheet, post, tight=True)
        self.body(sheet, truth, post)
        if site.option("mood", 3) and len(post.tags) % 2 == 0:
            sheet.line("other", say("location", x=site.town), also=("byline",))
            sheet.line("other", say("mood", x=site.lang.words["N"][len(post.title) % 5].lower()), tight=True, also=("byline",))
        if post.tags:
            self.tags(sheet, truth, post.tags, say("tags_colon", t=join(site, post.tags)), tight=False)
        sheet.line("comments", f"{self.comment_count(site, post)} | {say('leave')}", tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        sheet.line("nav", f"← {site.lang.say('prev')}")
        sheet.line("nav", f"{site.lang.say('next')} →", tight=True)


THEME = Journal()
