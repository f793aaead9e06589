"""Year archives: the year in the heading of the page, the name of a month alone above its posts, days or nothing beside the titles."""

from ..base import Theme, day


class Yearbook(Theme):
    name = "yearbook"
    about = "`Archive 2007` or `2007` as the page's heading, `February` alone above the posts of a month (`February 2007` elsewhere); title; `28` or no day; post or a sentence"
    languages = ("en", "fr", "de", "es", "it", "ru", "pt", "nl", "pl", "tr", "fa")
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "tagline")
    sidebars = ("none", "none", "some")
    oldest_first = 0.5
    page_sizes = (5, 8, 10, 12, 20)
    authors = (1, 2)
    prints_tags = False

    def month(self, site, post):
        return day(site, post.date, "{yyyy}")

    def heading(self, site, listing):
        if listing.kind == "date" and site.option("plain", 2):
            return listing.subject
        return super().heading(site, listing)

    def before_entry(self, site, sheet, post, listing):
        if listing.kind != "single" and self.opens(listing, post, lambda p: day(site, p.date, "{yyyy}{mm}")):
            sheet.section()
            sheet.line("date", self.shown(site, post, listing), also=("heading", "other", "nav"))

    @staticmethod
    def shown(site, post, listing):
        text = day(site, post.date, "{mon_nom}" if listing.kind == "date" else "month_year")
        return site.lang.upper(text) if site.option("capitals", 3) == 0 else site.lang.capital(text)

    def entry(self, site, sheet, post, truth, listing):
        shape = site.option("shape", 4)
        if listing.kind == "single":
            self.title(sheet, post)
            self.date(sheet, truth, day(site, post.date, "long"))
            self.body(sheet, truth, post)
            return
        truth["date"] = self.shown(site, post, listing)
        number = day(site, post.date, "{d}" if site.option("points", 2) else "{dd}.")
        if shape == 0:
            sheet.line("other", number, also=("date", "heading"))
        self.title(sheet, post, tight=shape == 0, before=f"{number} " if shape == 1 else "")
        if site.option("text", 2):
            self.body(sheet, truth, post, self.opening(post))
            if truth["more"]:
                sheet.line("read_more", site.lang.say("more"), tight=True)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=30)


THEME = Yearbook()
