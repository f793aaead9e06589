"""A TypePad journal: a date header per day, then posts signed with time and category."""

from ..base import Theme, clock, day


class TypePad(Theme):
    name = "typepad"
    about = "date header per day; title; post; `Posted at T in C | Permalink | Comments (N) | TrackBack (N)`"
    languages = ("en", "fr", "de", "es", "it", "ru")
    spacings = ("double", "block", "several")
    headers = ("name", "tagline", "full")
    sidebars = ("none", "some", "full")
    prints_tags = False
    powered = "Powered by TypePad"

    def heading(self, site, listing):
        return listing.subject if listing.kind in ("category", "date") else ""

    def before_entry(self, site, sheet, post, listing):
        self.shared = day(site, post.date, ("long", "kubrick")[site.option("style", 2)])
        if self.opens(listing, post, lambda p: p.date.date()):
            sheet.section()
            sheet.line("date", self.shared)

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        truth["date"], truth["categories"] = self.shared, list(post.categories)
        self.title(sheet, post)
        opening = post.blocks if listing.kind == "single" or site.option("whole", 3) else self.opening(post)
        self.body(sheet, truth, post, opening)
        if truth["more"]:
            sheet.line("read_more", f"{say('cont_T', T=post.title)}" + (" »" if site.option("arrow", 2) else ""))
        signed = say("posted_at_in", t=clock(site, post.date), c=", ".join(post.categories))
        sheet.line("categories", f"{signed} | {say('permalink')} | {say('comments_n', n=len(post.comments))} | "
                   f"{say('trackback_n', n=0)}", also=("byline", "date", "comments", "other"))

    def nav_bottom(self, site, sheet, listing):
        if listing.page < listing.pages:
            sheet.section()
            sheet.line("nav", f"{site.lang.say('next')} »")


THEME = TypePad()
