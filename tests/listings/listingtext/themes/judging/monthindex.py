"""Archives that list titles under headings of years or months: the day alone beside each title, or nothing."""

from ..base import Theme, day

# {d} what is left of the date under the heading, {t} the title.
ROWS = ("{d}\n{t}", "{d} {t}", "{d} - {t}", "{d}: {t}", "{t}\n{d}", "{t} ({d})", "{t}", "{t}")
YEARLY = ("{mm}-{dd}", "{d} {mon_s}", "{d} {mon}", "{dd}/{mm}", "{dd}.{mm}.")
MONTHLY = ("{mm}-{dd}", "{d} {mon}", "{dd}.{mm}.")


class MonthIndex(Theme):
    name = "monthindex"
    about = "no texts: headings of years or months, under them `02-23`, `4 May` or nothing with each title, in one line or two"
    languages = ("en", "fr", "de", "es", "it", "ru", "pt", "nl", "pl", "tr")
    spacings = ("double", "block", "none", "several")
    headers = ("none", "none", "name", "menu_row")
    sidebars = ("none",)
    oldest_first = 0.0
    page_sizes = (10, 15, 25, 40)
    authors = (1, 1)
    prints_tags = False
    has_comments = False

    def before_entry(self, site, sheet, post, listing):
        if listing.kind == "single":
            return
        yearly = site.option("yearly", 2) == 0
        if self.opens(listing, post, lambda p: (p.date.year, 0 if yearly else p.date.month)):
            sheet.section()
            text = str(post.date.year) if yearly else self.month(site, post)
            sheet.line("heading", text, also=("date", "other", "page_heading", "nav"))

    def heading(self, site, listing):
        return listing.subject or site.name

    def entry(self, site, sheet, post, truth, listing):
        if listing.kind == "single":
            self.title(sheet, post)
            self.date(sheet, truth, day(site, post.date, "long"))
            self.body(sheet, truth, post)
            return
        styles = YEARLY if site.option("yearly", 2) == 0 else MONTHLY
        printed = day(site, post.date, styles[site.option("style", len(styles))])
        row = ROWS[site.option("row", len(ROWS))]
        truth["more"] = True
        for number, line in enumerate(row.split("\n")):
            if "{d}" in line:
                truth["date"] = printed
            if "{t}" in line:
                sheet.line("title", line.format(d=printed, t=post.title), tight=number > 0, also=("date", "list", "heading"))
            else:
                self.date(sheet, truth, printed, tight=number > 0, also=())


THEME = MonthIndex()
