"""Serendipity: a date header per day, "Geschrieben von A in C um T" below the post, tags and related entries under it."""

from ... import chrome
from ...languages import table
from ..base import Theme, clock, day, join


class Serendipity(Theme):
    name = "serendipity"
    about = "date header per day; title; short post; `\"T\" vollständig lesen`; `Geschrieben von A in C um T \\| Kommentare (N) \\| Trackbacks (0)`; tags; related titles"
    spacings = ("double", "block", "several", "entry")
    headers = ("name", "tagline", "none")
    sidebars = ("none", "some", "full")
    oldest_first = 0.0
    odd_titles = 0.1
    lengths = "mixed"
    page_sizes = (3, 5, 10, 15, 15)
    powered = "Powered by Serendipity"
    phrases = {
        "de": table("""
            tagged = Artikel mit Tag {x}
            more = "{T}" vollständig lesen
            signed = Geschrieben von {a} in {c} um {t}
            comments = Kommentare ({n})
            trackbacks = Trackbacks ({n})
            tags = Tags für diesen Artikel: {t}
            related = Artikel mit ähnlichen Themen:
            older = nächste Seite »
            newer = « vorherige Seite
            page = (Seite {n} von {m}, insgesamt {k} Einträge)
            head = Kommentare
            said = #{n} - {a} sagte:"""),
        "en": table("""
            tagged = Entries tagged as {x}
            more = Continue reading "{T}"
            signed = Posted by {a} in {c} at {t}
            comments = Comments ({n})
            trackbacks = Trackbacks ({n})
            tags = Defined tags for this entry: {t}
            related = Related entries by tags:
            older = next page »
            newer = « previous page
            page = (Page {n} of {m}, totaling {k} entries)
            head = Comments
            said = #{n} - {a} said:"""),
        "nl": table("""
            tagged = Artikelen met tag {x}
            more = "{T}" verder lezen
            signed = Geschreven door {a} in {c} om {t}
            comments = Reacties ({n})
            trackbacks = Trackbacks ({n})
            tags = Tags voor dit artikel: {t}
            related = Gerelateerde artikelen:
            older = volgende pagina »
            newer = « vorige pagina
            page = (Pagina {n} van {m}, totaal {k} artikelen)
            head = Reacties
            said = #{n} - {a} zei:"""),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        return self.own(site, "tagged", x=listing.subject) if listing.kind == "tag" else ""

    def before_entry(self, site, sheet, post, listing):
        self.shared = day(site, post.date, "weekday")
        if self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", self.shared)

    def entry(self, site, sheet, post, truth, listing):
        truth["date"], truth["author"], truth["categories"] = self.shared, post.author, list(post.categories)
        self.title(sheet, post)
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more", T=post.title))
        signed = self.own(site, "signed", a=post.author, c=join(site, post.categories), t=clock(site, post.date))
        talk = [self.own(site, "comments", n=len(post.comments)), self.own(site, "trackbacks", n=0)]
        if site.option("one_line", 2):
            sheet.line("byline", " | ".join([signed] + talk), also=("categories", "comments", "date"))
        else:
            sheet.line("byline", signed, also=("categories", "date"))
            for line in talk[:1 + site.option("trackbacks", 2)]:
                sheet.line("comments", line, tight=True, also=("other",))
        if post.tags:
            self.tags(sheet, truth, post.tags, self.own(site, "tags", t=join(site, post.tags)))
            if site.option("related", 2) and len(post.tags) > 1:
                near = [p for p in self.shown_elsewhere(site, listing, post) if set(p.tags) & set(post.tags)][:3]
                for i, text in enumerate([self.own(site, "related")] * bool(near) + [p.title for p in near]):
                    sheet.line("related", text, tight=i > 0, also=("nav", "other", "heading" if i == 0 else "list"))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", self.own(site, "newer"))
        sheet.line("nav", self.own(site, "page", n=listing.page, m=listing.pages, k=listing.pages * site.per_page), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", self.own(site, "older"), tight=True)

    def after_single(self, site, sheet, listing):
        count = iter(range(1, 99))
        chrome.thread(sheet, listing.posts[0], self.own(site, "head"), lambda name, when, text: (
            self.own(site, "said", n=next(count), a=name), text, f"{day(site, when)} {clock(site, when)}"))


THEME = Serendipity()
