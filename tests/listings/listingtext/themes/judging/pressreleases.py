"""A government's press releases: date and reference number, title, a summary; a form and a count above."""

from ...languages import table
from ..base import Theme, day


class PressReleases(Theme):
    name = "pressreleases"
    about = "`D`, `Press release No. 2012/34` (above the title, or the number below); title; summary; department; link to the full text on some sites"
    spacings = ("double", "block", "none", "entry", "several")
    headers = ("none", "menu", "menu_row", "full")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.05
    page_sizes = (3, 5, 10, 10, 20)
    prints_tags = False
    has_comments = False
    phrases = {
        "en": table("""
            h = Press releases
            no = Press release No. {x}
            dept = Department: {c}
            more = Read the full press release
            count = Showing {a} to {b} of {n} results
            filter = Filter by date"""),
        "fr": table("""
            h = Communiqués de presse
            no = Communiqué n° {x}
            dept = Ministère : {c}
            more = Lire le communiqué
            count = Résultats {a} à {b} sur {n}
            filter = Filtrer par date"""),
        "de": table("""
            h = Pressemitteilungen
            no = Pressemitteilung Nr. {x}
            dept = Ressort: {c}
            more = Zur Pressemitteilung
            count = Ergebnisse {a} bis {b} von {n}
            filter = Nach Datum filtern"""),
        "es": table("""
            h = Notas de prensa
            no = Nota de prensa n.º {x}
            dept = Consejería: {c}
            more = Leer la nota completa
            count = Mostrando {a} a {b} de {n} resultados
            filter = Filtrar por fecha"""),
        "it": table("""
            h = Comunicati stampa
            no = Comunicato n. {x}
            dept = Assessorato: {c}
            more = Leggi il comunicato
            count = Risultati da {a} a {b} di {n}
            filter = Filtra per data"""),
        "pt": table("""
            h = Notas à imprensa
            no = Nota n.º {x}
            dept = Secretaria: {c}
            more = Ler a nota completa
            count = Mostrando {a} a {b} de {n} resultados
            filter = Filtrar por data"""),
        "nl": table("""
            h = Persberichten
            no = Persbericht nr. {x}
            dept = Afdeling: {c}
            more = Lees het hele persbericht
            count = Resultaten {a} tot {b} van {n}
            filter = Filter op datum"""),
        "pl": table("""
            h = Komunikaty prasowe
            no = Komunikat nr {x}
            dept = Wydział: {c}
            more = Czytaj cały komunikat
            count = Wyniki {a}–{b} z {n}
            filter = Filtruj według daty"""),
        "tr": table("""
            h = Basın bültenleri
            no = Basın bülteni No: {x}
            dept = Birim: {c}
            more = Bültenin tamamı
            count = {n} sonuçtan {a}–{b} arası
            filter = Tarihe göre süz"""),
        "zh": table("""
            h = 新闻公报
            no = 公报第{x}号
            dept = 部门：{c}
            more = 查看全文
            count = 第 {a} 至 {b} 条，共 {n} 条
            filter = 按日期筛选"""),
        "ru": table("""
            h = Пресс-релизы
            no = Пресс-релиз № {x}
            dept = Ведомство: {c}
            more = Полный текст
            count = Показаны {a}–{b} из {n}
            filter = Выбрать по дате"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return self.own(site, "h")

    def nav_top(self, site, sheet, listing):
        first = (listing.page - 1) * site.per_page + 1
        sheet.line("nav", self.own(site, "filter"), also=("other", "heading"))
        sheet.line("nav", self.own(site, "count", a=first, b=first + len(listing.posts) - 1, n=listing.pages * site.per_page),
                   tight=True, also=("other",))

    def entry(self, site, sheet, post, truth, listing):
        printed = day(site, post.date, ("long", "numeric", "weekday")[site.option("date", 3)])
        number = self.own(site, "no", x=f"{post.date.year}/{self.number(post):03d}")
        layout = site.option("layout", 3)
        if layout == 0:
            self.date(sheet, truth, printed, tight=False, also=())
            sheet.line("other", number, tight=True, also=("categories", "byline", "heading"))
            self.title(sheet, post, tight=True)
        elif layout == 1:
            self.date(sheet, truth, printed, f"{printed} | {number}", tight=False, also=("other",))
            self.title(sheet, post, tight=True)
        else:
            self.title(sheet, post)
            self.date(sheet, truth, printed, also=())
            sheet.line("other", number, tight=True, also=("categories", "byline"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.body(sheet, truth, post, self.lead(post))
        if site.option("dept", 2):
            truth["categories"] = post.categories[:1]
            sheet.line("categories", self.own(site, "dept", c=post.categories[0]))
        if site.option("more", 2) and listing.kind != "single":
            sheet.line("read_more", self.own(site, "more"), tight=True)

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        bits = [str(n) for n in range(1, listing.pages + 1)]
        sheet.line("nav", " ".join(bits + [site.lang.say("next_page")] * (listing.page < listing.pages)))


THEME = PressReleases()
