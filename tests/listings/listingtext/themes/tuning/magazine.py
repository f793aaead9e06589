"""A magazine theme: image text, section, title, "A - D" and a comment number, excerpt with brackets."""

from ... import chrome
from ..base import Theme, day


class Magazine(Theme):
    name = "magazine"
    about = "image alt (often = title); section; title; `A - D`; comment number; excerpt `[…]`; `Read more`; breadcrumb above"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none", "some")
    prints_tags = False

    def top(self, site, sheet, listing):
        if site.option("crumbs", 2):
            sheet.section()
            crumb = listing.subject if listing.kind != "single" else listing.posts[0].categories[0]
            sheet.line("nav", " › ".join(x for x in (site.lang.say("home"), crumb) if x), also=("other",))

    def heading(self, site, listing):
        return listing.subject if listing.kind != "home" else site.lang.say("latest")

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        section = post.categories[0]
        order = site.option("order", 3)
        if order != 2:
            sheet.line("image_alt", post.title if order == 0 else post.alt, also=("title", "caption"))
        truth["categories"] = [section]
        if site.option("section_first", 2):
            sheet.line("categories", section)
            self.title(sheet, post)
        else:
            self.title(sheet, post)
            sheet.line("categories", section, tight=True)
        printed = day(site, post.date)
        truth["author"] = post.author
        self.date(sheet, truth, printed, f"{post.author} - {printed}")
        sheet.line("comments", site.lang.digits(str(len(post.comments))), tight=True, also=("other",))
        if listing.kind == "single":
            self.body(sheet, truth, post)
            sheet.line("share", say("share"))
            for name in ("Facebook", "Twitter", "WhatsApp"):
                sheet.line("share", name, tight=True)
            return
        self.excerpt(sheet, truth, post, self.bracketed(site), words=25)
        if site.option("more", 2):
            sheet.line("read_more", say("more"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        numbers = [site.lang.digits(str(n)) for n in range(1, min(listing.pages, 3) + 1)]
        sheet.line("nav", "".join(numbers) + "..." + site.lang.digits(str(listing.pages)), also=("other",))
        sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages), tight=True)

    def after_single(self, site, sheet, listing):
        chrome.related_posts(site, sheet, listing)
        chrome.comments(site, sheet, listing)


THEME = Magazine()
