"""The first posts of a board's topics, in the manner of phpBB's portals: "by A » D", replies and views below."""

from ...languages import table
from ..base import Theme, clock, day


class BoardList(Theme):
    name = "boardlist"
    about = "title; `by A » D T` or `Posted by: A @ D`; post; `Replies: N`, `Views: N`, a line each or in one; `[ Read all ]`; no tags"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name")
    sidebars = ("none",)
    prints_tags = False
    odd_titles = 0.3
    small_titles = 0.4
    phrases = {
        "en": table("by = by {a} » {d}\nold = Posted by: {a} @ {d}\nforum = in {c}\nreplies = Replies: {n}\nviews = Views: {n}\nall = [ Read all ]\nlast = Last post by {a}"),
        "fr": table("by = par {a} » {d}\nold = Posté par : {a} @ {d}\nforum = dans {c}\nreplies = Réponses : {n}\nviews = Vus : {n}\nall = [ Lire tout ]\nlast = Dernier message par {a}"),
        "de": table("by = von {a} » {d}\nold = Verfasst von: {a} @ {d}\nforum = in {c}\nreplies = Antworten: {n}\nviews = Zugriffe: {n}\nall = [ Alles lesen ]\nlast = Letzter Beitrag von {a}"),
        "es": table("by = por {a} » {d}\nold = Publicado por: {a} @ {d}\nforum = en {c}\nreplies = Respuestas: {n}\nviews = Vistas: {n}\nall = [ Leer todo ]\nlast = Último mensaje por {a}"),
        "it": table("by = da {a} » {d}\nold = Inviato da: {a} @ {d}\nforum = in {c}\nreplies = Risposte: {n}\nviews = Visite: {n}\nall = [ Leggi tutto ]\nlast = Ultimo messaggio da {a}"),
        "pl": table("by = autor: {a} » {d}\nold = Wysłany przez: {a} @ {d}\nforum = w {c}\nreplies = Odpowiedzi: {n}\nviews = Odsłony: {n}\nall = [ Czytaj wszystko ]\nlast = Ostatni post autor: {a}"),
        "ru": table("by = {a} » {d}\nold = Автор: {a} @ {d}\nforum = в форуме {c}\nreplies = Ответы: {n}\nviews = Просмотры: {n}\nall = [ Читать всё ]\nlast = Последнее сообщение {a}"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind == "category" else ""

    def entry(self, site, sheet, post, truth, listing):
        own, printed = self.own, day(site, post.date, "{wd_s} {dd}. {mon_s} {yyyy}" if site.code == "de" else "{wd_s} {mon_s} {dd}, {yyyy}")
        stamp = f"{printed}, {clock(site, post.date)}" if site.code == "de" else f"{printed} {clock(site, post.date)}"
        truth["author"] = post.author
        line = own(site, "old" if site.option("old", 2) else "by", a=post.author, d=stamp)
        if site.option("above", 4) == 0:
            self.date(sheet, truth, printed, line, tight=False)
            self.title(sheet, post, tight=True)
        else:
            self.title(sheet, post)
            self.date(sheet, truth, printed, line)
        if site.option("forum", 2):
            truth["categories"] = post.categories[:1]
            sheet.line("categories", own(site, "forum", c=post.categories[0]), tight=True, also=("byline",))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" or site.option("full", 2) else self.opening(post))
        counts = [own(site, "replies", n=len(post.comments)), own(site, "views", n=len(post.running_text()) % 900 + 7)]
        if site.option("counts", 2):
            sheet.line("comments", " ".join(counts), also=("other", "nav"))
        else:
            for i, text in enumerate(counts):
                sheet.line("comments", text, tight=i > 0, also=("other", "nav"))
        if truth["more"]:
            sheet.line("read_more", own(site, "all"), tight=True)
        if post.comments and site.option("last", 2):
            sheet.line("comments", own(site, "last", a=post.comments[-1][0]), tight=True, also=("byline", "other"))


THEME = BoardList()
