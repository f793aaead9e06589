"""Blogs kept in a wiki: nothing above the text, one line of moment, author and discussion with points between them below it."""

from ...languages import table
from ..base import Theme, day

PHRASES = {
    "en": "more = Read more →\ntalk = Discussion ({n})\nolder = Older entries >>\nnewer = << Newer entries",
    "de": "more = Weiterlesen →\ntalk = Diskussion ({n})\nolder = Ältere Einträge >>\nnewer = << Neuere Einträge",
    "fr": "more = Lire la suite →\ntalk = Discussion ({n})\nolder = Anciens billets >>\nnewer = << Billets récents",
    "es": "more = Leer más →\ntalk = Discusión ({n})\nolder = Entradas anteriores >>\nnewer = << Entradas más recientes",
    "nl": "more = Lees meer →\ntalk = Discussie ({n})\nolder = Oudere berichten >>\nnewer = << Nieuwere berichten",
    "pl": "more = Czytaj więcej →\ntalk = Dyskusja ({n})\nolder = Starsze wpisy >>\nnewer = << Nowsze wpisy",
    "ru": "more = Подробнее →\ntalk = Обсуждение ({n})\nolder = Старые записи >>\nnewer = << Новые записи",
}


class DokuWiki(Theme):
    name = "dokuwiki"
    about = "title; opening or whole post; `Read more →`; `2007/02/28 12:10 · A · N Comments · a, b` in one line, the tags on a line of their own on some"
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)
    spacings = ("double", "block", "several", "entry")
    headers = ("none", "name", "menu_row")
    sidebars = ("none",)
    authors = (1, 3)
    has_comments = False
    extras = ("code",)

    def heading(self, site, listing):
        return listing.subject

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        whole = listing.kind == "single" or site.option("whole", 2)
        self.body(sheet, truth, post, post.blocks if whole else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more"))
        printed = day(site, post.date, ("{yyyy}/{mm}/{dd} {HH}:{MM}", "{dd}.{mm}.{yyyy} {HH}:{MM}", "{yyyy}-{mm}-{dd}")[site.option("style", 3)])
        truth["date"], truth["author"] = printed, post.author
        pieces = [printed, post.author]
        if site.option("talk", 3):
            pieces.append(self.comment_count(site, post) if site.option("talk", 3) == 1 else self.own(site, "talk", n=len(post.comments)))
        apart = site.option("apart", 2)
        if post.tags and not apart:
            truth["tags"] = list(post.tags)
            pieces.append(", ".join(post.tags))
        sheet.line("date", " · ".join(pieces), also=("byline", "comments", "tags"))
        if post.tags and apart:
            self.tags(sheet, truth, post.tags, ", ".join(post.tags), also=("other",))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", self.own(site, "newer"))
        if listing.page < listing.pages:
            sheet.line("nav", self.own(site, "older"), tight=True)


THEME = DokuWiki()
