"""An organisation's statements: kind of text, title, place and date, lead, topics as chips one a line."""

from ...languages import table
from ..base import Theme, comma, day


class Statements(Theme):
    name = "statements"
    about = "`Statement` or another kind; title; `Town, D` (in brackets on some sites); lead; topics, one a line; `Download PDF`"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "menu", "menu_row", "banner")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.05
    page_sizes = (2, 3, 5, 9, 10)
    has_comments = False
    phrases = {
        "en": table("""
            a = Statement
            b = Report
            c = Open letter
            pdf = Download PDF
            h = Latest statements
            topic = Topic"""),
        "fr": table("""
            a = Déclaration
            b = Rapport
            c = Lettre ouverte
            pdf = Télécharger le PDF
            h = Dernières déclarations
            topic = Thème"""),
        "de": table("""
            a = Stellungnahme
            b = Bericht
            c = Offener Brief
            pdf = PDF herunterladen
            h = Aktuelle Stellungnahmen
            topic = Thema"""),
        "es": table("""
            a = Declaración
            b = Informe
            c = Carta abierta
            pdf = Descargar PDF
            h = Últimas declaraciones
            topic = Tema"""),
        "ru": table("""
            a = Заявление
            b = Доклад
            c = Открытое письмо
            pdf = Скачать PDF
            h = Последние заявления
            topic = Тема"""),
        "fa": table("""
            a = بیانیه
            b = گزارش
            c = نامهٔ سرگشاده
            pdf = دریافت پی‌دی‌اف
            h = تازه‌ترین بیانیه‌ها
            topic = موضوع"""),
        "ar": table("a = بيان\nb = تقرير\nc = رسالة مفتوحة\npdf = تحميل الملف\nh = أحدث البيانات\ntopic = الموضوع"),
        "pt": table("""
            a = Declaração
            b = Relatório
            c = Carta aberta
            pdf = Baixar PDF
            h = Últimas declarações
            topic = Tema"""),
        "nl": table("""
            a = Verklaring
            b = Rapport
            c = Open brief
            pdf = PDF downloaden
            h = Recente verklaringen
            topic = Onderwerp"""),
        "tr": table("a = Açıklama\nb = Rapor\nc = Açık mektup\npdf = PDF indir\nh = Son açıklamalar\ntopic = Konu"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        if listing.kind == "tag":
            return f"{self.own(site, 'topic')}: {listing.subject}"
        return self.own(site, "h")

    def entry(self, site, sheet, post, truth, listing):
        sort = self.own(site, "aabc"[self.number(post) % 4])
        printed = day(site, post.date)
        sort_first = site.option("sort_first", 2)
        if sort_first:
            sheet.line("categories", sort, also=("tags", "other", "heading"))
            truth["categories"] = [sort]
        self.title(sheet, post, tight=sort_first > 0)
        place = site.town + comma(site) + printed
        place = f"({place})" if site.option("bracket", 2) else place
        self.date(sheet, truth, printed, place, also=("byline",))
        if not sort_first:
            sheet.line("other", sort, tight=True, also=("categories", "tags"))
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            self.body(sheet, truth, post, self.lead(post))
        if site.option("pdf", 2):
            sheet.line("share", f"{self.own(site, 'pdf')} ({site.lang.digits(str(80 + self.number(post)))} KB)", also=("read_more", "other"))
        truth["tags"] = list(post.tags)
        for i, tag in enumerate(post.tags):
            sheet.line("tags", tag, tight=i > 0, also=("categories", "list"))

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", site.lang.say("load_more"))


THEME = Statements()
