"""Cards of a page builder: a badge, title, excerpt and link, and only then author, date and comments."""

from ..base import Theme, day


class Elementor(Theme):
    name = "elementor"
    about = "category badge; title; excerpt; `Read More »`; then author, date and comment count, a line each"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (3, 6, 6, 9, 12)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag", "search") else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        if site.option("badge", 3):
            badge = post.categories[0]
            truth["categories"] = [badge]
            sheet.line("categories", site.lang.upper(badge) if site.option("upper", 2) else badge, also=("tags", "other"))
        self.title(sheet, post, tight=True)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.bracketed(site) if site.option("mark", 2) else "", words=(20, 35)[site.option("words", 2)])
            sheet.line("read_more", say("more") + " »")
        if site.option("author", 2):
            self.byline(sheet, truth, post, post.author, tight=False)
        self.date(sheet, truth, day(site, post.date, ("long", "numeric")[site.option("date", 2)]), also=())
        if site.option("talk", 3):
            sheet.line("comments", self.comment_count(site, post), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", f"« {site.lang.say('prev')}")
        for n in range(1, listing.pages + 1):
            sheet.line("nav", site.lang.say("page", n=n), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", f"{site.lang.say('next')} »", tight=True)


THEME = Elementor()
