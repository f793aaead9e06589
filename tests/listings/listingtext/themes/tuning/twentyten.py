"""Twenty Ten and its kin: title, "Posted on D by A", excerpt or post, one line of furniture."""

from ..base import Theme, day, join


class TwentyTen(Theme):
    name = "twentyten"
    about = "title (asides have none); `Posted on D by A`; post, or excerpt on archives; `Posted in A | Tagged b | Leave a comment`"
    spacings = ("double", "block", "several", "entry")
    untitled = 0.03
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        printed = day(site, post.date)
        self.title(sheet, post)
        if post.title:
            truth["author"] = post.author
            self.date(sheet, truth, printed, say("posted_on_by", d=printed, a=post.author))
        if listing.kind in ("home", "single"):
            opening = post.blocks if listing.kind == "single" else self.opening(post)
            self.body(sheet, truth, post, opening)
            if truth["more"]:
                sheet.line("read_more", say("cont") + (" ←" if site.lang.rtl else " →"))
        else:
            mark = f" {say('cont')} →"
            if self.excerpt(sheet, truth, post, self.ellipsis(site) + mark):
                sheet.lines[-1].also += ("read_more",)
        talk = self.comment_count(site, post) if post.comments else say("leave")
        bits = [say("posted_in", c=join(site, post.categories))]
        truth["categories"] = list(post.categories)
        if post.tags:
            bits.append(say("tagged", t=join(site, post.tags)))
            truth["tags"] = list(post.tags)
        sheet.line("categories", " | ".join(bits + [talk]), also=("tags", "comments", "other"))


THEME = TwentyTen()
