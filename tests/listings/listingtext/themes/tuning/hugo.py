"""A Hugo blog: title, one meta line of date, reading time and author, summary, hash tags."""

from ..base import Theme, day


class Hugo(Theme):
    name = "hugo"
    about = "title; `date · N min read · author` in one line; summary; `#a #b`; `Read more...`"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "name", "menu", "menu_row")
    sidebars = ("none",)
    has_comments = False
    powered = "Powered by Hugo"

    def heading(self, site, listing):
        if listing.kind == "tag":
            return f"#{listing.subject}"
        return listing.subject if listing.kind in ("category", "date") else ""

    def entry(self, site, sheet, post, truth, listing):
        say = site.lang.say
        hashes = " ".join("#" + tag.replace(" ", "-") for tag in post.tags)
        printed = day(site, post.date, ("long", "iso", "numeric")[site.option("date", 3)])
        minutes = max(1, len(post.running_text()) // 1000)
        truth["author"] = post.author
        self.title(sheet, post)
        self.date(sheet, truth, printed, f"{printed} · {say('min_read', n=minutes)} · {post.author}", also=("byline", "other"))
        if hashes and site.option("tags_first", 2):
            sheet.line("tags", hashes, tight=True)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            cut = self.excerpt(sheet, truth, post, self.ellipsis(site), words=70)
            if cut or site.option("always", 2):
                sheet.line("read_more", say("more") + ("..." if site.latin_marks else " →"))
        if hashes and not site.option("tags_first", 2):
            sheet.line("tags", hashes, tight=True)
        if all(" " not in tag for tag in post.tags):
            truth["tags"] = list(post.tags)

    def nav_bottom(self, site, sheet, listing):
        if listing.pages == 1:
            return
        sheet.section()
        if listing.page > 1:
            sheet.line("nav", f"← {site.lang.say('prev')}")
        sheet.line("nav", site.lang.digits(f"{listing.page} / {listing.pages}"), tight=True)
        if listing.page < listing.pages:
            sheet.line("nav", f"{site.lang.say('next')} →", tight=True)


THEME = Hugo()
