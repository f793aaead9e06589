"""An aggregator of many blogs: a header per day, the writer above every post, "by A at D T" below it."""

from ...languages import table
from ..base import Theme, clock, day


class Planet(Theme):
    name = "planet"
    about = "header per day; writer's name (above every post, or above a run of posts); title; whole post; `by A at D T`; list of members"
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline")
    sidebars = ("none",)
    oldest_first = 0.0
    odd_titles = 0.1
    authors = (5, 9)
    page_sizes = (8, 10, 15, 20)
    prints_tags = False
    has_comments = False
    extras = ("code", "days", "numbered")
    powered = "Powered by Planet"
    phrases = {
        "en": table("by = by {a} at {d}\nmembers = Subscriptions\nupdated = Last updated: {d}"),
        "fr": table("by = par {a} le {d}\nmembers = Abonnements\nupdated = Dernière mise à jour : {d}"),
        "de": table("by = von {a} am {d}\nmembers = Abonnements\nupdated = Zuletzt aktualisiert: {d}"),
        "es": table("by = por {a} el {d}\nmembers = Suscripciones\nupdated = Última actualización: {d}"),
        "pl": table("by = {a}, {d}\nmembers = Subskrypcje\nupdated = Ostatnia aktualizacja: {d}"),
        "nl": table("by = door {a} op {d}\nmembers = Abonnementen\nupdated = Laatst bijgewerkt: {d}"),
        "zh": table("by = {a} 发表于 {d}\nmembers = 订阅列表\nupdated = 最后更新：{d}"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return ""

    def before_entry(self, site, sheet, post, listing):
        if self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", day(site, post.date))
        if site.option("runs", 2) and self.opens(listing, post, lambda p: (p.date.date(), p.author)):
            sheet.section()
            sheet.line("byline", post.author, also=("heading", "other"))

    def entry(self, site, sheet, post, truth, listing):
        if not site.option("runs", 2):
            sheet.line("byline", post.author, also=("heading", "other"))
        self.title(sheet, post, tight=True)
        self.body(sheet, truth, post)
        printed = day(site, post.date)
        truth["date"], truth["author"] = printed, post.author
        sheet.line("byline", self.own(site, "by", a=post.author, d=f"{printed} {clock(site, post.date)}"), also=("date",))

    def nav_bottom(self, site, sheet, listing):
        """One long page."""

    def bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("nav", self.own(site, "members"), also=("other", "heading"))
        for name in site.authors:
            sheet.line("nav", name, tight=True, also=("other", "byline", "list"))
        now = f"{day(site, site.now)} {clock(site, site.now)}"
        sheet.line("footer", self.own(site, "updated", d=now), also=("date", "other"))
        sheet.line("footer", self.powered, tight=True, also=("other",))


THEME = Planet()
