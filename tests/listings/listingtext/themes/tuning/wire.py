"""A news agency's running list: date, time and section in one line, title, lead; nothing else."""

from ..base import Theme, clock, day


class Wire(Theme):
    name = "wire"
    about = "`date time | section` line first (m/d/y in English, d/m/y elsewhere); title; lead paragraph; no furniture"
    spacings = ("double", "block", "none", "entry")
    headers = ("none", "menu", "menu_row")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "search", "tag") else ""

    def entry(self, site, sheet, post, truth, listing):
        section, printed = post.categories[0], day(site, post.date, "numeric")
        truth["categories"] = [section]
        stamp = f"{printed} {clock(site, post.date)}"
        if site.option("section", 3):
            stamp += f" | {section}"
        else:
            truth["categories"] = []
        self.date(sheet, truth, printed, stamp, tight=False, also=("categories",))
        self.title(sheet, post, tight=True)
        if listing.kind == "single" or site.option("whole", 4) == 0:
            self.body(sheet, truth, post)
        else:
            self.body(sheet, truth, post, [next(block for block in post.blocks if block[0] == "paragraph")])

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", f"‹ {site.lang.say('prev')}")
        if listing.page < listing.pages:
            sheet.line("nav", f"{site.lang.say('next')} ›", tight=True)


THEME = Wire()
