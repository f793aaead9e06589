"""A static generator: author, moment and number of comments on lines of their own under the title, then the opening."""

from ...languages import table
from ..base import Theme, day

PHRASES = {
    "en": "more = Read more…\nminutes = {n} min remaining to read\nsource = Source\ntalk = Comments\nolder = Older posts\nnewer = Newer posts",
    "fr": "more = Lire la suite…\nminutes = {n} min. de lecture restantes\nsource = Source\ntalk = Commentaires\nolder = Billets plus anciens\nnewer = Billets plus récents",
    "de": "more = Weiterlesen…\nminutes = {n} min verbleibend\nsource = Source\ntalk = Kommentare\nolder = Ältere Einträge\nnewer = Neuere Einträge",
    "es": "more = Leer más…\nminutes = quedan {n} minutos de lectura\nsource = Código\ntalk = Comentarios\nolder = Publicaciones anteriores\nnewer = Publicaciones más recientes",
    "it": "more = Continua la lettura…\nminutes = ancora {n} minuti di lettura\nsource = Sorgente\ntalk = Commenti\nolder = Articoli precedenti\nnewer = Articoli più recenti",
    "ru": "more = Читать далее…\nminutes = {n} минут чтения осталось\nsource = Источник\ntalk = Комментарии\nolder = Старые записи\nnewer = Новые записи",
    "pl": "more = Czytaj dalej…\nminutes = {n} minut(y) czytania\nsource = Źródło\ntalk = Komentarze\nolder = Starsze wpisy\nnewer = Nowsze wpisy",
}


class Nikola(Theme):
    name = "nikola"
    about = "title; `A`; `2007-02-28 12:10`; `Comments` or `Source` on some; opening; `Read more…` or `Read more… (N min remaining)`"
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none",)
    authors = (1, 2)
    has_comments = False
    prints_tags = False
    powered = "Powered by Nikola"

    def heading(self, site, listing):
        return listing.subject

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        self.byline(sheet, truth, post, post.author)
        printed = day(site, post.date, ("{yyyy}-{mm}-{dd} {HH}:{MM}", "long", "iso")[site.option("style", 3)])
        self.date(sheet, truth, printed)
        extra = site.option("extra", 3)
        if extra:
            sheet.line("comments", self.own(site, ("source", "talk")[extra - 1]), tight=True, also=("other", "share", "nav"))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            left = f" ({self.own(site, 'minutes', n=1 + len(post.blocks) // 8)})" if site.option("left", 2) else ""
            sheet.line("read_more", self.own(site, "more") + left)

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", self.own(site, "newer"))
        if listing.page < listing.pages:
            sheet.line("nav", self.own(site, "older"), tight=True)


THEME = Nikola()
