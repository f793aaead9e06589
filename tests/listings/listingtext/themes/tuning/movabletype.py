"""Movable Type 2 and 3: the date above the title, the signature with date and time below the body."""

from ..base import Theme, clock, day


class MovableType(Theme):
    name = "movabletype"
    about = "date line above title; title; whole post; `Posted by A at D T | Comments (N) | TrackBack (0)`; `May 2004 Archives`"
    spacings = ("double", "block", "entry", "several")
    headers = ("name", "tagline")
    sidebars = ("none", "some", "full")
    oldest_first = 0.5
    prints_tags = False
    powered = "Powered by Movable Type 3.2"

    def heading(self, site, listing):
        if listing.kind in ("category", "date", "tag"):
            return site.lang.say("month_archives", x=listing.subject)
        return site.lang.say("h_search", x=listing.subject) if listing.kind == "search" else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date)
        self.date(sheet, truth, printed, tight=False, also=())
        self.title(sheet, post, tight=True)
        opening = post.blocks if listing.kind == "single" or site.option("whole", 2) else self.opening(post)
        self.body(sheet, truth, post, opening)
        if truth["more"]:
            sheet.line("read_more", f"{say('cont')} \"{post.title}\"" if site.option("quoted", 2) else f"{say('more')} »")
        signed = say("posted_by_at", a=post.author, t=f"{printed} {clock(site, post.date)}")
        talk = say("comments_n", n=len(post.comments)) + " | " + say("trackback_n", n=0)
        truth["author"] = post.author
        if site.option("one_line", 3):
            sheet.line("byline", f"{signed} | {talk}", also=("date", "comments"))
        else:
            sheet.line("byline", signed, also=("date",))
            sheet.line("comments", f"{say('permalink')} | {talk}", tight=True, also=("other",))

    def nav_bottom(self, site, sheet, listing):
        """Archives of this age are one long page."""


THEME = MovableType()
