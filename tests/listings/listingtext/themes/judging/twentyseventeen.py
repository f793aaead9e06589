"""Twenty Seventeen: "Posted on D" above the title; the list shows nothing else but the post."""

from ..base import PREFIXED, Theme, day, join


class TwentySeventeen(Theme):
    name = "twentyseventeen"
    about = "`Posted on D` above the title; title (asides have none); post; `Continue reading “T”` or nothing below"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "tagline", "menu", "full")
    sidebars = ("none", "some", "full")
    untitled = 0.02
    odd_titles = 0.1
    headings = PREFIXED
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date)
        single = listing.kind == "single"
        text = say("posted_on_by", d=printed, a=post.author) if single else say("posted_on", d=printed)
        if single:
            truth["author"] = post.author
        self.date(sheet, truth, printed, text, tight=False)
        self.title(sheet, post, tight=True)
        if listing.kind == "search":
            self.excerpt(sheet, truth, post, self.ellipsis(site))
        else:
            self.body(sheet, truth, post, post.blocks if single else self.opening(post))
        if truth["more"] and post.title:
            sheet.line("read_more", say("cont_T", T=post.title))
        if single:
            self.categories(sheet, truth, post, f"{say('categories')} {join(site, post.categories)}", tight=False)
            if post.tags:
                self.tags(sheet, truth, post.tags, f"{say('tags')} {join(site, post.tags)}")

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        say = site.lang.say
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", say("prev_page"))
        sheet.line("nav", " ".join(say("page", n=n) for n in range(1, listing.pages + 1)), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", say("next_page"), tight=True)


THEME = TwentySeventeen()
