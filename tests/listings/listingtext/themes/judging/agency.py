"""A newspaper's section list: a kicker above the title, a standfirst, reporter with place, full stamp, a related link."""

from random import Random

from ...textmaker import TextMaker
from ..base import Theme, clock, comma, day


class Agency(Theme):
    name = "agency"
    about = "kicker; title; standfirst; `By A, Town`; `D - T`; on some entries `See also: T`; comment count; most-read list above or below"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.15
    page_sizes = (3, 5, 10, 12, 20)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return listing.subject or site.lang.say("latest")

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        kicker = TextMaker(site.lang, Random(post.id)).headline("heading")
        if kicker != post.title and (site.option("always", 2) or self.number(post) % 3):
            mark = (":", "", " |")[site.option("mark", 3)]
            sheet.line("other", kicker + mark, also=("categories", "heading", "tags"))
        self.title(sheet, post, tight=True)
        if listing.kind != "single":
            self.excerpt(sheet, truth, post, "", words=28)
        signed = say("by", a=post.author)
        printed = day(site, post.date, ("numeric", "long", "short")[site.option("date", 3)])
        stamp = f"{printed} - {clock(site, post.date)}"
        if site.option("one_line", 2):
            truth["author"] = post.author
            self.date(sheet, truth, printed, f"{site.lang.capital(signed)}{comma(site)}{site.town} | {stamp}")
        else:
            self.byline(sheet, truth, post, f"{site.lang.capital(signed)}{comma(site)}{site.town}")
            self.date(sheet, truth, printed, stamp, also=())
        if listing.kind == "single":
            self.body(sheet, truth, post)
            return
        if site.option("see", 2) and self.number(post) % 4 == 0:
            others = self.shown_elsewhere(site, listing, post)
            sheet.line("related", say("see_also", T=others[self.number(post) % len(others)].title), also=("nav", "other", "read_more"))
        if site.option("talk", 2):
            sheet.line("comments", self.comment_count(site, post), tight=True)

    def nav_bottom(self, site, sheet, listing):
        say, shown = site.lang.say, {post.title for post in listing.posts}
        sheet.section()
        sheet.line("nav", say("trending"), also=("heading", "other"))
        for i, title in enumerate([post.title for post in site.posts if post.title not in shown][:5], 1):
            sheet.line("nav", f"{site.lang.digits(str(i))}. {title}", tight=True, also=("other", "related", "list"))
        sheet.line("nav", say("next_page"))


THEME = Agency()
