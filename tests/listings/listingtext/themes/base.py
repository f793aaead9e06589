"""What every theme shares: the order of a page, and helpers that print an entry's fields and note them as truth."""

from datetime import datetime

from .. import chrome
from ..dates import format_date
from ..languages import CODES
from ..sheet import Sheet
from ..site import Listing, Site
from ..textmaker import Post


# The phrases of archive headings: "Tag Archives: X", in older themes "Posts Tagged ‘X’", in later ones "Tag: X".
ARCHIVES = {"tag": "h_tag", "category": "h_cat", "date": "h_month", "author": "h_author", "search": "h_search"}
OLD_ARCHIVES = {"tag": "h_tag_old", "category": "h_cat_old", "date": "h_month_old", "search": "h_search_old"}
PREFIXED = {"tag": "p_tag", "category": "p_cat", "date": "p_month", "author": "p_author", "search": "h_search"}


class Theme:
    name = ""
    about = ""                      # one line for the table in the README
    languages = CODES
    spacings = ("double", "block", "several")
    headers = ("none", "name", "tagline", "menu", "menu_row", "full", "banner")
    sidebars = ("none", "some", "full")
    oldest_first = 0.15             # share of sites whose month archives run forward
    untitled = 0.0
    odd_titles = 0.0                # share of titles that are questions or end in numbers
    small_titles = 0.0              # share of sites that write their titles in small letters alone
    page_sizes: tuple[int, ...] = (3, 5, 5, 7, 8, 10, 10, 10, 12, 20)
    authors = (1, 4)                # how many write on a site
    lengths = "mixed"               # of the bodies; also "short" and "long"
    extras: tuple[str, ...] = ()    # what else bodies hold; see textmaker.py
    headings = ARCHIVES             # the phrase above a listing of a kind; none for the kinds left out
    phrases: dict[str, dict[str, str]] = {}  # what this platform prints and others do not, by language
    powered = ""
    prints_tags = True
    has_comments = True

    def own(self, site: Site, key: str, **holes) -> str:
        """One of the platform's own phrases in the site's language."""
        return site.lang.fill(self.phrases[site.code][key], **holes)

    # -- the page

    def write(self, site: Site, sheet: Sheet, listing: Listing) -> None:
        chrome.header(site, sheet)
        self.top(site, sheet, listing)
        if listing.kind != "single":
            listing.heading = self.heading(site, listing)
            if listing.heading:
                sheet.section()
                sheet.line("page_heading", listing.heading)
            self.nav_top(site, sheet, listing)
        for post in listing.posts:
            self.before_entry(site, sheet, post, listing)
            truth = sheet.begin(post)
            self.entry(site, sheet, post, truth, listing)
            sheet.end()
        if listing.kind == "single":
            self.after_single(site, sheet, listing)
        else:
            self.nav_bottom(site, sheet, listing)
        self.bottom(site, sheet, listing)

    def top(self, site, sheet, listing) -> None:
        """What the theme prints above the listing."""

    def bottom(self, site, sheet, listing) -> None:
        chrome.sidebar(site, sheet, listing)
        chrome.footer(site, sheet)

    def before_entry(self, site, sheet, post, listing) -> None:
        """What stands between entries and belongs to none, such as a header per day."""

    def entry(self, site, sheet, post, truth, listing) -> None:
        raise NotImplementedError

    def heading(self, site: Site, listing: Listing) -> str:
        key = self.headings.get(listing.kind)
        return site.lang.say(key, x=listing.subject) if key else ""

    def month(self, site: Site, post: Post) -> str:
        return format_date(site.lang, post.date, "month_year")

    def nav_top(self, site, sheet, listing) -> None:
        """Page links above the entries, in themes that repeat them there."""

    def nav_bottom(self, site, sheet, listing) -> None:
        self.older_newer(site, sheet, listing, "older", "newer", "← ", " →")

    def older_newer(self, site, sheet, listing, older: str, newer: str, left: str, right: str) -> None:
        if site.lang.rtl:
            left, right = right.strip() + " ", " " + left.strip()
        sheet.section()
        if listing.page < listing.pages:
            sheet.line("nav", left + site.lang.say(older))
        if listing.page > 1:
            sheet.line("nav", site.lang.say(newer) + right, tight=True)

    def after_single(self, site, sheet, listing) -> None:
        chrome.post_neighbours(site, sheet, listing)
        if self.has_comments:
            chrome.comments(site, sheet, listing)

    # -- fields of an entry

    def title(self, sheet: Sheet, post: Post, tight: bool = False, before: str = "", after: str = "") -> None:
        if post.title:
            sheet.line("title", before + post.title + after, tight)

    def date(self, sheet: Sheet, truth: dict, printed: str, text: str = "", tight: bool = True, also=("byline",)) -> None:
        """The line TEXT (or PRINTED alone) states the date PRINTED."""
        truth["date"] = printed
        sheet.line("date", text or printed, tight, also=also)

    def tags(self, sheet: Sheet, truth: dict, tags: list[str], text: str, tight: bool = True, also=()) -> None:
        truth["tags"] = list(tags)
        sheet.line("tags", text, tight, also=also)

    def categories(self, sheet: Sheet, truth: dict, post: Post, text: str, tight: bool = True, also=()) -> None:
        truth["categories"] = list(post.categories)
        sheet.line("categories", text, tight, also=also)

    def byline(self, sheet: Sheet, truth: dict, post: Post, text: str, tight: bool = True, also=()) -> None:
        truth["author"] = post.author
        sheet.line("byline", text, tight, also=also)

    @staticmethod
    def shown_elsewhere(site: Site, listing: Listing, post: Post) -> list[Post]:
        """Posts whose titles may stand beside POST: the reader of the page has met them, or does not meet them here."""
        coming = listing.posts[listing.posts.index(post):]
        return [other for other in site.posts if other.title and other not in coming]

    @staticmethod
    def opens(listing: Listing, post: Post, group) -> bool:
        """Whether POST is the first on the page of its day, its year or whatever else GROUP says of a post."""
        i = listing.posts.index(post)
        return i == 0 or group(listing.posts[i - 1]) != group(post)

    @staticmethod
    def number(post: Post) -> int:
        """How many posts the site had when this one appeared."""
        return int(post.id.rsplit("-", 1)[1])

    def comment_count(self, site: Site, post: Post) -> str:
        return site.lang.comments(len(post.comments))

    # -- the body of an entry

    def body(self, sheet: Sheet, truth: dict, post: Post, blocks: list[tuple[str, str]] | None = None) -> None:
        """The post in full, or the BLOCKS of it that this page shows."""
        blocks = post.blocks if blocks is None else blocks
        for i, (role, text) in enumerate(blocks):
            in_run = role in ("list", "code") and i > 0 and blocks[i - 1][0] == role
            sheet.line(role, text, tight=in_run, body=True, also=self.fair_roles(role, text))
        truth["text"] = "\n".join(text for _, text in blocks)
        truth["more"] = len(blocks) < len(post.blocks)

    @staticmethod
    def fair_roles(role: str, text: str) -> tuple[str, ...]:
        """Readings the text alone does not rule out."""
        if role == "paragraph" and text.startswith("http"):
            return ("other", "related", "list")
        return {"heading": ("related", "caption", "paragraph"), "related": ("heading", "paragraph", "caption"),
                "code": ("paragraph", "list", "other"),
                "list": ("paragraph", "heading"), "quote": ("paragraph",), "caption": ("paragraph", "heading")}.get(role, ())

    def opening(self, post: Post) -> list[tuple[str, str]]:
        """The blocks above the author's "more" mark; all of them when the post is short."""
        if len(post.blocks) <= post.more_after + 1:
            return post.blocks
        end = post.more_after
        while post.blocks[end - 1][0] != "paragraph":
            end += 1
        return post.blocks[:end]

    @staticmethod
    def lead(post: Post) -> list[tuple[str, str]]:
        """The first paragraph that is more than an address."""
        return [next(block for block in post.blocks if block[0] == "paragraph" and not block[1].startswith("http"))]

    def excerpt(self, sheet: Sheet, truth: dict, post: Post, mark: str, words: int = 55, tight: bool = False) -> bool:
        """The first WORDS words on one line, then MARK when that cut something off."""
        every = post.running_text() or post.blocks[0][1]
        text = post.lang.head(every, words)
        cut = text != every
        sheet.line("paragraph", text + (mark if cut else ""), tight, body=True)
        truth["text"], truth["more"] = text, cut
        return cut

    def ellipsis(self, site: Site) -> str:
        return "..." if site.latin_marks else "…"

    def bracketed(self, site: Site) -> str:
        return " [...]" if site.latin_marks else " […]"


def clock(site: Site, when: datetime) -> str:
    return format_date(site.lang, when, "time")


def day(site: Site, when: datetime, style: str = "long") -> str:
    return format_date(site.lang, when, style)


def comma(site: Site) -> str:
    return "، " if site.lang.rtl else ", " if site.lang.spaced else "，"


def join(site: Site, names: list[str]) -> str:
    return site.lang.separator.join(names)
