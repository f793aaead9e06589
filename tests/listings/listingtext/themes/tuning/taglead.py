"""A newspaper-like WordPress site whose theme prints the tags first and the picture's text round the title; no dates."""

from ..base import OLD_ARCHIVES, Theme


class TagLead(Theme):
    name = "taglead"
    about = "tag line first; image alt, title, alt again; caption; whole post; byline; share line; `Continue reading`; no date"
    spacings = ("double", "block", "several")
    headers = ("none", "name")
    sidebars = ("none",)
    headings = OLD_ARCHIVES
    powered = "Social icons by a plugin"

    def nav_bottom(self, site, sheet, listing):
        """The theme loads more posts while one scrolls."""

    def entry(self, site, sheet, post, truth, listing):
        comma = site.lang.separator.strip() if site.option("comma", 2) else site.lang.separator
        if post.tags:
            self.tags(sheet, truth, post.tags, comma.join(post.tags), tight=False)
        has_alt = post.alt != post.title and len(post.id) % 5 != site.option("no_alt", 5)
        if has_alt:
            sheet.line("image_alt", post.alt)
        self.title(sheet, post)
        if has_alt:
            sheet.line("image_alt", post.alt)
            sheet.line("caption", post.caption, also=("paragraph",))
        self.body(sheet, truth, post)
        self.byline(sheet, truth, post, ("\u00a0" if len(post.tags) == 3 else "") + site.lang.say("staff"), tight=False)
        truth["author"] = site.lang.say("staff")
        sheet.line("share", site.lang.say("follow_us"))
        sheet.line("read_more", site.lang.say("cont"))


THEME = TagLead()
