"""What the markup of pages of HTML says of their posts: fields, who says them, what else is said, and whose they are."""

import html
import json
import pickle
import random
from html.parser import HTMLParser

import pytest

import postdex as pdx

TEXT = "The ferry left at noon, and came back empty in the evening, as it had on every day since the bridge was opened to all."
URL = "https://tidewick.example/2019/ferry/"
POST = {"title": "Ferry & quay", "author": "Ann Lee", "published": "2019-03-01T10:00:00", "updated": "2019-03-05", "tags": ["Sea", "Quay"], "url": URL}


def page(head="", body=f"<article><h1>Ferry &amp; quay</h1><p>{TEXT}</p></article>"):
    return f"<!DOCTYPE html><html><head><title>x</title>{head}</head><body>{body}</body></html>"


def linked(data):
    return f'<script type="application/ld+json">{json.dumps(data)}</script>'


def meta(name, value, kind="name"):
    return f'<meta {kind}="{name}" content="{html.escape(value)}">'


def article(post=POST, **more):
    """Linked data of a post."""
    said = {
        "@context": "https://schema.org", "@type": "BlogPosting", "headline": post["title"], "url": post["url"], "datePublished": post["published"],
        "dateModified": post["updated"], "author": {"@type": "Person", "name": post["author"]}, "keywords": ", ".join(post["tags"]),
    }  # fmt: skip
    return said | more


MICRODATA = f"""<article itemscope itemtype="https://schema.org/BlogPosting"><h1 itemprop="headline">Ferry &amp; quay</h1>
<link itemprop="url" href="{URL}"><meta itemprop="dateModified" content="2019-03-05"><meta itemprop="datePublished" content="2019-03-01T10:00:00">
<p itemprop="author" itemscope itemtype="https://schema.org/Person"><span itemprop="name">Ann Lee</span></p><p>{TEXT}</p><meta itemprop="keywords" content="Sea, Quay"></article>"""
RDFA = f"""<article vocab="https://schema.org/" typeof="BlogPosting"><h1 property="headline">Ferry &amp; quay</h1><link property="url" href="{URL}">
<meta property="dateModified" content="2019-03-05"><meta property="datePublished" content="2019-03-01T10:00:00">
<p property="author" typeof="Person"><span property="name">Ann Lee</span></p><p>{TEXT}</p><meta property="keywords" content="Sea, Quay"></article>"""
ENTRY = f"""<article class="h-entry"><h1 class="p-name">Ferry &amp; quay</h1><p><a class="u-url" href="{URL}"><time class="dt-published" datetime="2019-03-01T10:00:00">then</time></a>
<time class="dt-updated" datetime="2019-03-05">later</time> <a class="p-author h-card" href="/ann">Ann Lee</a></p><div class="e-content"><p>{TEXT}</p></div>
<p><a class="p-category" href="/t/sea">Sea</a> <a class="p-category" href="/t/quay">Quay</a></p></article>"""
ATOM = f"""<div class="post hentry"><h1 class="entry-title"><a rel="bookmark" href="{URL}">Ferry &amp; quay</a></h1><p>Posted <abbr class="published" title="2019-03-01T10:00:00">then</abbr>,
<abbr class="updated" title="2019-03-05">later</abbr> by <span class="author vcard"><a class="url fn n" href="/ann">Ann Lee</a></span></p>
<div class="entry-content"><p>{TEXT}</p></div><p>Tags: <a rel="tag" href="/t/sea">Sea</a>, <a rel="tag" href="/t/quay">Quay</a></p></div>"""
HEAD = "".join([
    meta("og:title", "Ferry & quay", "property"), meta("og:url", URL, "property"), meta("article:published_time", "2019-03-01T10:00:00", "property"),
    meta("article:modified_time", "2019-03-05", "property"), meta("article:tag", "Sea", "property"), meta("article:tag", "Quay", "property"), meta("author", "Ann Lee"),
])  # fmt: skip
CONVENTIONS = {"JSON-LD": page(linked(article())), "microdata": page(body=MICRODATA), "RDFa": page(body=RDFA), "h-entry": page(body=ENTRY), "hAtom": page(body=ATOM), "head": page(HEAD)}


