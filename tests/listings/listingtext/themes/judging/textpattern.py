"""A small publishing system: the date in whatever form its owner wrote, who posted and where below the text, comments in brackets."""

from ...languages import table
from ..base import Theme, day

PHRASES = {
    "en": "by = Posted by {a}\nfiled = Filed under: {c}\ntalk = Comment [{n}]\nnone = Comment\nolder = Older\nnewer = Newer\nperma = Permanent link to this article",
    "fr": "by = Posté par {a}\nfiled = Classé dans : {c}\ntalk = Commenter [{n}]\nnone = Commenter\nolder = Plus anciens\nnewer = Plus récents\nperma = Lien permanent vers cet article",
    "de": "by = Veröffentlicht von {a}\nfiled = Kategorie: {c}\ntalk = Kommentare [{n}]\nnone = Kommentieren\nolder = Ältere\nnewer = Neuere\nperma = Permanenter Link zu diesem Artikel",
    "es": "by = Publicado por {a}\nfiled = Archivado en: {c}\ntalk = Comentario [{n}]\nnone = Comentario\nolder = Anteriores\nnewer = Siguientes\nperma = Enlace permanente a este artículo",
    "it": "by = Inviato da {a}\nfiled = Archiviato in: {c}\ntalk = Commento [{n}]\nnone = Commento\nolder = Precedenti\nnewer = Successivi\nperma = Collegamento permanente a questo articolo",
    "nl": "by = Geplaatst door {a}\nfiled = Opgeslagen onder: {c}\ntalk = Reactie [{n}]\nnone = Reageer\nolder = Ouder\nnewer = Nieuwer\nperma = Permanente link naar dit artikel",
}


class Textpattern(Theme):
    name = "textpattern"
    about = "title; `28 February 2007, 21:10`, `28 02 2007` or `Feb 28, 09:10 PM`; post; `Posted by A`, `Filed under: C`, `Comment [N]`, a line each or in one"
    phrases = {code: table(text) for code, text in PHRASES.items()}
    languages = tuple(phrases)
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "tagline")
    sidebars = ("none", "none", "some")
    authors = (1, 2)
    prints_tags = False
    small_titles = 0.2

    def heading(self, site, listing):
        return listing.subject

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        style = ("{d} {mon} {yyyy}, {HH}:{MM}", "{dd} {mm} {yyyy}", "{mon_s} {d}, {h12}:{MM} {ampm}", "long")[site.option("style", 4)]
        self.date(sheet, truth, day(site, post.date, style))
        whole = listing.kind == "single" or site.option("whole", 3)
        self.body(sheet, truth, post, post.blocks if whole else self.lead(post))
        if truth["more"]:
            sheet.line("read_more", site.lang.say("more"), tight=True)
        pieces = []
        if site.option("author", 3):
            truth["author"] = post.author
            pieces.append(("byline", self.own(site, "by", a=post.author)))
        if site.option("section", 3):
            truth["categories"] = post.categories[:1]
            pieces.append(("categories", self.own(site, "filed", c=post.categories[0])))
        pieces.append(("comments", self.own(site, "talk", n=len(post.comments)) if post.comments else self.own(site, "none")))
        if site.option("perma", 3) == 0:
            pieces.append(("share", self.own(site, "perma")))
        if site.option("rows", 2):
            for number, (role, text) in enumerate(pieces):
                sheet.line(role, text, tight=number > 0, also=("other", "nav"))
        else:
            sheet.line(pieces[0][0], ", ".join(text for _, text in pieces), also=("byline", "categories", "comments", "share"))


THEME = Textpattern()
