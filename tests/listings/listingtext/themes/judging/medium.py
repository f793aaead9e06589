"""A writing platform's list: writer, publication and short date above the title, reading time, topic and counts below."""

from ...languages import table
from ..base import Theme, day


class Medium(Theme):
    name = "medium"
    about = "`A`, `in`, publication, `·`, date without year (one line or five); title; subtitle; `N min read`; topic; bare counts"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "name", "menu_row")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.2
    authors = (3, 8)
    page_sizes = (3, 5, 10, 10)
    has_comments = False
    phrases = {
        "en": table("in = in\nmore = Member-only story\nrec = Recommended from here"),
        "fr": table("in = dans\nmore = Réservé aux membres\nrec = Recommandés"),
        "de": table("in = in\nmore = Nur für Mitglieder\nrec = Empfohlen"),
        "es": table("in = en\nmore = Solo para miembros\nrec = Recomendados"),
        "pt": table("in = em\nmore = Só para membros\nrec = Recomendados"),
        "ru": table("in = в\nmore = Только для участников\nrec = Рекомендуем"),
        "tr": table("in = içinde\nmore = Üyelere özel\nrec = Önerilenler"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category") else ""

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, "noyear")
        inside = self.own(site, "in")
        truth["author"] = post.author
        if site.option("one_line", 2):
            self.date(sheet, truth, printed, f"{post.author} {inside} {site.name} · {printed}", tight=False)
        else:
            sheet.line("byline", post.author)
            if self.number(post) % 3:
                sheet.line("byline", inside, tight=True, also=("other",))
                sheet.line("other", site.name, tight=True, also=("byline", "categories"))
            sheet.line("other", "·", tight=True, also=("byline",))
            self.date(sheet, truth, printed, also=("other",))
        if site.option("member", 2) and self.number(post) % 5 == 0:
            sheet.line("other", self.own(site, "more"), tight=True, also=("categories",))
        self.title(sheet, post)
        if listing.kind == "single":
            self.body(sheet, truth, post)
            return
        self.excerpt(sheet, truth, post, self.ellipsis(site), words=16, tight=True)
        minutes = max(1, len(post.running_text()) // 1200)
        sheet.line("other", site.lang.say("min_read", n=minutes), also=("date", "byline"))
        if post.tags and site.option("topic", 2):
            truth["tags"] = post.tags[:1]
            sheet.line("tags", post.tags[0], tight=True, also=("categories",))
        sheet.line("other", site.lang.digits(str(len(post.running_text()) % 300 + 1)), tight=True, also=("share", "comments"))
        if post.comments:
            sheet.line("comments", site.lang.digits(str(len(post.comments))), tight=True, also=("other", "share"))

    def nav_bottom(self, site, sheet, listing):
        """The list goes on while one scrolls."""


THEME = Medium()
