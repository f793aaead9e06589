"""Themes with a date in a box: month over day, weekday over day over month, the year inside or left out, the comment count in the box on some."""

from ..base import ARCHIVES, PREFIXED, Theme, day

BOXES = (("{mon_s}", "{d}"), ("{wd_s}", "{d}", "{mon_s}"), ("{d}", "{mm}", "{yyyy}"), ("{dd}", "{mon_s}", "{yyyy}"), ("{mon_s}", "{d}", "{yyyy}"),
         ("{d}.", "{mon}", "{yyyy}"), ("{mon} {yyyy}", "{d}"), ("{dd} {mon_s}", "{yyyy}"))


class Leaves(Theme):
    name = "leaves"
    about = "`Mar`, `4` or `Sun`, `4`, `Mar` or `04`, `03`, `2012`, a line each; a bare comment count below it on some; title; `C`, `A` on some; excerpt or post; link"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none", "none", "some")
    prints_tags = False

    def heading(self, site, listing):
        kinds = (ARCHIVES, PREFIXED)[site.option("heading", 2)]
        return site.lang.say(kinds[listing.kind], x=listing.subject) if listing.kind in kinds else ""

    def entry(self, site, sheet, post, truth, listing):
        after = site.option("after", 3) == 0
        if after:
            self.title(sheet, post)
        box = [day(site, post.date, style) for style in BOXES[site.option("box", len(BOXES))]]
        truth["date"] = " ".join(box)
        for number, text in enumerate(box):
            sheet.line("date", text, tight=after or number > 0, also=("other",))
        if site.option("count", 3) == 0:
            sheet.line("comments", site.lang.digits(str(len(post.comments))), tight=True, also=("other", "date"))
        if not after:
            self.title(sheet, post, tight=True)
        if site.option("section", 2):
            self.categories(sheet, truth, post, site.lang.say("posted_in", c=site.lang.separator.join(post.categories)), also=("other",))
        if site.option("author", 2):
            self.byline(sheet, truth, post, site.lang.say("by", a=post.author), also=("other",))
        if listing.kind == "single":
            self.body(sheet, truth, post)
            return
        self.excerpt(sheet, truth, post, (self.ellipsis, self.bracketed)[site.option("mark", 2)](site), words=45)
        if site.option("link", 4):
            sheet.line("read_more", site.lang.say("more"), tight=True)


THEME = Leaves()
