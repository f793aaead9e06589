"""A Drupal 6 or 7 taxonomy page: teasers under "Submitted by", the terms one a line."""

from ..base import Theme, day


class Drupal(Theme):
    name = "drupal"
    about = "title; `Submitted by A on DATE`; teaser; terms, one a line; `Read more`, `Log in to post comments`, `N reads`"
    spacings = ("double", "block", "several")
    sidebars = ("none", "some")

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category") else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        printed = day(site, post.date, "drupal")
        truth["author"] = post.author
        if site.option("submitted", 4):
            self.date(sheet, truth, printed, say("submitted", a=post.author, d=printed))
        else:
            sheet.line("byline", say("by", a=post.author), tight=True)
            self.date(sheet, truth, printed, also=())
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        terms = post.categories + post.tags
        truth["tags"], truth["categories"] = terms, list(post.categories)
        if site.option("label", 2):
            sheet.line("tags", f"{say('tags')}:", also=("categories",))
        for i, term in enumerate(terms):
            sheet.line("tags", term, tight=i > 0 or site.option("label", 2) > 0, also=("categories", "list"))
        if truth["more"]:
            sheet.line("read_more", say("more"))
        sheet.line("comments", say("login_to_comment"), tight=True)
        if site.option("reads", 3) == 0:
            sheet.line("other", say("reads", n=len(post.running_text()) % 900), tight=True, also=("comments",))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        for n in range(1, listing.pages + 1):
            sheet.line("nav", site.lang.digits(str(n)), tight=n > 1)
        sheet.line("nav", f"{site.lang.say('next')} ›", tight=True)


THEME = Drupal()
