"""A Genesis site: title, "D by A Leave a Comment" in one line, excerpt with a glued bracket, "Filed Under"."""

from ..base import Theme, day, join


class Genesis(Theme):
    name = "genesis"
    about = "title; `D by A N Comments` in one line; excerpt with glued `[Read more...]`; `Filed Under: a`, `Tagged With: b`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none", "some")
    oldest_first = 0.0

    def heading(self, site, listing):
        if listing.kind == "search":
            return site.lang.say("h_search", x=listing.subject)
        return listing.subject if listing.kind in ("tag", "category") and site.option("heading", 2) else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date)
        talk = self.comment_count(site, post) if post.comments else say("leave")
        self.title(sheet, post)
        truth["author"] = post.author
        self.date(sheet, truth, printed, f"{printed} {say('by', a=post.author)} {talk}", also=("byline", "comments"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        elif self.excerpt(sheet, truth, post, f" … [{say('more')}...]"):
            sheet.lines[-1].also += ("read_more",)
        self.categories(sheet, truth, post, say("filed", c=join(site, post.categories)), tight=False)
        if post.tags:
            self.tags(sheet, truth, post.tags, say("tagged_with", t=join(site, post.tags)))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        for n in range(1, listing.pages + 1):
            sheet.line("nav", site.lang.digits(str(n)), tight=n > 1)
        sheet.line("nav", f"{site.lang.say('next_page')} »", tight=True)


THEME = Genesis()
