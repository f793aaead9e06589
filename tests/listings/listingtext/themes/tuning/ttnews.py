"""A TYPO3 news list: date (with category) above or below the title, a teaser, a link in square brackets."""

from ...languages import table
from ..base import Theme, day


class TtNews(Theme):
    name = "ttnews"
    about = "`D` or `D T \\| C` above the title, or `D` below it; title; `From: A` on some sites; teaser; `[more]`, `more »` or `Read on`; no tags"
    spacings = ("double", "block", "several", "none", "entry")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False
    odd_titles = 0.1
    phrases = {
        "de": table("from = Von: {a}\ncat = Kategorie: {c}\nmore = [mehr]\nmore2 = mehr\nmore3 = Weiterlesen\nolder = Zum Archiv\nup = nach oben"),
        "en": table("from = By: {a}\ncat = Category: {c}\nmore = [more]\nmore2 = more\nmore3 = Read more\nolder = Go to archive\nup = back to top"),
        "fr": table("from = Par : {a}\ncat = Catégorie : {c}\nmore = [suite]\nmore2 = plus\nmore3 = Lire plus\nolder = Vers les archives\nup = haut de page"),
        "es": table("from = De: {a}\ncat = Categoría: {c}\nmore = [más]\nmore2 = más\nmore3 = Leer más\nolder = Ir al archivo\nup = arriba"),
        "it": table("from = Di: {a}\ncat = Categoria: {c}\nmore = [continua]\nmore2 = continua\nmore3 = Leggi tutto\nolder = Vai all’archivio\nup = torna su"),
        "nl": table("from = Door: {a}\ncat = Categorie: {c}\nmore = [meer]\nmore2 = meer\nmore3 = Lees verder\nolder = Naar het archief\nup = naar boven"),
        "pl": table("from = Autor: {a}\ncat = Kategoria: {c}\nmore = [więcej]\nmore2 = więcej\nmore3 = Czytaj dalej\nolder = Do archiwum\nup = do góry"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "date") else ""

    def entry(self, site, sheet, post, truth, listing):
        own, printed, look = self.own, day(site, post.date, "numeric"), site.option("look", 4)
        stamp = f"{printed} {day(site, post.date, '{HH}:{MM}')}" if site.option("clock", 3) == 0 else printed
        if look in (0, 1):
            category = post.categories[0]
            truth["categories"] = [category] if look else []
            self.date(sheet, truth, printed, f"{stamp} | {category}" if look else stamp, tight=False, also=("categories",))
            self.title(sheet, post, tight=True)
        elif look == 2:
            self.title(sheet, post)
            self.date(sheet, truth, printed, stamp, also=())
        else:
            self.title(sheet, post)
            truth["categories"] = post.categories[:1]
            self.date(sheet, truth, printed, f"{stamp} {own(site, 'cat', c=post.categories[0])}", also=("categories",))
        if site.option("from", 3) == 0:
            self.byline(sheet, truth, post, own(site, "from", a=post.author))
        if listing.kind == "single":
            self.body(sheet, truth, post)
            return
        more = own(site, ("more", "more2", "more3")[site.option("more", 3)]) + (" »" if site.option("arrow", 2) else "")
        cut = self.excerpt(sheet, truth, post, self.ellipsis(site), words=30)
        if cut and site.option("glued", 3) == 0:
            sheet.glue(" " + more, "read_more")
        elif cut or site.option("always", 2):
            sheet.line("read_more", more, tight=True)
        if site.option("up", 5) == 0:
            sheet.line("nav", own(site, "up"), tight=True, also=("other",))

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if site.option("browse", 2) and listing.pages > 1:
            sheet.line("nav", site.lang.say("page_of", n=listing.page, m=listing.pages))
        else:
            sheet.line("nav", self.own(site, "older") + " >")


THEME = TtNews()
