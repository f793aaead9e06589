"""A plain Jekyll list: the date on its own line above the title, and hardly any furniture."""

from ..base import Theme, day


class Jekyll(Theme):
    name = "jekyll"
    about = "short date line first; title; summary or whole post; no furniture at all, not even a read-more link on some sites"
    spacings = ("double", "block", "entry", "several")
    headers = ("none", "name", "tagline", "menu")
    sidebars = ("none",)
    has_comments = False

    def heading(self, site, listing):
        return listing.subject if listing.kind != "home" else ""

    def entry(self, site, sheet, post, truth, listing):
        below = listing.kind == "single"
        if below:
            self.title(sheet, post)
        self.date(sheet, truth, day(site, post.date, ("short", "iso", "long")[site.option("date", 3)]), tight=False, also=())
        if not below:
            self.title(sheet, post, tight=True)
        if below or site.option("whole", 3) == 0:
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site) if site.option("mark", 2) else "", words=40)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        pages = [site.lang.digits(str(n)) for n in range(1, listing.pages + 1)]
        sheet.line("nav", " ".join(pages))


THEME = Jekyll()