def fields(post):
    published = post.published and post.published.iso
    return {
        "title": str(post.title), "author": post.author and str(post.author), "published": published, "updated": post.updated and post.updated.iso,
        "tags": [str(each) for each in post.tags], "url": post.url and str(post.url),
    }  # fmt: skip


def said(post, role):
    return [(str(part.text), part.confidence > 0.5) for part in post.said if part.role == role]


@pytest.mark.parametrize("convention", CONVENTIONS)
def test_each_convention_says_the_same(convention, tmp_path):
    (post,) = archive = pdx.parse(CONVENTIONS[convention], "ferry.html")
    assert fields(post) == POST
    assert TEXT in post.text
    for part in post.said:  # each where it stands
        begin, end = part.anchor.bytes
        assert part.anchor.verify()
        assert html.unescape(archive.sources[0].data[begin:end].decode()) in (part.text, "Sea, Quay")
    archive.save(tmp_path / "a.pdx")
    again = pdx.open(tmp_path / "a.pdx")
    assert fields(again[0]) == POST
    assert [(part.role, part.text, part.evidence, part.anchor.bytes) for part in again[0].said] == [(part.role, part.text, part.evidence, part.anchor.bytes) for part in post.said]
    assert pickle.loads(pickle.dumps(post.said[0])) == post.said[0]


def test_the_text_stays_what_a_reader_sees():
    plain, full = pdx.parse(page()), pdx.parse(page(linked(article()) + HEAD))
    assert full.pages[0].text == plain.pages[0].text == full.pages[0].data.decode()
    assert b"".join(part.raw for part in full.pages[0].parts) == full.pages[0].data
    assert [part.text for part in full[0].parts] == [part.text for part in plain[0].parts]
    assert len(full.find("Ferry")) == len(plain.find("Ferry")) == 2
    assert full[0].words == plain[0].words + 4 and len(full.search("tag:quay")) == 1  # tags, and who wrote it, are said nowhere else
    assert len(full.search("byline:lee")) == len(full.find("byline:lee")) == 1 and full.find("byline:lee")[0].anchor.verify()
    assert plain[0].updated is None and plain[0].author is None and plain[0].url is None and plain[0].published is None


ORDER = [
    ("JSON-LD", linked(article({**POST, "author": "A"})), "", "(JSON-LD)"),
    ("microdata", "", '<p itemprop="author">B</p>', "microdata"),
    ("h-entry", "", '<p class="p-author">C</p>', "microformats"),
    ("Open Graph", meta("article:author", "D", "property"), "", "Open Graph"),
    ("head", meta("author", "E"), "", "head"),
]


@pytest.mark.parametrize("first", range(len(ORDER)))
def test_the_order_of_evidence(first):
    told = ORDER[first:]
    heads = list(told)
    random.Random(first).shuffle(heads)
    body = f'<article class="h-entry" itemscope itemtype="https://schema.org/Article"><h1>Ferry &amp; quay</h1>{"".join(each[2] for each in heads)}<p>{TEXT}</p></article>'
    (post,) = pdx.parse(page("".join(each[1] for each in heads), body))
    assert str(post.author) == "ABCDE"[first]
    found = [part for part in post.said if part.role == "byline"]
    assert [part.text for part in found] == list("ABCDE"[first:])  # none is dropped
    assert [part.confidence > 0.5 for part in found] == [True] + [False] * (len(found) - 1)
    assert all(who in part.evidence[0] for part, (_, _, _, who) in zip(found, told, strict=True))
    why = post.explain()["appearances"][0]["said"]["author"]
    assert [each["value"] for each in why] == list("ABCDE"[first:]) and why[0]["counts"] and why[0]["bytes"] == found[0].anchor.bytes


