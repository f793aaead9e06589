"""A news site's section page: teasers with a section name above and "3 hours ago" below."""

from datetime import timedelta

from ... import chrome
from ..base import Theme, day


def ago(site, when):
    gap, say = site.now - when, site.lang.say
    if gap < timedelta(hours=2):
        return say("hour_ago")
    if gap < timedelta(days=1):
        return say("hours_ago", n=gap.seconds // 3600)
    if gap < timedelta(days=2):
        return say("yesterday")
    if gap < timedelta(days=14):
        return say("days_ago", n=gap.days)
    if gap < timedelta(days=60):
        return say("weeks_ago", n=gap.days // 7)
    return day(site, when, "short")


class NewsGrid(Theme):
    name = "newsgrid"
    about = "section name in capitals; title; one-sentence teaser; relative date; advertisement lines between some teasers"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return listing.subject or site.lang.say("latest")

    def top(self, site, sheet, listing):
        if site.option("trending", 2) and listing.kind != "single":
            shown = {post.title for post in listing.posts}
            others = [post.title for post in site.posts if post.title not in shown]
            sheet.section()
            sheet.line("nav", site.lang.say("trending"), also=("other", "heading"))
            for title in others[:4]:
                sheet.line("nav", title, tight=True, also=("other", "related"))

    def before_entry(self, site, sheet, post, listing):
        if site.option("adverts", 2) and listing.posts.index(post) in (3, 8):
            sheet.section()
            sheet.line("other", site.lang.say("advert"), also=("nav",))

    def entry(self, site, sheet, post, truth, listing):
        section = post.categories[0]
        if listing.kind == "single":
            self.title(sheet, post)
            self.byline(sheet, truth, post, site.lang.say("by", a=post.author))
            self.date(sheet, truth, day(site, post.date), also=())
            self.body(sheet, truth, post)
            return
        if site.option("section", 4):
            truth["categories"] = [section]
            sheet.line("categories", site.lang.upper(section))
        self.title(sheet, post, tight=True)
        self.excerpt(sheet, truth, post, self.ellipsis(site) if site.option("mark", 2) else "", words=22)
        self.date(sheet, truth, ago(site, post.date), also=())

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("nav", site.lang.say("load_more"))

    def after_single(self, site, sheet, listing):
        chrome.related_posts(site, sheet, listing)


THEME = NewsGrid()
