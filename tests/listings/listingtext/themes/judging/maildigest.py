"""A mailing list's digest: dashes, header lines in English, the text wrapped as mail is, a signature."""

from textwrap import wrap

from ...dates import format_date
from ...languages import get
from ..base import Theme


class MailDigest(Theme):
    name = "maildigest"
    about = "dashes; `Message: N`, `Date: D T`, `From: A <a at x>`, `Subject: T`; the letter in lines of 72 letters, quotes after `>`; signature"
    languages = ("en", "de", "fr", "pl")
    spacings = ("block", "several")
    headers = ("none",)
    sidebars = ("none",)
    oldest_first = 1.0
    authors = (5, 9)
    page_sizes = (3, 5, 8, 10)
    extras = ("reply", "reply", "code")
    prints_tags = False
    has_comments = False

    def heading(self, site, listing):
        return f"{site.name} Digest, Vol {listing.posts[0].date.year - 2000}, Issue {self.number(listing.posts[0])}"

    def before_entry(self, site, sheet, post, listing):
        sheet.section()
        sheet.line("other", "-" * 30, also=("nav", "footer"))

    def entry(self, site, sheet, post, truth, listing):
        english = get("en")
        printed = format_date(english, post.date, "{wd_s}, {d} {mon_s} {yyyy}")
        clock = format_date(english, post.date, "{HH}:{MM}:05 +0000")
        sheet.line("other", f"Message: {listing.posts.index(post) + 1}", also=("nav", "heading"))
        self.date(sheet, truth, printed, f"Date: {printed} {clock}", also=("other",))
        place = f"{post.author.split(' ')[0].lower()} at {('tide', 'quay', 'lamp')[len(post.author) % 3]}.example"
        self.byline(sheet, truth, post, f"From: {post.author} <{place}>")
        if site.option("to", 2):
            sheet.line("other", f"To: {site.categories[0].lower().replace(' ', '-')} at lists.example", tight=True, also=("byline",))
        self.title(sheet, post, tight=True, before="Subject: ")
        self.body(sheet, truth, post)
        if site.option("signed", 2):
            sheet.line("other", "-- ", also=("paragraph", "byline"))
            sheet.line("byline", post.author, tight=True, also=("paragraph", "other"))

    def body(self, sheet, truth, post, blocks=None):
        lines = []
        for role, text in post.blocks:
            mark = "> " if text.startswith("> ") else ""
            for i, line in enumerate(wrap(text[len(mark):], 72, break_long_words=False)):
                sheet.line(role, mark + line, tight=i > 0 or role == "code", body=True, also=self.fair_roles(role, text))
                lines.append(mark + line)
        truth["text"] = "\n".join(lines)

    def nav_bottom(self, site, sheet, listing):
        sheet.section()
        sheet.line("footer", f"End of {listing.heading}", also=("nav", "other"))
        sheet.line("footer", "*" * 40, tight=True, also=("nav", "other"))

    def bottom(self, site, sheet, listing):
        """Nothing follows a digest."""


THEME = MailDigest()
