"""Ghost's first theme: an excerpt with its arrow, then author, tags and date in one line."""

from ...languages import table
from ..base import Theme, day, join


class CasperOld(Theme):
    name = "casperold"
    about = "title; excerpt ending in `»`; `A on a, b \\| D`, or `D on a, b` above the text; `Page N of M`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name", "tagline")
    sidebars = ("none",)
    has_comments = False
    small_titles = 0.2
    powered = "Proudly published with Ghost"
    phrases = {code: table(f"on = {word} {{t}}\nafter = {{a}} {word} {{t}}\nmin = {minutes}") for code, word, minutes in (
        ("en", "on", "{n} min read"), ("fr", "sur", "{n} min de lecture"), ("de", "zu", "{n} Min. Lesezeit"),
        ("es", "en", "{n} min de lectura"), ("pt", "em", "{n} min de leitura"), ("pl", "w", "{n} min czytania"),
        ("ru", "в", "{n} мин. чтения"), ("zh", "发布于", "{n} 分钟阅读"))}
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "author") else ""

    def entry(self, site, sheet, post, truth, listing):
        own, printed = self.own, day(site, post.date, ("{dd} {mon} {yyyy}", "long")[site.code == "zh"])
        above, tags = site.option("above", 3) == 0, post.tags[:3]
        self.title(sheet, post)
        if above:
            self.stamp(site, sheet, truth, tags, printed, f"{printed} {own(site, 'on', t=join(site, tags))}" if tags else printed)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, "" if above else " »", words=26)
            if not above and not truth["more"]:
                sheet.glue(" »", "read_more")
        if not above:
            truth["author"] = post.author
            who = own(site, "after", a=post.author, t=join(site, tags)) if tags else post.author
            bar = " | " if site.option("bar", 2) else " "
            self.stamp(site, sheet, truth, tags, printed, f"{who}{bar}{printed}")
        elif site.option("minutes", 2):
            sheet.line("other", own(site, "min", n=max(1, len(post.running_text()) // 1200)), also=("read_more",))

    def stamp(self, site, sheet, truth, tags, printed, text):
        truth["tags"] = list(tags)
        self.date(sheet, truth, printed, text, also=("byline", "tags"))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages))
        if listing.page < listing.pages:
            sheet.line("nav", site.lang.say("older") + " →", tight=True)


THEME = CasperOld()
