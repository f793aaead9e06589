"""A widespread Hugo theme: a card of title, summary and one line of date, reading time and author."""

from ..base import Theme, day


class PaperMod(Theme):
    name = "papermod"
    about = "title; summary `…`; `D · N min · A` (parts left out on some sites), or that line above the summary; no furniture"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False
    odd_titles = 0.15
    small_titles = 0.2
    extras = ("code",)
    page_sizes = (5, 5, 10, 10, 20)
    powered = "Powered by Hugo & PaperMod"

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category") else ""

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, ("long", "iso", "short")[site.option("style", 3)])
        parts = [printed]
        if site.option("minutes", 3):
            n = max(1, len(post.running_text()) // 1100)
            parts.append(site.lang.say("min_read", n=n) if site.option("spelled", 2) else site.lang.digits(str(n)) + " min")
        if site.option("author", 2):
            parts.append(post.author)
            truth["author"] = post.author
        line, above = " · ".join(parts), site.option("above", 3) == 0
        self.title(sheet, post)
        if above:
            self.date(sheet, truth, printed, line)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, "" if site.option("ends", 2) else self.ellipsis(site), words=40)
        if not above:
            self.date(sheet, truth, printed, line, tight=False)

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page < listing.pages:
            sheet.line("nav", site.lang.say("next_page") + " »")


THEME = PaperMod()
