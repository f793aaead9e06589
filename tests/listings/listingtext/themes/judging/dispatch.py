"""A newsletter's archive of the later kind: picture, title, subtitle, then date and author, with bare counts or none."""

from ..base import Theme, day


class Dispatch(Theme):
    name = "dispatch"
    about = "image alt on some sites; title; one sentence of subtitle; `D ∙ A`, or `D`, `•`, `A`, a line each (in capitals on some); bare counts; no tags"
    spacings = ("double", "block", "several", "none")
    headers = ("none", "none", "name")
    sidebars = ("none",)
    prints_tags = False
    has_comments = False
    odd_titles = 0.2
    small_titles = 0.1
    page_sizes = (5, 10, 12, 12, 20)

    def heading(self, site, listing):
        return ""

    def entry(self, site, sheet, post, truth, listing):
        style = ("noyear", "short", "long")[site.option("style", 3)]
        printed = day(site, post.date, style)
        upper = site.lang.upper if site.option("upper", 3) == 0 else str
        if site.option("alt", 4) == 0:
            sheet.line("image_alt", post.title, also=("title",))
        self.title(sheet, post, tight=site.option("alt", 4) == 0)
        if listing.kind == "single":
            self.body(sheet, truth, post)
        else:
            text = self.lead(post)[0][1].split(". ")[0].rstrip(".。")
            sheet.line("paragraph", text, tight=True, body=True, also=("caption", "heading"))
            truth["text"], truth["more"] = text, True
        author = upper(post.author)
        truth["author"] = author
        mark = ("∙", "•", "·")[site.option("mark", 3)]
        if site.option("lines", 2):
            self.date(sheet, truth, upper(printed), tight=False, also=())
            sheet.line("other", mark, tight=True, also=("date", "byline"))
            sheet.line("byline", author, tight=True)
        elif site.option("first", 3) == 0:
            self.date(sheet, truth, upper(printed), f"{author} {mark} {upper(printed)}", tight=False)
        else:
            self.date(sheet, truth, upper(printed), f"{upper(printed)} {mark} {author}", tight=False)
        if site.option("counts", 2):
            for n in (len(post.running_text()) % 70 + 1, len(post.comments), 3):
                if n:
                    sheet.line("other", site.lang.digits(str(n)), tight=True, also=("share", "comments"))

    def nav_bottom(self, site, sheet, listing):
        if site.option("all", 2):
            sheet.section()
            sheet.line("nav", site.lang.say("load_more"))


THEME = Dispatch()
