"""News written by readers: one long line of who, when and a jest under the title, comments offered in words below."""

from ...languages import table
from ..base import Theme, clock, day


class Slash(Theme):
    name = "slash"
    about = "topic; title; `Posted by A on D @T from the … dept.`; whole post, often a quote; `Read the N comments`; nothing between posts"
    spacings = ("double", "block", "entry", "several")
    headers = ("none", "name", "menu_row")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.2
    authors = (4, 8)
    page_sizes = (5, 10, 15)
    prints_tags = False
    extras = ("reply",)
    phrases = {
        "en": table("meta = Posted by {a} on {d} @{t} from the {x} dept.\nread = Read the {n} comments\nlink = Permalink"),
        "fr": table("meta = Posté par {a} le {d} à {t}. Rubrique {x}.\nread = Lire les {n} commentaires\nlink = Lien permanent"),
        "de": table("meta = Geschrieben von {a} am {d} um {t} aus der Abteilung {x}\nread = Alle {n} Kommentare lesen\nlink = Permalink"),
        "pl": table("meta = Dodał {a} dnia {d} o {t} z działu {x}\nread = Czytaj komentarze ({n})\nlink = Odnośnik"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return listing.subject if listing.kind == "category" else ""

    def entry(self, site, sheet, post, truth, listing):
        if site.option("topic", 2):
            truth["categories"] = post.categories[:1]
            sheet.line("categories", post.categories[0], also=("tags", "other", "image_alt"))
        self.title(sheet, post, tight=True)
        printed = day(site, post.date, ("weekday", "long")[site.option("date", 2)])
        words = site.lang.words["tag"]
        jest = "-".join(words[(self.number(post) * step) % len(words)].lower().replace(" ", "-") for step in (1, 5))
        truth["author"] = post.author
        self.date(sheet, truth, printed, self.own(site, "meta", a=post.author, d=printed, t=clock(site, post.date), x=jest))
        self.body(sheet, truth, post)
        if listing.kind != "single":
            bits = [self.own(site, "read", n=len(post.comments))] if post.comments else [self.own(site, "link")]
            sheet.line("comments", " | ".join(bits), also=("read_more", "nav", "other"))

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", f"« {site.lang.say('older')}")


THEME = Slash()
