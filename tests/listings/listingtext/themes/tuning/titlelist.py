"""Archives and category pages that list titles with their dates and show no texts: a line or two an entry."""

from ..base import ARCHIVES, PREFIXED, Theme, day

# One line: {d} the date, {t} the title. Two lines stand apart by a line break.
ROWS = ("{d} {t}", "{d} - {t}", "{d} » {t}", "{d}: {t}", "{d} | {t}", "{t} ({d})", "{t} - {d}", "{t} {d}", "{t}, {d}", "{t}\n{d}", "{d}\n{t}")
STYLES = ("iso", "numeric", "long", "short")


class TitleList(Theme):
    name = "titlelist"
    about = "no texts: `D T`, `T (D)`, `D » T` in one line with any mark, or date and title on a line each; single posts hold programmes"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "none", "name", "menu_row")
    sidebars = ("none", "none", "some")
    odd_titles = 0.15
    small_titles = 0.1
    page_sizes = (3, 5, 10, 15, 25, 40)
    authors = (1, 1)
    prints_tags = False

    def heading(self, site, listing):
        kinds = (ARCHIVES, PREFIXED, {})[site.option("heading", 3)]
        return site.lang.say(kinds[listing.kind], x=listing.subject) if listing.kind in kinds else listing.subject

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, STYLES[site.option("style", len(STYLES))])
        if listing.kind == "single":
            self.title(sheet, post)
            self.date(sheet, truth, printed)
            self.body(sheet, truth, post)
            if self.number(post) % 3 == 0:
                self.programme(site, sheet, post)
            return
        truth["more"], truth["date"] = True, printed
        row = ROWS[site.option("row", len(ROWS))]
        mark = site.option("bullet", 6) == 0
        for number, line in enumerate(row.split("\n")):
            text = line.format(d=printed, t=post.title)
            if mark and number == 0:
                text = "• " + text
            if "{t}" in line:
                sheet.line("title", text, tight=number > 0, also=("date", "list", "heading"))
            else:
                self.date(sheet, truth, printed, text, tight=number > 0, also=())

    def programme(self, site, sheet, post):
        """What happens when: a list that is part of the post."""
        for other in site.posts[5:5 + 3 + self.number(post) % 5]:
            when = day(site, other.date, ("numeric", "{dd}.{mm}.", "long")[site.option("when", 3)])
            text = f"{when} {site.lang.capital(site.text.fill(site.text.pick('alt')))}"
            sheet.line("list", text, body=True, also=("paragraph", "heading", "date", "caption", "related"))


THEME = TitleList()
