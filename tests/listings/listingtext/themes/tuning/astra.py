"""A present-day WordPress theme such as Astra: slashes in the meta line, "T Read More »" below the excerpt."""

from ..base import Theme, day, join


class Astra(Theme):
    name = "astra"
    about = "title; `Leave a comment / C, D / By A / D`; excerpt; `T Read more »` (spoken title glued to the link)"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "menu", "menu_row")
    sidebars = ("none", "full")
    oldest_first = 0.0
    prints_tags = False

    def heading(self, site, listing):
        if listing.kind == "search":
            return site.lang.say("h_search", x=listing.subject)
        return listing.subject

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date)
        talk = self.comment_count(site, post) if post.comments else say("leave")
        bits = [talk, join(site, post.categories), say("by", a=post.author)]
        truth["author"], truth["categories"] = post.author, list(post.categories)
        self.title(sheet, post)
        if site.option("dated", 4):
            bits.append(printed)
            self.date(sheet, truth, printed, " / ".join(bits), also=("byline", "categories", "comments"))
        else:
            sheet.line("byline", " / ".join(bits), tight=True, also=("categories", "comments", "date"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        elif self.excerpt(sheet, truth, post, " …" if site.option("space", 2) else "…", words=40):
            sheet.line("read_more", f"{post.title} {say('more')} »")

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        numbers = " ".join(site.lang.digits(str(n)) for n in range(1, listing.pages + 1))
        sheet.line("nav", f"{numbers} {site.lang.say('next')} →")


THEME = Astra()
