"""A blog engine of the 2000s: author, time and section in one line, feedback links and a permalink below, headers by day on some sites."""

from ...languages import table
from ..base import Theme, clock, comma, day

PHRASES = {
    "en": "row = By {a} on {d} | In {c}\ndated = @ {h}, Categories: {c}, {n} words\ntalk = {n} feedbacks »\nnone = Send feedback »\nperma = Permalink\nmore = Full story »\ntags = Tags: {t}",
    "fr": "row = Par {a} le {d} | Dans {c}\ndated = @ {h}, Catégories : {c}, {n} mots\ntalk = {n} réactions »\nnone = Réagir »\nperma = Permalien\nmore = Lire la suite »\ntags = Mots-clés : {t}",
    "de": "row = Von {a} am {d} | In {c}\ndated = @ {h}, Kategorien: {c}, {n} Wörter\ntalk = {n} Reaktionen »\nnone = Feedback senden »\nperma = Permalink\nmore = Ganze Story »\ntags = Tags: {t}",
    "es": "row = Por {a} el {d} | En {c}\ndated = @ {h}, Categorías: {c}, {n} palabras\ntalk = {n} opiniones »\nnone = Enviar opinión »\nperma = Enlace permanente\nmore = Historia completa »\ntags = Etiquetas: {t}",
    "it": "row = Di {a} il {d} | In {c}\ndated = @ {h}, Categorie: {c}, {n} parole\ntalk = {n} feedback »\nnone = Invia feedback »\nperma = Permalink\nmore = Leggi tutto »\ntags = Tag: {t}",
    "pt": "row = Por {a} em {d} | Em {c}\ndated = @ {h}, Categorias: {c}, {n} palavras\ntalk = {n} retornos »\nnone = Enviar retorno »\nperma = Link permanente\nmore = História completa »\ntags = Tags: {t}",
}


class B2evolution(Theme):
    name = "b2evolution"
    about = "header per day on some; title; `By A on D \\| In C` or `@ T, Categories: C, N words`; post; `Tags: a, b`; `N feedbacks »`, `Permalink`, a line each"
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "tagline", "menu_row")
    sidebars = ("none", "some")

    def before_entry(self, site, sheet, post, listing):
        if site.option("days", 2) and self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", day(site, post.date), also=("other", "heading"))

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post, tight=bool(site.option("days", 2)))
        printed, sections = day(site, post.date), comma(site).join(post.categories)
        truth["date"], truth["categories"] = printed, list(post.categories)
        if site.option("days", 2):
            words = len(post.running_text().split())
            sheet.line("categories", self.own(site, "dated", h=clock(site, post.date), c=sections, n=words), tight=True, also=("other", "byline", "date"))
        else:
            truth["author"] = post.author
            sheet.line("byline", self.own(site, "row", a=post.author, d=printed, c=sections), tight=True, also=("date", "categories"))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more"))
        if post.tags:
            self.tags(sheet, truth, post.tags, self.own(site, "tags", t=comma(site).join(post.tags)))
        sheet.line("comments", self.own(site, "talk", n=len(post.comments)) if post.comments else self.own(site, "none"))
        sheet.line("share", self.own(site, "perma"), tight=True, also=("nav", "other"))


THEME = B2evolution()
