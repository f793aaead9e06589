"""A Joomla category blog: title, a block of labelled details, intro text, "Read more: T"."""

from ..base import Theme, day


class Joomla(Theme):
    name = "joomla"
    about = "title; `Details`, `Written by A`, `Category: C`, `Published: D`, `Hits: N`, a line each; intro; `Read more: T`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu")
    sidebars = ("none", "some")
    has_comments = False
    prints_tags = False

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag") else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        sheet.line("other", say("details"), also=("heading", "byline"))
        if site.option("author", 3):
            self.byline(sheet, truth, post, say("written_by", a=post.author))
        truth["categories"] = post.categories[:1]
        sheet.line("categories", say("category", c=post.categories[0]), tight=True)
        printed = day(site, post.date, "joomla")
        self.date(sheet, truth, printed, say("published_colon", d=printed), also=())
        if site.option("hits", 2):
            sheet.line("other", say("hits", n=len(post.running_text()) % 4000 + 3), tight=True, also=("byline", "comments"))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", say("more_T", T=post.title) if site.option("titled", 3) else say("more") + " ...")

    def nav_bottom(self, site, sheet, listing):
        say = site.lang.say
        older = [post.title for post in site.posts if post not in listing.posts and post.title][:4]
        sheet.section()
        for title in older:
            sheet.line("nav", title, tight=True, also=("related", "list", "other"))
        sheet.line("nav", say("page_of", n=listing.page, m=listing.pages))
        if listing.page < listing.pages:
            sheet.line("nav", say("next"), tight=True)


THEME = Joomla()
