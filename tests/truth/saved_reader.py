"""What the markup of a saved page says of its entries, read by a parser that is not this package's: the truth that saved_sites.py judges by.

`truth_of(html)` gives a page's entries with the texts in which they stand, or says why nothing sure can be said of it. Nothing
here shares code with the package, and nothing here knows what it can read: what a theme's markup names is taken, what is doubtful
is left out. Needs selectolax (the group `bench`).
"""

import re
from dataclasses import dataclass, field

from saved_sites import WHOLE_DATE
from selectolax.lexbor import LexborHTMLParser, LexborNode

BLOCKS = frozenset(
    "address article aside blockquote body center dd details dialog dir div dl dt fieldset figcaption figure footer form h1 h2 h3"
    " h4 h5 h6 header hgroup hr html legend li main menu nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
UNSEEN = frozenset(
    "audio canvas embed head iframe input math meta noscript object option progress script select style svg template textarea"
    " title video link _comment".split()
)
APART = (
    "aside, nav, footer.site-footer, #sidebar, #secondary, #footer, #colophon, .sidebar, .widget, .widget-area, .related,"
    " .jp-relatedposts, .related-posts, #comments, .comments, .comment-list, .commentlist, .featured, .slider, .carousel"
)
BODIES = (
    ".entry-content", ".e-content", ".entry-summary", ".p-summary", "[itemprop=articleBody]", ".post-content", ".post-body", ".post-entry",
    ".post-excerpt", ".entry-body", ".entry-excerpt", ".storycontent", ".entrytext", ".post_content", ".blog-content", ".entry",
    ".article-content", ".content", ".excerpt", ".summary", ".node-content", ".field-name-body", ".post-text", ".texto", ".contenido",
)  # fmt: skip
CLASSED_TITLES = (".entry-title", ".p-name", ".post-title")
TITLES = ("h1[itemprop]", "h2[itemprop]", "h3[itemprop]", "[itemprop=headline]", ".posttitle", ".post_title", ".storytitle")
DATES = (
    "time.published", "time.entry-date", "abbr.published", "time[datetime]", "time", ".entry-date", "[itemprop=datePublished]", ".published", ".dt-published",
    ".post-date", ".postdate", ".post_date", ".date", ".posted-on", ".entry-time", ".post-time", ".published-date", ".timestamp", ".meta-date", ".thetime",
)  # fmt: skip
BYLINES = (".p-author .p-name", ".author .fn", "[rel=author]", ".vcard .fn", "[itemprop=author]", ".byline .author", ".author", ".post-author")
TAGGED = (".post-tags", ".tags-links", ".tag-links", ".entry-tags", ".post-labels", ".taglist", ".tag-list", ".tags", ".posttags", ".post_tags", ".meta-tags")
FILED = (".cat-links", ".categories", ".category", ".post-categories", ".entry-categories", ".meta-category")
# How entries are marked, the surest first: what a later rule would take may be furniture where an earlier one finds entries.
ENTRIES = (
    ".hentry, .h-entry",
    "[itemprop=blogPost], [itemprop=blogPosts], [itemtype$=BlogPosting]",
    "article",
    "[id^=post-], [class^=post-], .post, .blog-post, .blogpost, .post-preview, .post-card, .blog-entry, .post-item, .node-teaser, [id^=node-]",
    ".node, .post-outer, .blogPost, .article, .entry-box, .post_box, .archive-post, .list-post",
)


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


class Sheet:
    """A page as the text that a reader sees of it, with the place of each node: blocks end lines, a paragraph has a blank line round it, cells are parted by tabs."""

    def __init__(self, root: LexborNode):
        self.pieces: list[str] = []
        self.length = 0
        self.lines = 0  # how many line ends are due before the next word
        self.space = False
        self.places: dict[int, tuple[int, int]] = {}
        self.add(root)
        self.text = "".join(self.pieces) + "\n"

    def put(self, text: str) -> None:
        self.pieces.append(text)
        self.length += len(text)

    def due(self, lines: int) -> None:
        self.lines, self.space = max(self.lines, lines), False

    def words(self, text: str, kept: bool) -> None:
        if kept:
            for i, line in enumerate(text.split("\n")):
                if i:
                    self.due(self.lines + 1)
                self.word(line)
            return
        text = re.sub(r"[ \t\n\r\f]+", " ", text)
        bare = text.strip(" ")
        self.space = self.space or text[:1] == " "
        if bare:
            self.word(bare)
            self.space = text[-1:] == " "

    def word(self, text: str) -> None:
        if not text:
            return
        if self.lines:
            self.put("\n" * self.lines if self.length else "")
        elif self.space and self.length:
            self.put(" ")
        self.lines, self.space = 0, False
        self.put(text)

    def add(self, node: LexborNode, kept: bool = False) -> None:
        tag = node.tag
        if tag == "-text":
            return self.words(node.text_content or "", kept)
        if tag is None or tag in UNSEEN or tag[0] in "!_" or unseen(node):
            return None
        if tag == "br":
            self.lines, self.space = self.lines + 1, False
            return None
        breaks = 2 if tag == "p" else 1 if tag in BLOCKS else 0
        if breaks:
            self.due(breaks)
        begin = self.length
        for child in node.iter(include_text=True):
            self.add(child, kept or tag in ("pre", "listing", "plaintext"))
        self.places[node.mem_id] = (begin, self.length)
        if breaks:
            self.due(breaks)
        elif tag in ("td", "th"):
            self.put("\t")
        return None


def unseen(node: LexborNode) -> bool:
    attributes = node.attributes
    style = re.sub(r"\s+", "", attributes.get("style") or "").lower()
    return "hidden" in attributes or "display:none" in style or "visibility:hidden" in style


@dataclass
class Page:
    """What is known of a page; `doubt` says why nothing is."""

    entries: list[dict] = field(default_factory=list)
    main: str = ""
    full: str = ""
    lang: str = ""
    platform: str = ""
    theme: str = ""
    doubt: str = ""


def path_of(node: LexborNode) -> tuple[str, ...]:
    names = []
    while node is not None and node.tag != "-undef":
        names.append(node.tag)
        node = node.parent
    return tuple(names)


def parents(node: LexborNode) -> list[LexborNode]:
    found = []
    while (node := node.parent) is not None:
        found.append(node)
    return found


def entry_nodes(tree: LexborHTMLParser) -> tuple[list[LexborNode], str]:
    """The entries of a page in their order; or none, and why."""
    apart = {node.mem_id for node in tree.css(APART) if node.tag not in ("html", "body")}
    for rule in ENTRIES:
        found = {node.mem_id: node for node in tree.css(rule) if node.tag not in ("body", "html", "a", "img", "span", "p", "h1", "h2", "h3", "li" if "[id^" in rule else "")}
        above = {key: [each.mem_id for each in parents(node)] for key, node in found.items()}
        round_all = set.intersection(*map(set, above.values())) if above else set()  # a box that holds everything sets nothing apart
        outer = [node for key, node in found.items() if not (apart - round_all) & {key, *above[key]} and not found.keys() & set(above[key])]
        titled = [node for node in outer if title_of(node) is not None]
        if not titled:
            continue
        if len(titled) < len(outer):
            return [], "an entry without a title"
        shapes = {path_of(node) for node in titled}
        return (titled, "") if len(shapes) == 1 else ([], "entries in several places")
    return [], "no entries"


def within(node: LexborNode, selectors: tuple[str, ...], but: LexborNode | None = None) -> LexborNode | None:
    """The first node below that one of the selectors names, the selectors in their order; none of those inside of `but`."""
    barred = {each.mem_id for each in but.css("*")} | {but.mem_id} if but is not None else set()
    for selector in selectors:
        for each in node.css(selector):
            if each.mem_id not in barred and each.mem_id != node.mem_id and each.text(strip=True):
                return each
    return None


def title_of(node: LexborNode) -> LexborNode | None:
    heading = heading_of(node)
    link = heading.css_first("a") if heading is not None and heading.tag != "a" else None
    if link is not None and link.text(strip=True) and squeezed(heading.text(deep=True)).startswith(squeezed(link.text(deep=True))):
        return link  # what else stands in the heading is a date, or a count
    return heading


def heading_of(node: LexborNode) -> LexborNode | None:
    texts = [each for selector in (".entry-content", ".e-content", ".post-body", "[itemprop=articleBody]") for each in node.css(selector)]
    named, said = within(node, CLASSED_TITLES), within(node, TITLES)
    if named is None and said is not None and not any(inside(said, text) for text in texts):  # a recipe in the text has a name, too
        named = said
    return named or within(node, ("h1 a", "h2 a", "h3 a", "header h1", "header h2", "h1", "h2", "h3", "h4 a", "h4"))


LABEL = re.compile(
    r"^(?:(?:posted|published|written|created|last|updated|submitted|date|on|at|in|publié|posté|mis|en|ligne|rédigé|écrit|le|du|veröffentlicht|geschrieben|erstellt|"
    r"am|vom|von|publicado|escrito|el|em|pubblicato|scritto|il|geplaatst|gepubliceerd|op|dodano|opublikowano|napisane|dnia|опубликовано|написано|postad|den|"
    r"publisert|yayınlanma|tarihi|tarih|entry|by|par|por|da|di|door|przez)\b[\s:,|–—-]*)+",
    re.IGNORECASE,
)
AFTER = re.compile(
    r"\s+(?:by|par|von|por|da|di|de|door|przez|in|dans|en|filed|under|leave|comments?|no|with|um|bei|автор)\b.*$|\s*[|•·/—–-]\s*(?=[^\d]*$).*$|[\s,.:|–—-]+$",
    re.IGNORECASE,
)


def date_of(node: LexborNode, body: LexborNode | None, beside: str) -> str:
    """The printed date without the words that only introduce it, of several the first with a year; else the first whole date in what stands beside title and body."""
    found = []
    for selector in DATES:
        for each in node.css(selector):
            if body is not None and inside(each, body):
                continue
            text = squeezed(Sheet(each).text)
            whole = WHOLE_DATE.search(text)  # without words that announce it, whatever they are
            bare = whole[0] if whole else AFTER.sub("", LABEL.sub("", text))
            if re.search(r"\d", bare) and len(bare) <= 40 and len(re.findall(r"[^\W\d_]+", bare)) <= 4:
                found.append(bare)
    whole = WHOLE_DATE.search(beside)
    return next((date for date in found if re.search(r"(?:19|20)\d\d", date)), "") or (whole[0] if whole else next(iter(found), ""))


def inside(node: LexborNode, box: LexborNode) -> bool:
    return box.mem_id in {node.mem_id, *(each.mem_id for each in parents(node))}


TAG_LINK = re.compile(r"(?:^|/)(?:tags?|tagged|labels?|etiquetas?|schlagw[^/]*|etiquettes?)/[^/]+", re.IGNORECASE)


def is_tag_link(link: LexborNode) -> bool:
    rel = (link.attributes.get("rel") or "").lower().split()
    return "category" not in rel and ("tag" in rel or TAG_LINK.search(link.attributes.get("href") or "") is not None)


def tags_of(node: LexborNode, title: LexborNode, body: LexborNode | None) -> tuple[list[str], list[str]]:
    """Tags, and categories: told apart by what links say they are, else by what their box is called. What a text links to is neither."""
    filed = {each.mem_id for box in FILED for found in node.css(box) for each in found.css("a")}
    tags: dict[str, None] = {}
    categories: dict[str, None] = {}
    for link in node.css("a[rel]"):
        rel = (link.attributes.get("rel") or "").lower().split()
        text, named = squeezed(link.text(deep=True)), squeezed(title.text(deep=True))
        # "Comments on TITLE" is neither; a tag may be the title, word for word
        if not text or inside(title, link) or (named in text and not (named == text and "tag" in rel)) or (body is not None and inside(link, body)):
            continue
        if "category" in rel or (link.mem_id in filed and "tag" in rel) or re.search(r"/categor", link.attributes.get("href") or ""):
            categories[text] = None
        elif "tag" in rel:
            tags[text] = None
    if not tags and not categories:
        for box in TAGGED:
            for found in node.css(box):
                for link in found.css("a") if not inside(title, found) else ():
                    if link.mem_id not in filed and not (body is not None and inside(link, body)) and squeezed(link.text(deep=True)):
                        tags[squeezed(link.text(deep=True))] = None
            if tags:
                break
    signed = all(tag.startswith("#") for tag in tags)  # else the sign is part of a name
    return [tag.lstrip("#") if signed else tag for tag in tags], list(categories)


def tags_are_known(node: LexborNode, title: LexborNode, tags: list[str], categories: list[str]) -> bool:
    """Whether an entry without tags has none: its markup says what its sections are, and nothing in it links to a tag, the text counted."""
    return bool(tags) or (bool(categories) and not any(is_tag_link(link) and not inside(title, link) for link in node.css("a[href]")))


def body_of(node: LexborNode, title: LexborNode) -> LexborNode | None:
    beside = {title.mem_id, *(each.mem_id for each in parents(title))}
    for selector in BODIES:
        for found in node.css(selector):
            if found.mem_id not in beside and found.mem_id != node.mem_id and found.text(strip=True):
                return found
    return None


def body_text(node: LexborNode, title: LexborNode) -> str:
    body = body_of(node, title)
    if body is not None:
        return squeezed(Sheet(body).text)
    first = next((each for each in node.css("p") if len(squeezed(each.text(deep=True))) > 40), None)
    return squeezed(Sheet(first).text) if first is not None else ""


def read_entry(node: LexborNode, sheet: Sheet) -> dict:
    """What an entry prints: of what its markup says, that which its text has, too."""
    title = title_of(node)
    body = body_of(node, title)
    begin, end = sheet.places.get(node.mem_id, (0, 0))
    beside = sheet.text[begin:end]
    seen = squeezed(beside)
    if body is None:  # then nothing tells what stands beside the text
        begin, end, beside = 0, 0, ""
    for box in (body, title):
        at = sheet.places.get(box.mem_id, (begin, begin)) if box is not None else (begin, begin)
        beside = beside[: max(at[0] - begin, 0)] + "\n" * (at[1] - at[0]) + beside[max(at[1] - begin, 0) :]
    date = date_of(node, body, beside)
    tags, categories = tags_of(node, title, body)
    tags = tags if all(tag in seen for tag in tags) else []
    byline = within(node, BYLINES, body)
    author = squeezed(byline.text(deep=True)) if byline is not None else ""
    return {
        "title": Sheet(title).text.strip(), "date": date if date in seen else "", "tags": tags,
        "categories": categories, "tags_known": tags_are_known(node, title, tags, categories),
        "author": author if len(author) <= 40 and not re.search(r"\d", author) else "", "text": body_text(node, title),
    }  # fmt: skip


def column_of(nodes: list[LexborNode]) -> LexborNode:
    """The box that holds all entries: for a single one, the box round it."""
    above = [[each.mem_id for each in parents(node)] for node in nodes]
    return next(each for each in parents(nodes[0]) if all(each.mem_id in ids for ids in above))


def misplaced(sheet: Sheet, nodes: list[LexborNode], entries: list[dict]) -> str:
    """Why a reader of the text could not find the entries where they are; the judge looks for titles in their order, as lines first."""
    text, at = sheet.text, 0
    for node, entry in zip(nodes, entries, strict=True):
        begin, end = sheet.places.get(node.mem_id, (0, 0))
        line = re.compile(r"(?m)^[^\S\n]*(" + re.escape(entry["title"]) + r")[^\S\n]*$").search(text, at)
        found = line.start(1) if line else text.find(entry["title"], at)
        if found < 0:
            return "a title is not in the text"
        if not begin <= found < end:
            return "a title stands elsewhere, too"
        if entry["text"][:40] not in squeezed(text[begin:end]):
            return "a body is not in its entry"
        at = found + len(entry["title"])
    return ""


def platform_of(html: str, tree: LexborHTMLParser) -> tuple[str, str]:
    said = " ".join(each.attributes.get("content") or "" for each in tree.css("meta[name=generator]")).lower()
    for name in ("wordpress", "blogger", "ghost", "drupal", "movable type", "typepad", "hugo", "jekyll", "hexo", "pelican", "dotclear", "spip", "joomla", "gatsby", "octopress", "nikola"):
        if name in said:
            break
    else:
        name = "wordpress" if "wp-content/" in html else "blogger" if "blogger.com" in html else "drupal" if "/sites/all/" in html or "/sites/default/" in html else "other"
    theme = re.search(r"(?:wp-content|sites/all)/themes/([\w.-]+)", html)
    return name, theme[1] if theme else ""


def truth_of(html: str) -> Page:
    tree = LexborHTMLParser(html)
    root = tree.css_first("html")
    page = Page(lang=((root.attributes.get("lang") or root.attributes.get("xml:lang") or "") if root else "").lower()[:2])
    page.platform, page.theme = platform_of(html, tree)
    nodes, page.doubt = entry_nodes(tree)
    if page.doubt:
        return page
    if len(nodes) == 1 and {"page", "type-page"} & {name for each in (tree.body, nodes[0]) for name in (each.attributes.get("class") or "").split()}:
        page.doubt = "a page that is no post"  # a list of links, or of posts, as well as a text
        return page
    sheet = Sheet(column_of(nodes))
    page.entries = [read_entry(node, sheet) for node in nodes]
    if not all(entry["title"] for entry in page.entries):
        page.doubt = "an entry without a title"
        return page
    page.main, page.doubt = sheet.text, misplaced(sheet, nodes, page.entries)
    whole = Sheet(tree.body)
    if not misplaced(whole, nodes, page.entries):  # else its furniture has a title before the entry has it, and the judge would look there
        page.full = whole.text
    return page
