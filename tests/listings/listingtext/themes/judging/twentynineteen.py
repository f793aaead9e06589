"""Twenty Nineteen: everything about a post in a footer of labelled pieces, in one line or one a line, the text above it."""

from ..base import PREFIXED, Theme, day, join


class TwentyNineteen(Theme):
    name = "twentynineteen"
    about = "title; post or excerpt; `Posted by A`, `Posted on D`, `Posted in C`, `Tags: a, b`, `Leave a comment on T`, in one line or a line each"
    headings = PREFIXED
    spacings = ("double", "block", "several", "none")
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say, printed = site.lang.say, day(site, post.date)
        self.title(sheet, post)
        if listing.kind in ("home", "single") or site.option("whole", 2):
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"]:
                sheet.glue(" " + say("cont_T", T=post.title), "read_more")
        else:
            self.excerpt(sheet, truth, post, self.bracketed(site))
        truth["author"], truth["date"], truth["categories"] = post.author, printed, list(post.categories)
        pieces = [("byline", say("by", a=post.author)), ("date", say("posted_on", d=printed)),
                  ("categories", say("posted_in", c=join(site, post.categories)))]
        if post.tags:
            truth["tags"] = list(post.tags)
            pieces.append(("tags", say("tags_colon", t=join(site, post.tags))))
        pieces.append(("comments", self.comment_count(site, post) if post.comments else say("leave_on", T=post.title)))
        if site.option("rows", 3):
            for number, (role, text) in enumerate(pieces):
                sheet.line(role, text, tight=number > 0, also=("byline", "date"))
        else:
            sheet.line("byline", " ".join(text for _, text in pieces), also=("date", "categories", "tags", "comments"))


THEME = TwentyNineteen()