def listing(n, markup, head="", link='<a href="{url}" rel="bookmark">{title}</a>'):
    posts = [POST | {"title": f"Tide number {k}", "url": f"https://tidewick.example/{k}/", "author": f"Person {k}", "published": f"2019-03-{k + 1:02}"} for k in range(n)]
    body = "".join(f"<article><h2>{link.format(**post)}</h2>{markup(post)}<p>{TEXT} {post['title']}.</p></article>" for post in posts)
    return posts, page(head if isinstance(head, str) else head(posts), f"<h1>Tag: Sea</h1>{body}")


@pytest.mark.parametrize("by", ["address", "title", "list", "items"])
def test_each_entry_of_a_listing_has_its_own(by):
    def data(posts):
        told = [article(post) for post in reversed(posts)]
        for each in told:
            if by == "title":
                del each["url"]
            if by == "address":
                each["headline"] = "Something else"
        if by == "list":
            return linked({"@type": "Blog", "blogPost": told})
        if by == "items":
            return linked({"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "position": k, "item": each} for k, each in enumerate(told)]})
        return linked({"@graph": told})

    posts, text = listing(4, lambda post: "", data)
    archive = pdx.parse(text)
    assert [str(post.author) for post in archive] == [post["author"] for post in posts]
    assert [str(post.published) for post in archive] == [post["published"] for post in posts]
    assert [str(post.url) for post in archive] == [post["url"] for post in posts]


def test_what_a_listing_says_of_itself_is_of_none_of_its_entries():
    head = HEAD + f'<link rel="canonical" href="{URL}">' + linked({"@type": "CollectionPage", "name": "Sea", "datePublished": "2001-01-01", "url": URL})
    posts, text = listing(3, lambda post: "", head)
    archive = pdx.parse(text)
    assert [str(post.url) for post in archive] == [post["url"] for post in posts]
    assert all(post.author is None and post.published is None and post.updated is None and not post.tags for post in archive)
    posts, text = listing(1, lambda post: "", head)  # nor where it has one alone
    (post,) = pdx.parse(text)
    assert str(post.url) == posts[0]["url"] and post.author is None and post.published is None


def test_an_article_of_another_page_says_nothing():
    other = article(POST | {"title": "Another", "url": "https://tidewick.example/other", "author": "Nobody"})
    (post,) = pdx.parse(page(linked(other) + f'<link rel="canonical" href="{URL}">'))
    assert post.author is None and post.updated is None and str(post.url) == URL
    same_title = article(POST | {"url": "https://tidewick.example/other", "author": "Nobody"})  # a column that is always called so
    (post,) = pdx.parse(page(linked(same_title) + f'<link rel="canonical" href="{URL}">'))
    assert post.author is None
    both = linked(other) + linked(article())
    aside = f'<aside><div itemscope itemtype="https://schema.org/Article"><b itemprop="headline">More</b><i itemprop="author">Nobody</i><p>{TEXT}</p></div></aside>'
    (post,) = pdx.parse(page(both, f"<article><h1>Ferry &amp; quay</h1><p>{TEXT} {TEXT}</p></article>{aside}"))
    assert str(post.author) == "Ann Lee" and "Nobody" not in [part.text for part in post.said]


@pytest.mark.parametrize(
    "json_text",
    ['{"@type":"Article","headline":"Ferry & quay","author":"Ann Lee",}', '{"@type":"Article","headline":"Ferry & quay","author":"Ann Lee" "url":"x"}',
     '{"@type":"Article","headline":"Ferry & quay","description":"a\tb\n","author":"Ann Lee"};', '/* <![CDATA[ */ {"@type":"Article","headline":"Ferry & quay","author":"Ann Lee"} /* ]]> */'],
)  # fmt: skip
def test_linked_data_that_is_broken_is_read_as_far_as_it_goes(json_text):
    (post,) = pdx.parse(page(f'<script type="application/ld+json">{json_text}</script>'))
    assert str(post.author) == "Ann Lee"


@pytest.mark.parametrize("json_text", ["", "nonsense", "[" * 100_000, '{"a":' * 100_000, '{"@type":"Article","author":"', '{"@type":"Article","author":"\\ud8'])
def test_linked_data_that_says_nothing(json_text):
    (post,) = pdx.parse(page(f'<script type="application/ld+json">{json_text}</script>'))
    assert post.author is None and post.title == "Ferry & quay"


def test_a_million_things_in_each_other():
    deep = '<div itemscope itemtype="https://schema.org/Article" class="h-entry">' * 300_000
    (post,) = pdx.parse(page(linked(article()), f"<h1>Ferry &amp; quay</h1><p>{TEXT}</p>{deep}"))
    assert str(post.author) == "Ann Lee"


def test_several_authors_are_listed():
    (post,) = pdx.parse(page(linked(article(author=[{"name": "Ann Lee"}, "Bo Ray"]))))
    assert str(post.author) == "Ann Lee, Bo Ray"


def test_a_name_that_is_printed_is_where_it_is_printed():
    body = f"<article><h1>Ferry &amp; quay</h1><p>By Ann Lee on 1 March 2019</p><p>{TEXT}</p></article>"
    (post,) = archive = pdx.parse(page(linked(article()), body))
    assert str(post.author) == "Ann Lee" and post.author.anchor.line <= archive.pages[0].n_lines


@pytest.mark.parametrize(("printed", "linked_day", "iso", "marked"), [
    ("1 March 2019", "2019-03-01T23:30:00Z", "2019-03-01", False),
    ("2 March 2019", "2019-03-01T23:30:00Z", "2019-03-02", False),  # another zone
    ("9 March 2019", "2019-03-01T23:30:00Z", "2019-03-01T23:30:00", True),
    ("yesterday", "2019-03-01", "2019-03-01", True),
    ("9 March 2019", "some day", "2019-03-09", False),
])  # fmt: skip
def test_the_day_that_counts(printed, linked_day, iso, marked):
    body = f"<article><h1>Ferry &amp; quay</h1><p>Posted on {printed}</p><p>{TEXT}</p></article>"
    (post,) = pdx.parse(page(linked(article(datePublished=linked_day)), body))
    assert post.published.iso == iso
    assert (post.published.evidence == "said by the page's markup") == marked
    assert [text for text, _ in said(post, "date")] == [linked_day]


def test_tags_that_are_printed_are_those_of_the_post():
    body = f'<article><h1>Ferry &amp; quay</h1><p>{TEXT}</p><p>Tags: <a rel="tag" href="/t/bell">Bell</a></p></article>'
    (post,) = pdx.parse(page(linked(article()), body))
    assert post.tags == ["Bell"] and said(post, "tags") == [("Sea", False), ("Quay", False)]
    (post,) = pdx.parse(page(meta("keywords", "cheap, ferries")))  # for search engines
    assert post.tags == [] and said(post, "tags") == [("cheap", False), ("ferries", False)]
    (post,) = pdx.parse(page(meta("article:tag", "cheap, ferries, boats", "property") + meta("article:tag", "Tides, low", "property")))  # a generator has put keywords there
    assert post.tags == ["Tides, low"] and said(post, "tags") == [("cheap, ferries, boats", False), ("Tides, low", True)]


def test_links_and_pictures():
    body = f'<article><h1>Ferry &amp; quay</h1><p>{TEXT} <a href="../bell?a=1&amp;b=2">The bell</a></p><img src="/bell.jpg" alt="A bell of iron"></article><nav><a href="/">Home</a></nav>'
    archive = pdx.parse(page(f'<base href="{URL}">', body), "x.html")
    assert [part.text for part in archive[0].links] == ["https://tidewick.example/2019/bell?a=1&b=2"]
    assert [part.text for part in archive[0].images] == ["https://tidewick.example/bell.jpg"]
    assert archive[0].links[0].anchor.bytes[0] == archive.sources[0].data.index(b"../bell")


def whole_and_excerpt(address, excerpt="They waited for hours, in vain.", title="Ferry &amp; quay", other="https://tidewick.example/tide/"):
    entries = f'<article><h2><a href="{address}">{title}</a></h2><p>{excerpt}</p><p><a href="{address}#more-7" class="more-link">Weiter</a></p></article>'
    entries += f'<article><h2><a href="{other}">Tide tables</a></h2><p>{TEXT} {TEXT}</p></article>'
    return {"list.html": page(body=f"<h1>News</h1>{entries}"), "post.html": page(f'<link rel="canonical" href="{URL}">', f"<article><h1>Ferry &amp; quay</h1><p>{TEXT}</p><p>{TEXT[4:]}</p></article>")}


def opened(tmp_path, pages):
    for name, text in pages.items():
        (tmp_path / name).write_text(text)
    return pdx.open(tmp_path)


def test_an_excerpt_is_joined_with_its_post(tmp_path):
    archive = opened(tmp_path, whole_and_excerpt("http://www.tidewick.example/2019/ferry"))  # the same, written in another way
    (post,) = [post for post in archive if post.title == "Ferry & quay"]
    assert [each.excerpt for each in post.appearances] == [True, False]
    assert TEXT in post.text and len(archive.find("waited")) == 1  # what only the excerpt says is found


@pytest.mark.parametrize(("address", "title"), [("https://tidewick.example/2020/ferry/", "Ferry &amp; quay"), (URL, "A bridge of iron")])
def test_what_has_another_address_or_title_is_another_post(address, title, tmp_path):
    assert len(opened(tmp_path, whole_and_excerpt(address, title=title))) == 3


def test_an_address_that_all_pages_give_is_that_of_none(tmp_path):
    pages = whole_and_excerpt(URL)
    pages["third.html"] = pages["post.html"].replace("Ferry &amp; quay", "A bridge of iron").replace("noon", "one")
    assert len(opened(tmp_path, pages)) == 4


def test_the_writer_joins_an_excerpt_with_its_post(tmp_path):
    pages = whole_and_excerpt(URL)
    with pdx.writer(tmp_path / "a.pdx") as writer:
        writer.add(_file(tmp_path, "post.html", pages))
    with pdx.writer(tmp_path / "a.pdx") as writer:
        writer.add(_file(tmp_path, "list.html", pages))
    (post,) = [post for post in pdx.open(tmp_path / "a.pdx") if post.title == "Ferry & quay"]
    assert len(post.appearances) == 2 and str(post.url) == URL


def _file(folder, name, pages):
    (folder / name).write_text(pages[name])
    return folder / name


def test_the_language_that_linked_data_says():
    body = "<article><h1>Taxi</h1><p>Taxi.</p></article>"
    assert pdx.parse(page(linked({"@type": "Article", "headline": "Taxi", "inLanguage": "fr-CA"}), body)).pages[0].language == "fr"


def test_other_encodings():
    text = page('<meta charset="windows-1252">' + linked(article(POST | {"title": "Ferry & quay"})).replace("Ann Lee", "André Lé"))
    (post,) = archive = pdx.parse(text.encode("windows-1252"), "x.html")
    assert str(post.author) == "André Lé"
    begin, end = post.author.anchor.bytes
    assert archive.sources[0].data[begin:end] == "André Lé".encode("windows-1252")


# ---- an oracle: another reader of HTML, another reading of the specifications, over pages made at random


class Oracle(HTMLParser):
    """Who says which field of an article of a page: (field, who, value)."""

    VOID = {"meta", "link", "img", "br"}
    SCHEMA = {"headline": "title", "datePublished": "date", "dateModified": "updated", "url": "address", "articleSection": "categories", "description": "summary"}

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.found, self.open, self.script = set(), [], None
        self.feed(text)
        self.close()

    def tell(self, field, who, value):
        if value.strip():
            self.found.add((field, who, " ".join(value.split())))

    def handle_starttag(self, tag, attributes):
        values = {name: value or "" for name, value in attributes}
        inner = {"tag": tag, "says": [], "text": [], "item": None, "card": None}
        classes = values.get("class", "").split()
        item = next((each["item"] for each in reversed(self.open) if each["item"]), None)
        card = next((each["card"] for each in reversed(self.open) if each["card"]), None)
        prop = values.get("itemprop")
        if "itemscope" in values:
            inner["item"] = ("person", item) if prop == "author" else ("article", None) if values.get("itemtype", "").endswith("BlogPosting") else ("other", None)
        elif prop and item:
            if item[0] == "article":
                field = self.SCHEMA.get(prop) or {"author": "byline"}.get(prop)
                value = values.get("content", values.get("datetime", values.get("href") if tag == "link" else None))
                if prop == "keywords":
                    for each in values["content"].split(","):
                        self.tell("tags", "microdata", each)
                elif field:
                    self.say(inner, field, "microdata", value)
            elif item[0] == "person" and prop == "name" and item[1] and item[1][0] == "article":
                self.say(inner, "byline", "microdata", None)
        if "h-entry" in classes or "h-card" in classes or "h-cite" in classes:
            inner["card"] = "entry" if "h-entry" in classes else "other"
            if "p-author" in classes and card == "entry":
                self.say(inner, "byline", "microformats", None)
        elif card == "entry":
            for name, field in {"p-name": "title", "p-author": "byline", "p-category": "tags", "dt-published": "date", "dt-updated": "updated", "u-url": "address", "p-summary": "summary"}.items():
                if name in classes:
                    self.say(inner, field, "microformats", values.get("datetime") if name[:2] == "dt" else values.get("href") if name == "u-url" else None)
        if tag == "meta":
            who = {"og": "Open Graph", "article": "Open Graph"}.get(values.get("property", "").split(":")[0], "head")
            name = values.get("property") or values.get("name")
            field = {"og:title": "title", "og:url": "address", "article:published_time": "date", "article:modified_time": "updated", "article:section": "categories", "article:tag": "tags",
                     "author": "byline", "description": "summary", "date": "date"}.get(name)  # fmt: skip
            if field:
                self.tell(field, who, values["content"])
        if tag == "link" and values.get("rel") == "canonical":
            self.tell("address", "head", values["href"])
        if tag == "script" and values.get("type") == "application/ld+json":
            self.script = ""
        if tag not in self.VOID:
            self.open.append(inner)
        for field, who, value in inner["says"]:
            if value is not None:
                self.tell(field, who, value)

    def say(self, inner, field, who, value):
        inner["says"].append((field, who, value))

    def handle_endtag(self, tag):
        inner = self.open.pop()
        assert inner["tag"] == tag
        for field, who, value in inner["says"]:
            if value is None:
                self.tell(field, who, "".join(inner["text"]))
        if tag == "script" and self.script is not None:
            self.linked(json.loads(self.script), None)
            self.script = None

    def handle_data(self, data):
        if self.script is not None:
            self.script += data
        for each in self.open:
            each["text"].append(data)

    def linked(self, data, key):
        if isinstance(data, list):
            for each in data:
                self.linked(each, key)
        if not isinstance(data, dict):
            return
        for name, value in data.items():
            for each in value if isinstance(value, list) else [value]:
                if data.get("@type") == "BlogPosting":
                    if name == "author":
                        self.tell("byline", "JSON-LD", each if isinstance(each, str) else each["name"])
                    elif name == "keywords":
                        for tag in each.split(","):
                            self.tell("tags", "JSON-LD", tag)
                    elif name in self.SCHEMA:
                        self.tell(self.SCHEMA[name], "JSON-LD", each)
                self.linked(each, name)


def generated(draw):
    """A page with one article, of which this and that is said by this one and that one."""
    words = ["ferry", "quay", "bell", "tide", "Ångström", "a & b", "x < y", "„Zeit“", "море"]

    def some(n=2):
        return " ".join(draw.choices(words, k=n)).strip()

    def day():
        return f"20{draw.randrange(10, 20)}-0{draw.randrange(1, 10)}-1{draw.randrange(10)}"

    title = some(3)
    head, inner = [], []
    if draw.random() < 0.7:
        data = {"@type": "BlogPosting", "url": URL}
        for name, value in {"headline": draw.choice([title, some()]), "datePublished": day(), "dateModified": day(), "articleSection": [some(1), some(2)], "description": some(4),
                            "author": draw.choice([some(), {"@type": "Person", "name": some()}, [some(1), {"name": some(2)}]]), "keywords": draw.choice(["a, b", ["c", "d,e"]])}.items():  # fmt: skip
            if draw.random() < 0.6:
                data[name] = value
        head.append(linked(draw.choice([data, [data], {"@graph": [{"@type": "WebSite", "name": some()}, data]}])))
    for name, value, kind in [("og:title", some(), "property"), ("article:published_time", day(), "property"), ("article:modified_time", day(), "property"), ("article:section", some(1), "property"),
                              ("article:tag", some(1), "property"), ("author", some(), "name"), ("description", some(4), "name"), ("date", day(), "name"), ("robots", "all", "name")]:  # fmt: skip
        if draw.random() < 0.4:
            head.append(meta(name, value, kind))
    kinds = draw.choice([(), ("item",), ("card",), ("item", "card")])
    opening = (' itemscope itemtype="https://schema.org/BlogPosting"' if "item" in kinds else "") + (' class="h-entry"' if "card" in kinds else "")
    if "item" in kinds:
        inner += [f'<meta itemprop="datePublished" content="{day()}">', f'<p itemprop="author" itemscope itemtype="https://schema.org/Person"><b itemprop="name">{html.escape(some())}</b></p>',
                  f'<meta itemprop="keywords" content="{html.escape(some(1))}, {html.escape(some(2))}">', f'<p itemprop="description">{html.escape(some(5))}</p>', f'<p itemprop="articleSection">{html.escape(some(1))}</p>',
                  f'<div itemscope itemtype="https://schema.org/Comment"><i itemprop="author">{html.escape(some(1))}</i></div>']  # fmt: skip
    if "card" in kinds:
        inner += [f'<p><time class="dt-published" datetime="{day()}">then</time></p>', f'<p class="p-author h-card">{html.escape(some())}</p>', f'<p class="p-author">{html.escape(some())}</p>',
                  f'<p><b class="p-category">{html.escape(some(1))}</b></p>', f'<div class="h-cite"><b class="p-name">{html.escape(some(1))}</b></div>', f'<p class="p-summary">{html.escape(some(5))}</p>']  # fmt: skip
    draw.shuffle(inner)
    draw.shuffle(head)
    heading = ' class="p-name"' if "card" in kinds else ""
    return page(f'<link rel="canonical" href="{URL}">' + "".join(head), f"<article{opening}><h1{heading}>{html.escape(title)}</h1>{''.join(inner[:draw.randrange(7)])}<p>{TEXT}</p><p>{TEXT[4:]}</p></article>")


WHO = ["JSON-LD", "microdata", "RDFa", "microformats", "Open Graph", "head"]


@pytest.mark.parametrize("seed", range(150))
def test_another_reader_finds_the_same(seed):
    text = generated(random.Random(seed))
    (post,) = pdx.parse(text)
    found = {
        (part.role, next(who for who in WHO if who in part.evidence[0]), each)
        for part in post.said
        if part.role not in ("link", "image")
        for each in (part.text.split(", ") if part.role == "byline" else [part.text])  # those who count are listed
    }
    assert found == Oracle(text).found
