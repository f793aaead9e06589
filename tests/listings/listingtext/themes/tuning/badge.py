"""Calendar leaves: the day, the month and the year of a post on lines of their own beside its title, as many themes draw them."""

from ..base import PREFIXED, Theme, day, join

# The lines of the leaf; the last ones leave the year out.
LEAVES = (("{dd}", "{mon_s}", "{yyyy}"), ("{d}", "{mon}", "{yyyy}"), ("{mon_s}", "{d}", "{yyyy}"), ("{d}", "{mon_s} {yyyy}"), ("{mon_s} {d}", "{yyyy}"),
          ("{mon_s}", "{dd}"), ("{dd}", "{mon}"))


class Badge(Theme):
    name = "badge"
    about = "the date as a calendar leaf, `28`, `Feb`, `2007`, a line each, two lines on some sites, above the title or below; title; `by A \\| C \\| N Comments`; post"
    spacings = ("double", "block", "none", "several", "entry")
    headers = ("none", "name", "tagline", "menu")
    sidebars = ("none", "some", "full")
    headings = PREFIXED

    def entry(self, site, sheet, post, truth, listing):
        below = site.option("below", 4) == 0
        if not below:
            self.leaf(site, sheet, post, truth, tight=False)
        self.title(sheet, post, tight=not below)
        if below:
            self.leaf(site, sheet, post, truth)
        self.row(site, sheet, post, truth)
        if listing.kind == "single" or site.option("whole", 2):
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.bracketed(site))
            if truth["more"] and site.option("link", 3):
                sheet.line("read_more", site.lang.say("more"), tight=True)
        if post.tags and site.option("tags", 2):
            self.tags(sheet, truth, post.tags, site.lang.say("tags_colon", t=join(site, post.tags)))

    def leaf(self, site, sheet, post, truth, tight=True):
        leaf = [day(site, post.date, style) for style in LEAVES[site.option("leaf", len(LEAVES))]]
        truth["date"] = " ".join(leaf)
        for number, text in enumerate(leaf):
            sheet.line("date", text.upper() if site.option("capitals", 4) == 0 and site.code == "en" else text, tight or number > 0, also=("other",))
        if site.option("capitals", 4) == 0 and site.code == "en":
            truth["date"] = truth["date"].upper()

    def row(self, site, sheet, post, truth):
        say, shape = site.lang.say, site.option("row", 4)
        if shape == 0:
            return
        truth["author"] = post.author
        pieces = [say("by", a=post.author)]
        if shape > 1:
            pieces.append(join(site, post.categories))
            truth["categories"] = list(post.categories)
        if shape > 2:
            pieces.append(self.comment_count(site, post))
        sheet.line("byline", " | ".join(pieces), tight=True, also=("categories", "comments", "tags", "other"))


THEME = Badge()
