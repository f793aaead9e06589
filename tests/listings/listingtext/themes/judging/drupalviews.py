"""A list built from fields, each label on a line of its own above its value, as in Drupal's views."""

from ...languages import table
from ..base import Theme, day


class DrupalViews(Theme):
    name = "drupalviews"
    about = "title; trimmed text; `Date` and below it `D`; `Topics` and below it the topics, one a line; `Read more about T`"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (2, 3, 5, 10, 10)
    has_comments = False
    phrases = {
        "en": table("date = Date\ntopics = Topics\nauthor = Author\nmore = Read more about {T}\nlast = Last »"),
        "fr": table("date = Date\ntopics = Thèmes\nauthor = Auteur\nmore = Lire la suite de {T}\nlast = Dernier »"),
        "de": table("date = Datum\ntopics = Themen\nauthor = Autor\nmore = Weiterlesen über {T}\nlast = Letzte Seite »"),
        "es": table("date = Fecha\ntopics = Temas\nauthor = Autor\nmore = Leer más sobre {T}\nlast = Última »"),
        "pt": table("date = Data\ntopics = Temas\nauthor = Autor\nmore = Leia mais sobre {T}\nlast = Última »"),
        "nl": table("date = Datum\ntopics = Onderwerpen\nauthor = Auteur\nmore = Lees meer over {T}\nlast = Laatste »"),
        "pl": table("date = Data\ntopics = Tematy\nauthor = Autor\nmore = Czytaj więcej o {T}\nlast = Ostatnia »"),
        "tr": table("date = Tarih\ntopics = Konular\nauthor = Yazar\nmore = {T} hakkında devamını oku\nlast = Son »"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("tag", "category", "date") else ""

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        if site.option("fields_first", 2):
            self.fields(site, sheet, post, truth)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.excerpt(sheet, truth, post, self.ellipsis(site), words=48)
        if not site.option("fields_first", 2):
            self.fields(site, sheet, post, truth)
        if truth["more"] and site.option("more", 3):
            sheet.line("read_more", self.own(site, "more", T=post.title))

    def fields(self, site, sheet, post, truth):
        colon = ":" if site.option("colon", 2) else ""
        sheet.line("other", self.own(site, "date") + colon, also=("date", "heading"))
        self.date(sheet, truth, day(site, post.date, ("long", "weekday", "drupal")[site.option("date", 3)]), also=())
        if site.option("author", 3) == 0:
            sheet.line("other", self.own(site, "author") + colon, also=("byline", "heading"))
            self.byline(sheet, truth, post, post.author)
        if post.tags:
            truth["tags"] = list(post.tags)
            sheet.line("other", self.own(site, "topics") + colon, also=("tags", "categories", "heading"))
            for tag in post.tags:
                sheet.line("tags", tag, tight=True, also=("categories", "list"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        say = site.lang.say
        sheet.section()
        for n in range(1, listing.pages + 1):
            sheet.line("nav", say("page", n=n) if n == listing.page else str(n), tight=n > 1)
        sheet.line("nav", f"{say('next_page')} ›", tight=True)
        sheet.line("nav", self.own(site, "last"), tight=True)


THEME = DrupalViews()
