"""What stands round the entries: site header, sidebar, page navigation, footer, the comments under a single post."""

from .dates import format_date
from .sheet import NBSP, Sheet
from .site import Listing, Site

MAYBE_NAV = ("other", "page_heading")


def header(site: Site, sheet: Sheet) -> None:
    lang, style = site.lang, site.header
    if style == "none":
        return
    sheet.section()
    if style == "banner":
        sheet.line("other", lang.say("subscribe_mail"), also=("nav", "share"))
        return
    if style in ("menu", "menu_row", "full"):
        sheet.line("nav", lang.say("skip"), also=("other",))
    sheet.line("other", site.name, also=("nav", "page_heading"))
    if style != "name":
        sheet.line("other", site.tagline, tight=True, also=("nav", "page_heading", "paragraph"))
    if style in ("menu", "full"):
        sheet.line("nav", lang.say("menu"), also=("other",))
        for item in site.nav:
            sheet.line("nav", item, tight=True, also=("other",))
    if style == "menu_row":
        sheet.line("nav", " ".join(site.nav) if site.seed % 2 else " | ".join(site.nav), also=("other", "tags"))
    if style == "full":
        sheet.line("nav", lang.say("search_for"), also=("other",))
        sheet.line("nav", lang.say("subscribe"), tight=True, also=("other",))


def sidebar(site: Site, sheet: Sheet, listing: Listing) -> None:
    style, lang, rng = site.sidebar, site.lang, sheet.rng
    if style == "none":
        return
    first = listing.posts[0].title
    recent = [p.title for p in site.posts[:6] if p.title and p.title != first][:5]
    months = list(dict.fromkeys(format_date(lang, p.date, "month_year") for p in site.posts))
    widgets = [("recent_posts", recent), ("archives", months[:12]), ("categories", site.categories)]
    if style == "full":
        talk = [lang.say("comment_on", a=name, T=p.title) for p in site.posts if p.title for name, _, _ in p.comments[:1]]
        widgets.insert(1, ("recent_comments", talk[:4]))
        widgets += [("tags", sorted(site.tags)), ("blogroll", site.links),
                    ("meta", [lang.say("login"), lang.say("entries_feed"), lang.say("comments_feed")])]
    for name, lines in widgets:
        if not lines:
            continue
        sheet.section()
        sheet.line("nav", lang.say(name), also=("other", "footer", "heading"))
        if name == "tags" and rng.random() < 0.5:
            sheet.line("nav", " ".join(lines), tight=True, also=("other", "footer", "tags"))
            continue
        for line in lines:
            sheet.line("nav", line, tight=True, also=("other", "footer", "related", "list", "comments"))


def footer(site: Site, sheet: Sheet) -> None:
    if not site.footer:
        return
    lang = site.lang
    year = format_date(lang, site.now.replace(year=site.now.year - (site.seed % 3 == 0)), "{yyyy}")
    sheet.section()
    sheet.line("footer", lang.say("copyright", y=year, s=site.name), also=("other",))
    if site.theme.powered:
        sheet.line("footer", site.theme.powered, tight=True, also=("other",))


def post_neighbours(site: Site, sheet: Sheet, listing: Listing, left: str = "« ", right: str = " »") -> None:
    """Links to the post before and after, on a single post's page."""
    sheet.section()
    if listing.previous and listing.previous.title:
        sheet.line("nav", left + listing.previous.title, also=("related",))
    if listing.following and listing.following.title:
        sheet.line("nav", listing.following.title + right, tight=True, also=("related",))


def comments(site: Site, sheet: Sheet, listing: Listing) -> None:
    lang, post = site.lang, listing.posts[0]
    talk = sorted(post.comments, key=lambda row: row[1])
    sheet.section()
    if talk:
        sheet.line("comments", lang.say("thoughts", n=len(talk), T=post.title), also=("heading", "other"))
        for name, when, text in talk:
            sheet.line("comments", lang.say("says", a=name), also=("byline", "other"))
            stamp = format_date(lang, when, "long") + " " + format_date(lang, when, "time")
            sheet.line("comments", stamp, tight=True, also=("date", "other"))
            sheet.line("comments", text, also=("paragraph", "other"))
            sheet.line("comments", lang.say("reply"), tight=True, also=("other",))
    sheet.line("comments", lang.say("leave_reply"), also=("heading", "other"))


def thread(sheet: Sheet, post, head: str, said) -> None:
    """A platform's own comment thread: HEAD, then the lines that SAID makes of a comment's name, moment and text."""
    sheet.section()
    sheet.line("comments", head, also=("heading", "other"))
    for row in sorted(post.comments, key=lambda row: row[1]):
        for i, line in enumerate(said(*row)):
            sheet.line("comments", line, tight=i > 0, also=("byline", "date", "paragraph", "other"))


def related_posts(site: Site, sheet: Sheet, listing: Listing) -> None:
    """A card list under a single post: titles of other posts, with their dates, and no body."""
    others = [p for p in site.posts if p.title and p is not listing.posts[0]]
    sheet.section()
    sheet.line("related", site.lang.say("related_posts"), also=("heading", "other", "nav"))
    for post in sheet.rng.sample(others, k=3):
        sheet.line("related", post.title, also=("other", "nav"))
        sheet.line("related", format_date(site.lang, post.date, "long"), tight=True, also=("date", "other", "nav"))


def stray_nbsp(sheet: Sheet) -> None:
    sheet.lines.append(type(sheet.lines[-1])(NBSP, "blank"))
