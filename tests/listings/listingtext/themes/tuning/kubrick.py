"""The old default theme of WordPress and its many descendants: title, date, whole post, tags, comments."""

from ..base import OLD_ARCHIVES, Theme, day, join


class Kubrick(Theme):
    name = "kubrick"
    about = "title; date (weekday or d/m/y with time); whole post; `Tags: a, b`, `Posted in A`, `N Comments »`"
    headers = ("none", "name", "tagline", "banner")
    headings = OLD_ARCHIVES | {"author": "h_author_old"}
    powered = "Powered by WordPress"

    def nav_top(self, site, sheet, listing):
        if listing.kind != "home":
            self.nav_bottom(site, sheet, listing)

    def nav_bottom(self, site, sheet, listing):
        self.older_newer(site, sheet, listing, "old_entries", "new_entries", "« ", " »")

    def entry(self, site, sheet, post, truth, listing):
        style = ("kubrick", "numeric_time", "long")[site.option("date_style", 3)]
        self.title(sheet, post)
        self.date(sheet, truth, day(site, post.date, style), tight=site.option("date_tight", 2) == 0)
        self.body(sheet, truth, post)
        categories = site.lang.say("posted_in", c=join(site, post.categories))
        talk = self.comment_count(site, post) + " »" if post.comments or site.option("closed", 2) else \
            site.lang.say("closed_on", T=post.title)
        if post.tags:
            self.tags(sheet, truth, post.tags, site.lang.say("tags_colon", t=join(site, post.tags)), tight=False)
        if site.option("posted_in", 5) < 3:
            self.categories(sheet, truth, post, f"{categories} | {talk}", also=("comments",))
        else:
            sheet.line("comments", talk, tight=True)


THEME = Kubrick()
