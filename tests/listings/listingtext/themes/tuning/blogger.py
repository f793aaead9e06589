"""A Blogger label or month page: one date line per day, shared by the posts of that day."""

from ..base import Theme, clock, day, join


class Blogger(Theme):
    name = "blogger"
    about = "date line once per day; title; whole post; `Posted by A at T`, `N comments`, `Labels: a, b`"
    spacings = ("double", "block", "several", "entry")
    headers = ("none", "name", "tagline", "full")
    oldest_first = 0.0
    powered = "Powered by Blogger."

    def heading(self, site, listing):
        if listing.kind == "search":
            return site.lang.say("b_search", x=listing.subject)
        return site.lang.say("b_label", x=listing.subject) if listing.kind in ("tag", "category") else ""

    def before_entry(self, site, sheet, post, listing):
        self.shared = day(site, post.date, "weekday")
        if self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", self.shared)

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        truth["date"], truth["author"] = self.shared, post.author
        self.title(sheet, post)
        blocks = post.blocks
        if site.option("jump", 3) == 0 and listing.kind != "single":
            blocks = self.opening(post)
        self.body(sheet, truth, post, blocks)
        if truth["more"]:
            sheet.line("read_more", say("more") + " »")
        signed = say("posted_by_at", a=post.author, t=clock(site, post.date))
        if site.option("signed", 2):
            sheet.line("byline", f"{signed} {self.comment_count(site, post)}:", also=("comments", "date"))
        else:
            sheet.line("byline", signed, also=("date",))
            sheet.line("comments", self.comment_count(site, post), tight=True)
        labels = post.tags or post.categories
        self.tags(sheet, truth, labels, say("labels", t=join(site, labels)), also=("categories",))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", site.lang.say("newer"))
        if listing.page < listing.pages:
            sheet.line("nav", site.lang.say("older"), tight=True)
        sheet.line("nav", site.lang.say("home"), tight=True)


THEME = Blogger()
