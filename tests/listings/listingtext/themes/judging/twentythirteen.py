"""Twenty Thirteen: a bare row of date, sections, tags and author under the title, each without a word that says what it is."""

from ..base import Theme, day, join


class TwentyThirteen(Theme):
    name = "twentythirteen"
    about = "title (asides have none); `D`, `C`, `a, b`, `A`, bare, a line each or in one line; post, or excerpt; `Leave a comment`"
    spacings = ("double", "block", "several", "entry")
    untitled = 0.03
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date)
        self.title(sheet, post)
        pieces = [("date", printed), ("categories", join(site, post.categories))]
        truth["date"], truth["categories"] = printed, list(post.categories)
        if post.tags:
            truth["tags"] = list(post.tags)
            pieces.append(("tags", join(site, post.tags)))
        truth["author"] = post.author
        pieces.append(("byline", post.author))
        if site.option("rows", 2):
            for role, text in pieces:
                sheet.line(role, text, tight=True, also=("tags", "categories", "byline", "other"))
        else:
            sheet.line("date", " ".join(text for _, text in pieces), tight=True, also=("categories", "tags", "byline"))
        if listing.kind == "search":
            self.excerpt(sheet, truth, post, self.bracketed(site))
        else:
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"]:
                sheet.line("read_more", say("cont_T", T=post.title) + (" ←" if site.lang.rtl else " →"))
        sheet.line("comments", self.comment_count(site, post) if post.comments else say("leave"))


THEME = TwentyThirteen()
