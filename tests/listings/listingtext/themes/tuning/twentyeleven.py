"""Twenty Eleven: a bubble with the number of replies beside the title, labelled furniture under the post, notes without titles."""

from ..base import Theme, day, join


class TwentyEleven(Theme):
    name = "twentyeleven"
    about = "title; `Posted on D` (`by A` on some); a bare number or `Reply` in a bubble; post, or excerpt; `Posted in C \\| Tagged a, b \\| N Replies`"
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date)
        self.title(sheet, post)
        if site.option("author", 3):
            truth["author"] = post.author
            self.date(sheet, truth, printed, say("posted_on_by", d=printed, a=post.author))
        else:
            self.date(sheet, truth, printed, say("posted_on", d=printed))
        if site.option("bubble", 3):
            sheet.line("comments", site.lang.digits(str(len(post.comments))) if post.comments else say("reply"), tight=True, also=("other",))
        if listing.kind == "search":
            self.excerpt(sheet, truth, post, self.ellipsis(site))
            if truth["more"]:
                sheet.glue(" " + say("cont") + (" ←" if site.lang.rtl else " →"), "read_more")
        else:
            self.body(sheet, truth, post, post.blocks if listing.kind == "single" else self.opening(post))
            if truth["more"]:
                sheet.line("read_more", say("cont") + (" ←" if site.lang.rtl else " →"))
        truth["categories"], truth["tags"] = list(post.categories), list(post.tags)
        pieces = [say("posted_in", c=join(site, post.categories))]
        if post.tags:
            pieces.append(say("tagged", t=join(site, post.tags)))
        pieces.append(self.comment_count(site, post) if post.comments else say("leave_reply"))
        if listing.kind == "home" and site.option("lines", 3) == 0:
            for role, text in zip(("categories", "tags", "comments") if post.tags else ("categories", "comments"), pieces, strict=True):
                sheet.line(role, text, tight=role != "categories", also=("tags", "categories", "comments"))
            return
        sheet.line("categories", " | ".join(pieces), also=("tags", "comments"))

    def nav_top(self, site, sheet, listing):
        if listing.pages > 1:
            self.nav_bottom(site, sheet, listing)


THEME = TwentyEleven()
