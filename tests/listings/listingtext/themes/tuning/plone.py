"""A content system of offices and universities: who published and who last changed what, summaries, a row of numbered pages."""

from ...languages import table
from ..base import Theme, comma, day

PHRASES = {
    "en": "row = by {a} — published {d}\nchanged = last modified {d}\nfiled = filed under: {t}\nmore = Read More…\nnext = Next {n} items »\nprev = « Previous {n} items\nfound = {n} items matching your search terms.",
    "de": "row = von {a} — veröffentlicht {d}\nchanged = zuletzt verändert: {d}\nfiled = abgelegt unter: {t}\nmore = Weiterlesen…\nnext = Nächste {n} Artikel »\nprev = « Vorherige {n} Artikel\nfound = {n} Artikel gefunden.",
    "fr": "row = par {a} — publié le {d}\nchanged = dernière modification le {d}\nfiled = classé sous : {t}\nmore = Lire la suite…\nnext = {n} éléments suivants »\nprev = « {n} éléments précédents\nfound = {n} éléments correspondent à vos critères.",
    "es": "row = por {a} — publicado {d}\nchanged = última modificación {d}\nfiled = archivado en: {t}\nmore = Leer más…\nnext = Siguientes {n} elementos »\nprev = « Anteriores {n} elementos\nfound = {n} elementos coinciden con su búsqueda.",
    "it": "row = da {a} — pubblicato il {d}\nchanged = ultima modifica {d}\nfiled = archiviato sotto: {t}\nmore = Leggi il resto…\nnext = Prossimi {n} elementi »\nprev = « Precedenti {n} elementi\nfound = {n} elementi soddisfano i criteri.",
    "pt": "row = por {a} — publicado {d}\nchanged = última modificação {d}\nfiled = registrado em: {t}\nmore = Leia mais…\nnext = Próximos {n} itens »\nprev = « {n} itens anteriores\nfound = {n} itens atendem ao seu critério.",
    "nl": "row = door {a} — gepubliceerd {d}\nchanged = laatst gewijzigd {d}\nfiled = opgeslagen onder: {t}\nmore = Lees verder…\nnext = Volgende {n} items »\nprev = « Vorige {n} items\nfound = {n} items voldoen aan uw zoekopdracht.",
}


class Plone(Theme):
    name = "plone"
    about = "title; `by A — published D`; `last modified D`, `filed under: a, b`, in that line or on lines of their own; summary; `Read More…`; `Next 10 items »`"
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none",)
    has_comments = False
    page_sizes = (5, 8, 10, 10, 20)
    headings = {}

    def heading(self, site, listing):
        return listing.subject or self.own(site, "found", n=len(site.posts))

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        style = ("iso", "long", "numeric")[site.option("style", 3)]
        clocked = "" if site.option("clock", 2) else " {HH}:{MM}"
        printed = day(site, post.date, style)
        pieces = [("byline", self.own(site, "row", a=post.author, d=printed + day(site, post.date, clocked) if clocked else printed))]
        truth["author"], truth["date"] = post.author, printed
        if site.option("changed", 2):
            later = post.comments[-1][1] if post.comments else post.date
            pieces.append(("date", self.own(site, "changed", d=day(site, later, style))))
        if post.tags and site.option("filed", 3):
            truth["tags"] = list(post.tags)
            pieces.append(("tags", self.own(site, "filed", t=comma(site).join(post.tags))))
        if site.option("rows", 2):
            for role, text in pieces:
                sheet.line(role, text, tight=True, also=("date", "byline", "other"))
        else:
            sheet.line("byline", ", ".join(text for _, text in pieces), tight=True, also=("date", "tags"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
            return
        self.excerpt(sheet, truth, post, self.ellipsis(site), words=30)
        if site.option("link", 4):
            sheet.line("read_more", self.own(site, "more"), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", self.own(site, "prev", n=site.per_page))
        sheet.line("nav", " ".join(str(n) for n in range(1, listing.pages + 1)), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", self.own(site, "next", n=site.per_page), tight=True)


THEME = Plone()
