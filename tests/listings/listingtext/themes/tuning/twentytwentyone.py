"""Twenty Twenty-One: title, excerpt ended by a spoken continue link, "Published D", "Categorized as", "Tagged"."""

from ..base import PREFIXED, Theme, day, join


class TwentyTwentyOne(Theme):
    name = "twentytwentyone"
    about = "title; picture caption; excerpt ending in `… Continue reading T`; `Published D`, `Categorized as a`, `Tagged b`"
    spacings = ("double", "block", "several")
    headers = ("none", "tagline", "menu")
    sidebars = ("none", "full")
    headings = PREFIXED
    powered = "Proudly powered by WordPress."

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        if len(post.caption) % 3 == 0:
            sheet.line("caption", post.caption, also=("paragraph", "image_alt"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        elif self.excerpt(sheet, truth, post, self.ellipsis(site)):
            if site.option("glued", 2):
                sheet.glue(f" {say('cont')} {post.title}", "read_more")
            else:
                sheet.line("read_more", f"{say('cont')} {post.title}")
        printed = day(site, post.date)
        self.date(sheet, truth, printed, say("published", d=printed), tight=False)
        if listing.kind == "single" or site.option("by", 2):
            self.byline(sheet, truth, post, say("by", a=post.author))
        self.categories(sheet, truth, post, say("categorized", c=join(site, post.categories)))
        if post.tags:
            self.tags(sheet, truth, post.tags, say("tagged", t=join(site, post.tags)))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        sheet.line("nav", site.lang.say("page", n=1))
        sheet.line("nav", "…", tight=True)
        sheet.line("nav", site.lang.say("page", n=listing.pages), tight=True)
        sheet.line("nav", site.lang.say("older") + " →", tight=True)


THEME = TwentyTwentyOne()
