"""A page builder's blog module: "by A | D | C | N comments" under the title, excerpt, a small "read more"."""

from ..base import Theme, day, join


class Divi(Theme):
    name = "divi"
    about = "title; `by A \\| D \\| C \\| N Comments` (some sites leave parts out); excerpt `...`; `read more` in small letters; no heading"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu_row")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (2, 3, 6, 10, 12)
    prints_tags = False
    powered = "Designed by a theme shop | Powered by WordPress"

    def heading(self, site, listing):
        return ""

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date, ("short", "long", "numeric")[site.option("date", 3)])
        self.title(sheet, post)
        bits = [printed]
        if site.option("author", 4):
            truth["author"] = post.author
            bits.insert(0, say("by", a=post.author))
        if site.option("category", 3):
            truth["categories"] = list(post.categories)
            bits.append(join(site, post.categories))
        if site.option("talk", 2):
            bits.append(self.comment_count(site, post))
        self.date(sheet, truth, printed, " | ".join(bits), also=("byline", "categories", "comments"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, "...", words=42)
            if site.option("more", 3):
                sheet.line("read_more", say("more").lower(), tight=site.option("tight", 2) == 0)

    def nav_bottom(self, site, sheet, listing):
        self.older_newer(site, sheet, listing, "old_entries", "new_entries", "« ", " »")


THEME = Divi()
