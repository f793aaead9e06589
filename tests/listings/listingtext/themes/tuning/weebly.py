"""A builder of small sites: numeric date and number of comments above the post, the same number below, archives by month at the side."""

from ..base import Theme, day

FORMS = {"en": ("{n} Comments", "1 Comment", "Author\nArchives\nCategories\nRSS Feed"), "fr": ("{n} Commentaires", "1 Commentaire", "Auteur\nArchives\nCatégories\nFlux RSS"),
         "de": ("{n} Kommentare", "1 Kommentar", "Autor\nArchiv\nKategorien\nRSS-Feed"), "es": ("{n} Comentarios", "1 Comentario", "Autor\nArchivos\nCategorías\nFuente RSS"),
         "it": ("{n} Commenti", "1 Commento", "Autore\nArchivi\nCategorie\nFeed RSS"), "pt": ("{n} Comentários", "1 Comentário", "Autor\nArquivos\nCategorias\nFeed RSS"),
         "nl": ("{n} Opmerkingen", "1 Opmerking", "Auteur\nArchieven\nCategorieën\nRSS-feed"), "pl": ("{n} Komentarze", "1 Komentarz", "Autor\nArchiwa\nKategorie\nKanał RSS")}


class Weebly(Theme):
    name = "weebly"
    about = "title; `D` in numbers; `N Comments`; whole post or an opening with `Read More`; the same `N Comments` again; columns `Author`, `Archives`"
    languages = tuple(FORMS)
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu")
    sidebars = ("none",)
    authors = (1, 1)
    page_sizes = (3, 5, 5, 10, 10)
    prints_tags = False
    headings = {}

    def entry(self, site, sheet, post, truth, listing):
        many, one, _ = FORMS[site.code]
        talk = one if len(post.comments) == 1 else many.format(n=len(post.comments))
        self.title(sheet, post)
        self.date(sheet, truth, day(site, post.date, "numeric" if site.option("numbers", 3) else "{d}/{m}/{yyyy}"))
        if site.option("above", 4):
            sheet.line("comments", talk, tight=True)
        whole = listing.kind == "single" or site.option("whole", 2)
        self.body(sheet, truth, post, post.blocks if whole else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", site.lang.say("more"), tight=True)
        sheet.line("comments", talk)

    def bottom(self, site, sheet, listing):
        author, archives, sections, feed = FORMS[site.code][2].split("\n")
        months = list(dict.fromkeys(day(site, post.date, "month_year") for post in site.posts))
        for head, lines in ((author, [site.text.fill(site.text.pick("tagline"))]), (archives, months[:10]), (sections, site.categories)):
            sheet.section()
            sheet.line("nav", head, also=("other", "footer", "heading"))
            for line in lines:
                sheet.line("nav", line, tight=True, also=("other", "footer", "related", "list", "paragraph", "date", "tags", "categories"))
        sheet.line("nav", feed, also=("other", "footer"))


THEME = Weebly()
