"""French hosted blogs in the manner of Over-blog: "Publié le D par A", tags after "Publié dans", a line to comment on."""

from ...languages import table
from ..base import Theme, day


class Overblog(Theme):
    name = "overblog"
    about = "title; `Publié le D par A` or `D - C`; post or opening; `Publié dans #a, #b`; `Voir les commentaires`, `Repost 0`; or all in one line"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    page_sizes = (3, 5, 5, 8, 10)
    odd_titles = 0.15
    small_titles = 0.3
    powered = "Créer un blog gratuit"
    phrases = {"fr": table("""
        on = Publié le {d} par {a}
        dans = Publié dans {t}
        old = Par {a} - Publié dans : {c}
        write = Ecrire un commentaire
        see = Voir les {n} commentaires
        none = Commenter cet article
        more = Lire la suite
        more2 = Voir la suite
        repost = Repost {n}
        stay = Pour être informé des derniers articles, inscrivez vous :
        tag_page = Articles avec #{x} tag
        cat_page = Catégorie {x}""")}
    languages = ("fr",)

    def heading(self, site, listing):
        if listing.kind == "tag":
            return self.own(site, "tag_page", x=listing.subject)
        return self.own(site, "cat_page", x=listing.subject) if listing.kind == "category" else ""

    def entry(self, site, sheet, post, truth, listing):
        own, look = self.own, site.option("look", 3)
        if look == 2:  # the oldest look: the date above the title, the rest below the post
            printed = day(site, post.date, "weekday")
            self.date(sheet, truth, printed, f"{printed} {day(site, post.date, '{d}/{mm}')}" if site.option("both", 4) == 0 else "", tight=False)
            self.title(sheet, post, tight=True)
        else:
            self.title(sheet, post)
            printed = day(site, post.date, "long")
            truth["author"] = post.author
            self.date(sheet, truth, printed, own(site, "on", d=printed, a=post.author))
        if look == 1 and post.tags:
            self.tags(sheet, truth, post.tags, own(site, "dans", t=", ".join("#" + tag for tag in post.tags)))
        if listing.kind == "single" or site.option("full", 2):
            self.body(sheet, truth, post)
        else:
            self.body(sheet, truth, post, self.opening(post))
            if truth["more"]:
                sheet.line("read_more", own(site, "more" if site.option("which", 2) else "more2"))
        if look == 2:
            truth["author"], truth["categories"] = post.author, post.categories[:1]
            sheet.line("byline", own(site, "old", a=post.author, c=post.categories[0]), tight=False, also=("categories",))
            sheet.line("comments", own(site, "write") + (f" - {site.lang.comments(len(post.comments))}" if post.comments else ""), tight=True)
            return
        if look == 0 and post.tags:
            self.tags(sheet, truth, post.tags, own(site, "dans", t=", ".join("#" + tag for tag in post.tags)), tight=False)
        if site.option("repost", 2):
            sheet.line("share", own(site, "repost", n=0), also=("other",))
        sheet.line("comments", own(site, "see", n=len(post.comments)) if len(post.comments) > 1 else own(site, "none"), tight=True)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages > 1:
            sheet.section()
            sheet.line("nav", " ".join(str(n) for n in range(1, listing.pages + 1)) + " > >>")

    def bottom(self, site, sheet, listing):
        if site.option("stay", 2):
            sheet.section()
            sheet.line("other", self.own(site, "stay"), also=("nav", "footer"))
        super().bottom(site, sheet, listing)


THEME = Overblog()
