"""WordPress's block themes: a query loop whose blocks (date, author, category) each stand on a line of their own."""

from ...languages import table
from ..base import PREFIXED, Theme, day, join


class TwentyFour(Theme):
    name = "twentyfour"
    about = "title; excerpt or post; `D`, `—`, `by A`, `in C`, a line each or in one; tags bare or none; page numbers in one line"
    spacings = ("double", "block", "none", "several")
    headers = ("none", "none", "name", "menu")
    sidebars = ("none",)
    headings = PREFIXED
    odd_titles = 0.1
    small_titles = 0.15
    phrases = {
        "en": table("by = by {a}\nin = in {c}\nupdated = Posts"),
        "fr": table("by = par {a}\nin = dans {c}\nupdated = Articles"),
        "de": table("by = von {a}\nin = in {c}\nupdated = Beiträge"),
        "es": table("by = por {a}\nin = en {c}\nupdated = Entradas"),
        "it": table("by = di {a}\nin = in {c}\nupdated = Articoli"),
        "pt": table("by = por {a}\nin = em {c}\nupdated = Posts"),
        "pl": table("by = przez {a}\nin = w {c}\nupdated = Wpisy"),
        "ru": table("by = от {a}\nin = в {c}\nupdated = Записи"),
        "fa": table("by = توسط {a}\nin = در {c}\nupdated = نوشته‌ها"),
        "zh": table("by = 由 {a}\nin = 在 {c}\nupdated = 文章"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return self.own(site, "updated") if listing.kind == "home" else super().heading(site, listing)

    def entry(self, site, sheet, post, truth, listing):
        order = site.option("order", 3)  # 0: meta below the title; 1: below the text; 2: date above the title
        printed = day(site, post.date, ("long", "short")[site.option("style", 2)])
        if order == 2:
            self.date(sheet, truth, printed, tight=False)
        self.title(sheet, post, tight=order == 2)
        if order == 0:
            self.meta(site, sheet, post, truth, printed)
        if listing.kind == "single" or site.option("full", 3) == 0:
            self.body(sheet, truth, post)
        elif site.option("bare", 5):
            cut = self.excerpt(sheet, truth, post, "" if site.option("ends", 2) else self.ellipsis(site), words=50)
            if cut and site.option("more", 3) == 0:
                sheet.line("read_more", site.lang.say("cont"), tight=True)
        if order == 1:
            self.meta(site, sheet, post, truth, printed)
        if post.tags and site.option("tags", 3) == 0:
            self.tags(sheet, truth, post.tags, join(site, post.tags), tight=False)

    def meta(self, site, sheet, post, truth, printed):
        names = [printed, "—", self.own(site, "by", a=post.author), self.own(site, "in", c=join(site, post.categories))]
        truth["author"], truth["categories"] = post.author, list(post.categories)
        if site.option("one_line", 3) == 0:
            self.date(sheet, truth, printed, " ".join(names), also=("byline", "categories"))
            return
        self.date(sheet, truth, printed, also=())
        if site.option("dash", 2):
            sheet.line("other", names[1], tight=True, also=("date", "byline"))
        sheet.line("byline", names[2], tight=True)
        sheet.line("categories", names[3], tight=True)

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        if site.option("numbers", 2) and listing.pages > 1:
            sheet.line("nav", " ".join(site.lang.digits(str(n)) for n in range(1, listing.pages + 1)))
        if listing.page < listing.pages:
            sheet.line("nav", site.lang.say("next_page"))


THEME = TwentyFour()
