"""Twenty Fifteen and Sixteen: featured image named like the title, then labelled furniture under the post."""

from ..base import PREFIXED, Theme, day, join


class TwentySixteen(Theme):
    name = "twentysixteen"
    about = "image alt = title; title; post; `Author A`, `Posted on D1D2` (two dates glued), `Categories`, `Tags`, `Leave a comment on T`"
    spacings = ("double", "block", "several", "none")
    headings = PREFIXED
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        number = int(post.id.rsplit("-", 1)[1])
        if post.title and site.option("image", 3) and number % 4:
            sheet.line("image_alt", post.title, also=("title",))
        self.title(sheet, post)
        if listing.kind == "search":
            self.excerpt(sheet, truth, post, self.ellipsis(site))
            if truth["more"]:
                sheet.line("read_more", say("cont_T", T=post.title), tight=True)
        else:
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"] and number % 3 == 0:
                sheet.glue(" " + say("cont_T", T=post.title), "read_more")
            elif truth["more"]:
                sheet.line("read_more", say("cont_T", T=post.title))
        self.byline(sheet, truth, post, f"{say('author')} {post.author}", tight=False)
        printed = day(site, post.date)
        updated = printed if number % 3 == 0 else ""
        self.date(sheet, truth, printed, say("posted_on", d=printed + updated))
        self.categories(sheet, truth, post, f"{say('categories')} {join(site, post.categories)}")
        if post.tags:
            self.tags(sheet, truth, post.tags, f"{say('tags')} {join(site, post.tags)}")
        talk = self.comment_count(site, post) if post.comments else say("leave_on", T=post.title)
        sheet.line("comments", talk, tight=True)

    def nav_bottom(self, site, sheet, listing):
        say = site.lang.say
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", say("prev_page"))
        for n in range(1, listing.pages + 1):
            sheet.line("nav", say("page", n=n), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", say("next_page"), tight=True)


THEME = TwentySixteen()
