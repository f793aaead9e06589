"""Dotclear: "Par A le D, T - C" under the title, tags one a line, counts of comments and trackbacks in words."""

from ... import chrome
from ...languages import table
from ..base import Theme, clock, day, join


def in_words(forms: tuple[str, str, str], n: int) -> str:
    return forms[0] if n == 0 else forms[1] if n == 1 else f"{n} {forms[2]}"


class Dotclear(Theme):
    name = "dotclear"
    about = "(date line per day;) title; `Par A le D, T - C - Lien permanent`; tags, one a line or labelled; post; `aucun commentaire`, `aucun rétrolien`"
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline")
    sidebars = ("none", "some")
    oldest_first = 0.0
    odd_titles = 0.1
    page_sizes = (3, 5, 10, 20)
    powered = "Dotclear"
    phrases = {
        "fr": table("""
            signed = Par {a} le {d}, {t}
            link = Lien permanent
            tag = Mot-clé - {x}
            feeds = Fil des billets - Fil des commentaires
            labelled = Mots-clés : {t}
            more = Lire la suite
            said = {n}. Le {d}, {t} par {a}
            head = Commentaires
            older = « billets précédents
            newer = billets suivants »
            page = page {n} de {m}"""),
        "en": table("""
            signed = By {a} on {d}, {t}
            link = Permalink
            tag = Tag - {x}
            feeds = Entries feed - Comments feed
            labelled = Tags: {t}
            more = Continue reading
            said = {n}. On {d}, {t} by {a}
            head = Comments
            older = « previous entries
            newer = next entries »
            page = page {n} of {m}"""),
    }
    counts = {
        "fr": (("aucun commentaire", "un commentaire", "commentaires"), "aucun rétrolien"),
        "en": (("no comment", "one comment", "comments"), "no trackback"),
    }
    languages = tuple(phrases)

    def heading(self, site, listing):
        if listing.kind == "tag":
            return self.own(site, "tag", x=listing.subject)
        return listing.subject if listing.kind in ("category", "date") else ""

    def nav_top(self, site, sheet, listing):
        if listing.kind in ("tag", "category"):
            sheet.line("nav", self.own(site, "feeds"), tight=True, also=("other",))

    def before_entry(self, site, sheet, post, listing):
        if site.option("day", 2) and self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", day(site, post.date, "weekday"))

    def entry(self, site, sheet, post, truth, listing):
        self.title(sheet, post)
        printed = day(site, post.date, "weekday")
        truth["author"], truth["categories"] = post.author, list(post.categories)
        signed = self.own(site, "signed", a=post.author, d=printed, t=clock(site, post.date))
        bits = [signed, join(site, post.categories)] + [self.own(site, "link")] * site.option("link", 2)
        self.date(sheet, truth, printed, " - ".join(bits), also=("byline", "categories"))
        chips = site.option("chips", 2)
        if chips and post.tags:
            truth["tags"] = list(post.tags)
            for i, tag in enumerate(post.tags):
                sheet.line("tags", tag, tight=i > 0, also=("list", "categories"))
        self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
        if truth["more"]:
            sheet.line("read_more", self.own(site, "more"))
        if post.tags and not chips:
            self.tags(sheet, truth, post.tags, self.own(site, "labelled", t=join(site, post.tags)), tight=False)
        forms, no_trackback = self.counts[site.code]
        sheet.line("comments", in_words(forms, len(post.comments)))
        if site.option("trackback", 2):
            sheet.line("comments", no_trackback, tight=True, also=("other",))

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        bits = [self.own(site, "older")] if listing.page < listing.pages else []
        bits.append(self.own(site, "page", n=listing.page, m=listing.pages))
        bits += [self.own(site, "newer")] if listing.page > 1 else []
        sheet.section()
        sheet.line("nav", " - ".join(bits))

    def after_single(self, site, sheet, listing):
        chrome.post_neighbours(site, sheet, listing)
        if listing.posts[0].comments:
            count = iter(range(1, 99))
            chrome.thread(sheet, listing.posts[0], self.own(site, "head"), lambda name, when, text: (
                self.own(site, "said", n=next(count), d=day(site, when, "weekday"), t=clock(site, when), a=name), text))


THEME = Dotclear()
