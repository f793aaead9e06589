"""A public body's news and search results: title, summary, labelled date; a result count above."""

from ..base import Theme, day, join


class Council(Theme):
    name = "council"
    about = "result count and sort links; title; summary; `Published: D`, `Categories: a, b`; no author; page x of y"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        if listing.kind == "search":
            return site.lang.say("h_search_old")
        return listing.subject

    def nav_top(self, site, sheet, listing):
        sheet.section()
        sheet.line("nav", site.lang.say("results", n=listing.pages * site.per_page), also=("other",))
        sheet.line("nav", site.lang.say("sort"), tight=True, also=("other",))

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        if site.option("address", 3) == 0 and listing.kind == "search":
            sheet.line("other", f"https://www.council.example/news/{post.id}", tight=True, also=("related", "paragraph"))
        printed = day(site, post.date, ("long", "numeric")[site.option("date", 2)])
        if site.option("date_above", 2):
            self.date(sheet, truth, printed, say("published_colon", d=printed), also=())
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=30)
        if not site.option("date_above", 2):
            self.date(sheet, truth, printed, say("published_colon", d=printed), also=())
        if site.option("categories", 2):
            self.categories(sheet, truth, post, say("cats_colon", c=join(site, post.categories)), also=("tags",))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages))
        if listing.page < listing.pages:
            sheet.line("nav", site.lang.say("next_page"), tight=True)


THEME = Council()
