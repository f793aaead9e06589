"""Twenty Twelve on a hosted blog: replies above the body, sharing buttons below, "This entry was posted in"."""

from ..base import Theme, day, join


class TwentyTwelve(Theme):
    name = "twentytwelve"
    about = "title; `Leave a reply` above the body; whole post; share and like block; `This entry was posted in A and tagged b on D by N.`"
    spacings = ("double", "block", "several")
    headers = ("none", "tagline", "menu", "full")
    sidebars = ("none", "some", "full")
    powered = "Proudly powered by WordPress"

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        self.title(sheet, post)
        talk = self.comment_count(site, post) if post.comments else say("leave_reply")
        sheet.line("comments", talk, tight=site.option("tight", 2) == 0)
        blocks = post.blocks if listing.kind == "single" or site.option("whole", 3) else self.opening(post)
        self.body(sheet, truth, post, blocks)
        if truth["more"]:
            sheet.line("read_more", say("cont") + (" ←" if site.lang.rtl else " →"))
        if site.option("share", 3):
            sheet.line("share", say("share_this"))
            for name in ("Twitter", "Facebook", "Email")[:2 + site.option("buttons", 2)]:
                sheet.line("share", name, tight=True)
            sheet.line("share", say("like_this"))
            sheet.line("share", say("like_loading"), tight=True)
        printed = day(site, post.date)
        truth["author"], truth["categories"], truth["tags"] = post.author, list(post.categories), list(post.tags)
        truth["date"] = printed
        if post.tags:
            text = say("entry_posted", c=join(site, post.categories), t=join(site, post.tags), d=printed, a=post.author)
        else:
            text = f"{say('posted_in', c=join(site, post.categories))} | {say('posted_on_by', d=printed, a=post.author)}"
        sheet.line("categories", text, also=("tags", "date", "byline"))


THEME = TwentyTwelve()
