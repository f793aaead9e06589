"""SPIP: "D, par A" under the title, an introduction ending in "(…)", page links by offset."""

from ... import chrome
from ...languages import table
from ..base import Theme, clock, day


class Spip(Theme):
    name = "spip"
    about = "title; `D, par A` in one line; introduction ending in `(…)`; on some sites `Lire la suite`, `Mots-clés : a, b`; pages `0 \\| 10 \\| 20`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (2, 3, 5, 10, 10)
    phrases = {
        "fr": table("""
            signed = {d}, par {a}
            last = Dernier ajout : {d}.
            list = Articles
            more = Lire la suite
            words = Mots-clés : {t}
            forum = Vos commentaires
            answer = Répondre à ce message
            write = Un message, un commentaire ?
            foot = Plan du site | Contact | Se connecter | Suivre la vie du site | RSS 2.0"""),
        "es": table("""
            signed = {d}, por {a}
            last = Última actualización: {d}.
            list = Artículos
            more = Leer más
            words = Palabras clave: {t}
            forum = Sus comentarios
            answer = Responder a este mensaje
            write = ¿Un mensaje, un comentario?
            foot = Mapa del sitio | Contacto | Conectarse | Seguir la vida del sitio | RSS 2.0"""),
        "it": table("""
            signed = {d}, di {a}
            last = Ultimo aggiornamento: {d}.
            list = Articoli
            more = Leggi il seguito
            words = Parole chiave: {t}
            forum = I vostri commenti
            answer = Rispondere a questo messaggio
            write = Un messaggio, un commento?
            foot = Mappa del sito | Contatti | Collegarsi | Monitorare l’attività del sito | RSS 2.0"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "tag", "author") else ""

    def nav_top(self, site, sheet, listing):
        if listing.kind == "category":
            newest = max(post.date for post in site.posts if listing.subject in post.categories)
            sheet.line("other", self.own(site, "last", d=day(site, newest, "prose")), tight=True, also=("date", "page_heading"))
        sheet.line("other", self.own(site, "list"), also=("heading", "page_heading", "nav"))

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        printed = day(site, post.date, "prose")
        truth["author"] = post.author
        self.date(sheet, truth, printed, self.own(site, "signed", d=printed, a=post.author))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, " (…)" if site.option("dots", 2) else " (...)", words=45)
            if site.option("more", 3) == 0:
                sheet.line("read_more", self.own(site, "more"), tight=True)
        if post.tags and site.option("words", 2):
            self.tags(sheet, truth, post.tags, self.own(site, "words", t=", ".join(post.tags)))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        sheet.line("nav", " | ".join(str(n * site.per_page) for n in range(listing.pages)))

    def after_single(self, site, sheet, listing):
        if listing.posts[0].comments:
            chrome.thread(sheet, listing.posts[0], self.own(site, "forum"), lambda name, when, text: (
                self.own(site, "signed", d=f"{day(site, when, 'prose')}, {clock(site, when)}", a=name), text, self.own(site, "answer")))
        sheet.section()
        sheet.line("comments", self.own(site, "write"), also=("heading", "other"))

    def bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("footer", self.own(site, "foot"), also=("nav", "other"))


THEME = Spip()
