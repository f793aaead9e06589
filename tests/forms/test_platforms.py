"""Exports and feeds as the programs of platforms write them, all of it made up: what a user gets of them."""

from __future__ import annotations

import csv
import html
import io
import json
import zipfile

import pytest

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")


def feed(entries: str, more: str = "") -> str:
    return f"<?xml version='1.0' encoding='UTF-8'?><feed xmlns='http://www.w3.org/2005/Atom' {more}><title>Tidewick</title>{entries}</feed>"


def entry(kind: str, number: int, title: str, more: str = "") -> str:
    return (
        f"<entry><id>tag:blogger.com,1999:blog-1.post-{number}</id><published>2013-05-02T08:00:00.000+02:00</published>"
        f"<category scheme='http://schemas.google.com/g/2005#kind' term='http://schemas.google.com/blogger/2008/kind#{kind}'/>"
        f"<title type='text'>{title}</title><content type='html'>It left.&lt;br /&gt;&lt;br /&gt;It came.</content>"
        f"<author><name>Ann Lee</name><email>noreply@blogger.com</email></author>{more}</entry>"
    )


def test_entries_of_blogger_say_what_they_are() -> None:
    tag = "<category scheme='http://www.blogger.com/atom/ns#' term='Quay &amp; sea'/>"
    draft = "<app:control xmlns:app='http://purl.org/atom/app#'><app:draft>{}</app:draft></app:control>"
    reply = "<thr:in-reply-to href='https://tidewick.example/ferry.html' ref='tag:blogger.com,1999:blog-1.post-2' type='text/html'/>"
    archive = pdx.parse(
        feed(
            entry("template", 1, "Template: Tidewick") + entry("post", 2, "The ferry", tag) + entry("post", 3, "Not yet", draft.format("yes"))
            + entry("page", 4, "About", draft.format("no")) + entry("comment", 5, "A pity", reply),
            "xmlns:thr='http://purl.org/syndication/thread/1.0'",
        )
    )
    assert [(post.kind, post.status and str(post.status)) for post in archive] == [("template", None), ("post", None), ("post", "draft"), ("page", None), ("comment", None)]
    assert [post.tags for post in archive] == [[], ["Quay & sea"], [], [], []]
    assert [post.title for post in archive.where(kind="comment")] == ["A pity"]
    assert "https://tidewick.example/ferry.html" in [link.text for link in archive[4].links]
    assert all(part.anchor.verify() for post in archive for part in post.parts)


def test_entries_of_blogger_as_it_writes_them_now() -> None:
    archive = pdx.parse(
        feed(
            "<entry><id>tag:blogger.com,1999:blog-1.post-1</id><blogger:type>POST</blogger:type><blogger:status>LIVE</blogger:status>"
            "<author><name>Ann Lee</name><blogger:type>BLOGGER</blogger:type></author><title>The ferry</title><content type='html'>It left.</content>"
            "<category scheme='tag:blogger.com,1999:blog-1' term='Sea'/><blogger:filename>/2013/05/ferry.html</blogger:filename><link/></entry>"
            "<entry><id>tag:blogger.com,1999:blog-1.post-2</id><blogger:type>COMMENT</blogger:type><blogger:status>SPAM_COMMENT</blogger:status>"
            "<author><name>Bo</name></author><title/><content type='html'>Buy.</content></entry>",
            "xmlns:blogger='http://schemas.google.com/blogger/2018'",
        )
    )
    assert [(post.kind, str(post.status), post.author, post.tags) for post in archive] == [("post", "live", "Ann Lee", ["Sea"]), ("comment", "spam_comment", "Bo", [])]
    assert str(archive[0].url) == "/2013/05/ferry.html"


ITEM = (
    "<item><title>The ferry</title><link>https://tidewick.example/notes/ferry/</link><category><![CDATA[News &amp; Views]]></category>"
    "<{name}><![CDATA[<p>It left at noon{dots}</p><p>{last}</p>]]></{name}></item>"
)
ORIGIN = 'The post <a rel="nofollow" href="https://tidewick.example/notes/ferry/">The ferry</a> appeared first on <a href="{}">Tidewick</a>.'


def item(last: str, name: str = "content:encoded", dots: str = "") -> pdx.Post:
    return pdx.parse(f"<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>{ITEM.format(name=name, last=last, dots=dots)}</channel></rss>")[0]


@pytest.mark.parametrize("site", ["https://tidewick.example", "https://tidewick.example/", "http://tidewick.example/notes"])
def test_the_line_that_says_where_a_post_first_appeared_is_no_text(site: str) -> None:
    post = item(ORIGIN.format(site))
    assert post.text == "It left at noon"
    assert [part.role for part in post.parts if part.text.startswith("The post")] == ["read_more"]
    excerpt = item(ORIGIN.format(site), "description", " [&#8230;]")
    assert (excerpt.text, excerpt.appearances[0].excerpt) == ("It left at noon […]", True)


@pytest.mark.parametrize(
    "last", [ORIGIN.format("https://elsewhere.example/"), 'As <a href="https://tidewick.example/notes/ferry/">told before</a>.', 'See <a href="https://tidewick.example/">Tidewick</a>.']
)
def test_a_line_with_other_links_is_text(last: str) -> None:
    assert len(item(last).text) > len("It left at noon")


def test_names_of_terms_have_their_references_read() -> None:
    assert item("x").tags == ["News & Views"]
    export = (
        "<rss version='2.0' xmlns:wp='http://wordpress.org/export/1.2/'><channel><wp:wxr_version>1.2</wp:wxr_version><item><title>The ferry</title>"
        "<category domain='category' nicename='news-views'><![CDATA[News &amp; Views &lt;3 &unknown; &]]></category>"
        "<category domain='post_tag' nicename='r'><![CDATA[R&amp;D]]></category></item></channel></rss>"
    )
    post = pdx.parse(export)[0]
    assert (post.categories, post.tags) == (["News & Views <3 &unknown; &"], ["R&D"])
    part = next(part for part in post.parts if part.role == "tags")
    assert html.unescape(export.encode()[slice(*part.anchor.bytes)].decode()) == part.text


def test_what_a_film_is_about_stands_beside_its_address() -> None:
    archive = pdx.parse(
        feed(
            "<entry><id>yt:video:x</id><title>The ferry</title><media:group><media:content url='https://films.example/x'/><media:thumbnail url='https://films.example/x.jpg'/>"
            "<media:description>A film of the ferry.</media:description></media:group></entry>",
            "xmlns:media='http://search.yahoo.com/mrss/'",
        )
    )
    assert archive[0].text == "A film of the ferry."


def test_a_post_of_jekyll_has_its_day_in_its_name(tmp_path) -> None:
    posts = tmp_path / "site" / "_posts"
    posts.mkdir(parents=True)
    front = "---\nlayout: post\ntitle: {}\ncategories: news harbour\ntags: {}\n---\nIt left at noon.\n"
    (posts / "2013-05-02-ferry.md").write_text(front.format("Ferry", "sea quay"))
    (posts / "2013-05-03-bridge.md").write_text(front.format("Bridge\ndate: 2013-06-01", "the sea, a quay"))
    (posts / "2013-02-30-storm.md").write_text(front.format("Storm", "[by the sea]").replace("layout: post\n", ""))
    with zipfile.ZipFile(tmp_path / "site.zip", "w") as made:
        made.write(posts / "2013-05-02-ferry.md", "_posts/2013-05-02-ferry.md")
    archive = pdx.open(tmp_path / "site")
    assert {post.title: (post.published and post.published.iso, post.categories, post.tags) for post in archive} == {
        "Ferry": ("2013-05-02", ["news", "harbour"], ["sea", "quay"]),
        "Bridge": ("2013-06-01", ["news", "harbour"], ["the sea", "a quay"]),
        "Storm": (None, ["news harbour"], ["by the sea"]),
    }
    [ferry] = [hit.post for hit in archive.search("title:ferry date:2013-05")]
    assert not ferry.published.printed and ferry.published.evidence == "said by the file's name"
    assert ferry.published_bounds is None or ferry.published_bounds.not_before is None or str(ferry.published_bounds.not_before) <= "2013-05-02"
    [packed] = pdx.open(tmp_path / "site.zip")
    assert packed.published.iso == "2013-05-02"
    archive.save(tmp_path / "saved")
    assert [post.published and post.published.iso for post in pdx.open(tmp_path / "saved")] == [post.published and post.published.iso for post in archive]
    assert [post.published and post.published.iso for post in pdx.scan(tmp_path / "site")] == [post.published and post.published.iso for post in archive]


GHOST = {"db": [{"meta": {"version": "5.70.0"}, "data": {
    "newsletters": [{"id": "1", "name": "Tidewick"}],
    "posts": [
        {"id": "a", "title": "The ferry", "slug": "ferry", "mobiledoc": None, "lexical": '{"root": {}}', "html": "<p>It left at <b>noon</b>.</p>", "plaintext": "It left at noon.", "type": "post",
         "status": "published", "created_at": "2013-05-01T07:00:00.000Z", "updated_at": "2013-06-01T07:00:00.000Z", "published_at": "2013-05-02T07:00:00.000Z", "custom_excerpt": "A word of it"},
        {"id": "b", "title": "About", "slug": "about", "html": "<p>All of it.</p>", "type": "page", "status": "draft", "published_at": None},
    ],
    "posts_tags": [{"id": "1", "post_id": "a", "tag_id": "t"}], "tags": [{"id": "t", "name": "Sea"}]}}]}  # fmt: skip
CONTENT_API = {"posts": [{"id": "a", "title": "The ferry", "html": "<p>It left.</p>", "url": "https://tidewick.example/ferry/", "slug": "ferry", "tags": [{"name": "Sea"}], "authors": [{"name": "Ann Lee"}]}]}
TUMBLR = {"meta": {"status": 200}, "response": {"blog": {"name": "tidewick"}, "posts": [
    {"type": "text", "id": 1, "post_url": "https://tidewick.example/post/1", "date": "2013-05-02 08:00:00 GMT", "tags": ["sea"], "title": "The ferry", "body": "<p>It left.</p>"},
    {"type": "photo", "id": 2, "post_url": "https://tidewick.example/post/2", "date": "2013-05-03 08:00:00 GMT", "tags": [], "caption": "<p>The quay.</p>"}], "total_posts": 2}}  # fmt: skip
REST = [
    {"id": 12, "date": "2013-05-02T08:00:00", "modified": "2013-06-01T10:00:00", "status": "publish", "type": "post", "link": "https://tidewick.example/ferry/",
     "title": {"rendered": "The ferry &#8211; gone"}, "content": {"rendered": "\n<p>It left at <b>noon</b>.</p>\n", "protected": False}, "excerpt": {"rendered": "<p>It left [&hellip;]</p>"},
     "author": 1, "categories": [3], "tags": [7, 8], "_embedded": {"author": [{"id": 1, "name": "Ann Lee"}], "wp:term": [[{"id": 3, "name": "News &amp; Views", "taxonomy": "category"}], []]}},
]  # fmt: skip


def said(document: object) -> list[tuple[object, ...]]:
    """What each post says; the same in pieces."""
    data = json.dumps(document, indent=1).encode()
    archive = pdx.parse(data, name="export.json")
    assert archive.skipped == [] and all(part.anchor.verify() for post in archive for part in post.parts)
    found = [(post.title, post.text, post.published and post.published.iso, post.author, post.tags, post.kind, post.status and str(post.status), post.url and str(post.url)) for post in archive]
    assert [(post.title, post.text, post.url and str(post.url)) for post in pdx.scan(io.BytesIO(data))] == [(each[0], each[1], each[7]) for each in found]
    return found


def test_posts_that_platforms_write_as_json() -> None:
    assert said(GHOST) == [
        ("The ferry", "It left at noon.", "2013-05-02T07:00:00", None, ["Sea"], "post", "published", "ferry"),
        ("About", "All of it.", None, None, [], "page", "draft", "about"),
    ]  # fmt: skip
    assert said(CONTENT_API) == [("The ferry", "It left.", None, "Ann Lee", ["Sea"], "post", None, "https://tidewick.example/ferry/")]
    assert said(TUMBLR) == [
        ("The ferry", "It left.", "2013-05-02T08:00:00", None, ["sea"], "post", None, "https://tidewick.example/post/1"),
        (None, "The quay.", "2013-05-03T08:00:00", None, [], "post", None, "https://tidewick.example/post/2"),
    ]  # fmt: skip
    assert said(REST) == [("The ferry – gone", "It left at noon.", "2013-05-02T08:00:00", "Ann Lee", ["News & Views"], "post", "publish", "https://tidewick.example/ferry/")]


@pytest.mark.parametrize("row", [{"title": "A row", "posts": [{"title": "x", "date": "2013-05-02"}]}, {"title": "A row", "items": [{"title": "x"}]}, {"text": "A row", "version": "1"}])
def test_rows_that_hold_lists_are_rows(row: dict[str, object]) -> None:
    assert [post.title or post.text for post in pdx.parse(json.dumps(row))] == ["A row"]


def test_lines_of_rows_that_hold_lists_are_one_post_each() -> None:
    replies = {"data": [{"from": {"name": "Bo"}, "message": "A pity."}]}
    rows = [{"id": "1", "message": "It left at noon.", "comments": replies}, {"id": "2", "message": "It came back.", "comments": replies}]
    links = [{"id": 1, "items": [{"title": "A map", "url": "/map"}], "text": "It left.", "title": "The ferry"}, {"id": 2, "items": [], "text": "It opened.", "title": "The bridge"}]
    for each in (rows, links):
        lines = "".join(json.dumps(row) + "\n" for row in each).encode()
        assert [post.text for post in pdx.parse(lines)] == [row.get("message") or row["text"] for row in each]
        assert [post.text for post in pdx.scan(io.BytesIO(lines))] == [row.get("message") or row["text"] for row in each]


def test_an_export_that_breaks_off_has_what_is_whole() -> None:
    data = json.dumps(GHOST)
    archive = pdx.parse(data[: data.index("All of it")], name="export.json")
    assert [post.title for post in archive] == ["The ferry"]
    assert [what for _, _, what in archive.problems][-1] == "json-cut-off"


WORDS = "It left at noon, and the crew of the ferry went home to sleep while the harbour filled with people who had waited all of the morning. "


def test_the_html_of_a_text_alone_is_one_post_with_all_of_it() -> None:
    newsletter = (
        f"<p>{WORDS}</p><div class='image'><figure><a href='https://x.example/f.jpg'><img src='https://x.example/f.jpg' alt=''></a><figcaption>The quay in May</figcaption></figure></div>"
        f"<p>{WORDS}</p><!-- > <h1> --><p class='button'><a href='https://x.example/subscribe'><span>Subscribe now</span></a></p><h2>What happens after</h2><p>{WORDS}</p><ul><li><p>fog</p></li></ul>"
    )
    [post] = pdx.parse(newsletter, name="post.html")
    assert post.title is None and post.text.count(WORDS.strip()) == 3 and "What happens after" in post.text and post.text.endswith("fog")
    listing = "".join(f"<h2><a href='/{name}'>{name}</a></h2><p>March {day}, 2019</p><p>{WORDS}</p>" for day, name in enumerate(["Ferry", "Bridge", "Storm"], 1))
    assert [post.title for post in pdx.parse(listing, name="list.html")] == ["Ferry", "Bridge", "Storm"]


def test_an_export_of_medium_says_where_its_posts_were() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>The ferry</title></head><body><article class='h-entry'><header><h1 class='p-name'>The ferry</h1></header>"
        f"<section data-field='body' class='e-content'><p>{WORDS}</p><p>{WORDS}</p></section><footer><p>By <a href='https://medium.example/@ann' class='p-author h-card'>Ann Lee</a> on "
        "<a href='https://medium.example/p/1'><time class='dt-published' datetime='2019-03-01T10:00:00.000Z'>March 1, 2019</time></a>.</p>"
        "<p><a href='https://medium.example/@ann/ferry-1' class='p-canonical'>Canonical link</a></p></footer></article></body></html>"
    )
    [post] = pdx.parse(page, name="ferry.html")
    assert (post.title, post.author, post.published.iso, str(post.url)) == ("The ferry", "Ann Lee", "2019-03-01", "https://medium.example/@ann/ferry-1")


TYPED = """TITLE: The ferry &amp; the quay
BASENAME: ferry
STATUS: Publish
CONVERT BREAKS: __default__
AUTHOR: Ann Lee
UNIQUE URL: https://tidewick.example/2013/05/ferry.html
DATE: 05/22/2013 08:00:00 AM
PRIMARY CATEGORY: News
CATEGORY: News
CATEGORY: Harbour
TAGS: sea,"quay side"
-----
BODY:
It left at <b>noon</b>.

NOTE: it came back,
TITLE: and all.
-----
EXTENDED BODY:
More of it.
-----
EXCERPT:
In short.
-----
COMMENT:
AUTHOR: Bo
EMAIL: bo@tidewick.example
URL:
DATE: 05/23/2013 09:00:00 AM
A pity.

NOTE: really.
-----
PING:
TITLE: Elsewhere
URL: https://other.example/
BLOG NAME: Other
DATE: 05/24/2013 09:00:00 AM
As told there.
-----
--------
TITLE: A bridge
STATUS: Draft
AUTHOR: Cy
DATE: 05/01/2013 08:00:00 PM
CONVERT BREAKS: richtext
-----
BODY:
<p>It
opened.</p>
-----
--------
"""


@pytest.mark.parametrize("text", [TYPED, TYPED.replace("\n", "\r\n"), "\ufeff" + TYPED, TYPED.rstrip("-\n") + "\n"], ids=["as it is", "Windows", "with a mark", "cut off"])
def test_an_export_of_movable_type(text: str) -> None:
    archive = pdx.parse(text.encode(), name="export.txt")
    assert archive.sources[0].form == "mtexport"
    assert [(post.title, str(post.status), post.author, post.published.iso, post.url and str(post.url), post.categories, post.tags) for post in archive] == [
        ("The ferry & the quay", "Publish", "Ann Lee", "2013-05-22T08:00:00", "https://tidewick.example/2013/05/ferry.html", ["News", "Harbour"], ["sea", "quay side"]),
        ("A bridge", "Draft", "Cy", "2013-05-01T20:00:00", None, [], []),
    ]  # fmt: skip
    assert archive[0].text == "It left at noon.\n\nNOTE: it came back,\nTITLE: and all.\n\nMore of it." and archive[1].text == "It opened."
    assert [(part.role, part.text) for part in archive[0].comments] == [
        ("comment_by", "Bo, 05/23/2013 09:00:00 AM"), ("comments", "A pity."), ("comments", "NOTE: really."), ("comment_by", "Other, 05/24/2013 09:00:00 AM"), ("comments", "As told there."),
    ]  # fmt: skip
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    assert [(post.title, post.text) for post in pdx.scan(io.BytesIO(text.encode()))] == [(post.title, post.text) for post in archive]


def test_a_page_that_only_speaks_of_such_lines_is_text() -> None:
    assert pdx.parse("TITLE: The ferry\nDATE: 2013-05-02\n\nIt left.\n-----\nIt came back.\n").sources[0].form != "mtexport"


def test_what_an_export_of_medium_says_beside_the_text_is_none() -> None:
    page = (
        "<!DOCTYPE html><html><head><title>The ferry</title></head><body><article class='h-entry'><header><h1 class='p-name'>The ferry</h1></header>"
        "<section data-field='subtitle' class='p-summary'>A boat that waits</section><section data-field='body' class='e-content'><section><h3 class='graf--title'>The ferry</h3>"
        f"<figure><img src='/1.jpg' alt='A boat'><figcaption>Photo by Bo</figcaption></figure><p>{WORDS}</p><blockquote><p>{WORDS}</p><footer>Ann Lee</footer></blockquote></section></section>"
        "<footer><p>By <a class='p-author h-card' href='/@ann'>Ann Lee</a> on <time class='dt-published' datetime='2019-03-01'>March 1, 2019</time>.</p>"
        "<p><a class='p-canonical' href='https://medium.example/@ann/ferry-1'>Canonical link</a></p><p>Exported from Medium on June 1, 2020.</p></footer></article></body></html>"
    )
    post = pdx.parse(page, "posts/2019-03-01_The-ferry-1.html")[0]
    assert post.text == f"{WORDS.strip()}\n\n{WORDS.strip()}\n\nAnn Lee"
    said = [(part.role, part.text) for part in post.parts if part.role in ("title", "summary", "footer")]
    assert said == [("title", "The ferry"), ("summary", "A boat that waits"), ("title", "The ferry"), ("footer", "Canonical link"), ("footer", "Exported from Medium on June 1, 2020.")]
    assert (post.title, post.author, post.published.iso) == ("The ferry", "Ann Lee", "2019-03-01")


@pytest.mark.parametrize("before", ["\n\n<br />\n<b>Warning</b>: headers already sent in <b>/a.php</b> on line <b>3</b><br />\n", "\nPHP Warning: headers already sent\n", "<!-- cached -->\n"])
def test_an_export_behind_what_a_program_printed_is_one(before: str) -> None:
    export = "<?xml version='1.0'?>\n<rss xmlns:wp='http://wordpress.org/export/1.2/'><channel><item><title>The ferry</title><wp:status>draft</wp:status></item></channel></rss>"
    archive = pdx.parse(before + export)
    assert (archive.sources[0].form, [(str(post.title), str(post.status)) for post in archive]) == ("wxr", [("The ferry", "draft")])
    assert archive[0].title.anchor.verify()
    assert pdx.parse("How to write a feed\n\nIt begins so:\n\n<?xml version='1.0'?>\n<rss><channel><title>a</title></channel></rss>\n").sources[0].form == "text"


def test_an_export_of_ghost_has_its_tags_and_authors_in_tables() -> None:
    tables = {
        "posts": [{"id": f"p{i}", "title": f"Post {i}", "html": "<p>It left.</p>", "slug": f"post-{i}", "status": "published", "published_at": "2013-05-02T08:00:00.000Z"} for i in range(3)],
        "posts_authors": [{"post_id": "p0", "author_id": "a2", "sort_order": 1}, {"post_id": "p0", "author_id": "a1", "sort_order": 0}, {"post_id": "p2", "author_id": "a2", "sort_order": 0}],
        "posts_tags": [{"post_id": "p0", "tag_id": "t2", "sort_order": 0}, {"post_id": "p0", "tag_id": "t1", "sort_order": 1}, {"post_id": "p1", "tag_id": "gone", "sort_order": 0}],
        "tags": [{"id": "t1", "name": "Quay & sea"}, {"id": "t2", "name": "Ferry"}],
        "users": [{"id": "a1", "name": "Ann Lee"}, {"id": "a2", "name": "Bo “Cem”"}],
    }
    export = json.dumps({"db": [{"meta": {"version": "5.0.0"}, "data": tables}]}, indent=2)
    said = [(["Ferry", "Quay & sea"], "Ann Lee, Bo “Cem”"), ([], None), ([], "Bo “Cem”")]
    archive = pdx.parse(export, "ghost.json")
    assert [(post.tags, post.author and str(post.author)) for post in archive] == said
    assert [(post.tags, post.author and str(post.author)) for post in pdx.scan(io.BytesIO(export.encode()))] == said
    assert export.encode()[slice(*archive[0].tags[1].anchor.bytes)] == b"p0"
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    damaged = pdx.parse(export[:-40], "ghost.json")
    assert [post.tags for post in damaged] == [post.tags for post in archive]


def test_tags_in_tables_stand_in_their_order_and_once() -> None:
    links = [("t3", 1), ("t2", 0), ("t1", 0), ("t2", 5), ("t1", 1), ("t3", 0)]
    tables = {
        "posts": [{"id": "p", "title": "The ferry", "html": "<p>It left.</p>", "slug": "ferry"}],
        "tags": [{"id": f"t{i}", "name": f"Quay {i}"} for i in (1, 2, 3)],
        "posts_tags": [{"post_id": "p", "tag_id": tag, "sort_order": order} for tag, order in links],
    }
    [post] = pdx.parse(json.dumps({"db": [{"data": tables}]}), "ghost.json")
    assert [str(tag) for tag in post.tags] == ["Quay 2", "Quay 1", "Quay 3"]


@pytest.mark.parametrize("sign", ["<", "\\u003c", "\\u003C"])
def test_the_html_of_a_row_that_is_a_whole_page_is_not_its_text(sign: str) -> None:
    page, part = ({"title": "The ferry", "html": html, "text": "It left."} for html in ("<html><p>Menu</p><p>It left.</p>", "<p>It left at noon."))
    assert [[post.text for post in pdx.parse(json.dumps(row).replace("<", sign))] for row in (page, part)] == [["It left."], ["It left at noon."]]
    assert [post.text for post in pdx.parse(json.dumps({**page, "html": "<p>Write \\u003chtml first"}))] == ["Write \\u003chtml first"]


def test_line_ends_of_one_row_say_nothing_of_the_next() -> None:
    rows = [{"title": "A", "text": "One\n\n<b>two</b>", "summary": ""}, {"title": "B", "text": "", "summary": "<i>It\nleft</i> at noon"}]
    table = io.StringIO()
    writer = csv.DictWriter(table, ["title", "text", "summary"])
    writer.writeheader()
    writer.writerows(rows)
    for source in (json.dumps(rows), json.dumps({"items": rows}), table.getvalue()):
        assert [part.text for part in pdx.parse(source)[1].parts if part.role in ("paragraph", "summary")] == ["It left at noon"]


def test_a_feed_that_says_last_what_it_is() -> None:
    items = [{"id": str(i), "content_html": f"<p>It left at {i}.</p>", "title": f"Ferry {i}", "date_published": "2013-05-02T08:00:00Z", "author": {"name": "Ann"}} for i in range(3)]
    whole = json.dumps({"items": items, "title": "Tidewick", "version": "https://jsonfeed.org/version/1.1"})
    archive = pdx.parse(whole, name="feed.json")
    assert archive.sources[0].form == "jsonfeed"
    assert [(post.title, post.text, post.author, post.published.iso) for post in archive] == [(f"Ferry {i}", f"It left at {i}.", "Ann", "2013-05-02T08:00:00") for i in range(3)]
    assert [post.title for post in pdx.scan(io.StringIO(whole))] == [post.title for post in archive]
    empty = pdx.parse(json.dumps({"items": [], "title": "Tidewick", "version": "https://jsonfeed.org/version/1.1"}), name="feed.json")
    assert (empty.sources[0].form, len(empty)) == ("jsonfeed", 0)


def test_lines_that_are_answers_have_their_rows() -> None:
    """A program asked page by page, and wrote each answer as a line."""
    lines = [json.dumps({"id": n, "meta": {"page": n}, "data": [{"title": f"Ferry {n}.{i}", "text": f"It left at {i}.", "url": f"https://town.example/{n}/{i}"} for i in range(3)]}) for n in range(4)]
    text = "\n".join([*lines, json.dumps({"title": "A row", "text": "Of its own."}), json.dumps({"id": 9, "data": [1, 2]})]) + "\n"
    archive = pdx.parse(text, name="answers.jsonl")
    assert [post.title for post in archive] == [f"Ferry {n}.{i}" for n in range(4) for i in range(3)] + ["A row"]
    data = archive.sources[0].data
    assert [json.loads(data[slice(*post._record)])["title"] for post in archive] == [str(post.title) for post in archive]
    assert all(post.title.anchor.verify() and post.title.anchor.line == n for post, n in zip(archive, [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5], strict=True))
    assert [name for name, _ in archive.skipped] == ["answers.jsonl"]
    scan = pdx.scan(io.StringIO(text))
    tokens = [(str(post.title), scan.token) for post in scan]
    assert [title for title, _ in tokens] == [str(post.title) for post in archive] and len(scan.skipped) == 1
    for n, (_, token) in enumerate(tokens, 1):
        assert [str(post.title) for post in pdx.scan(io.StringIO(text), after=token)] == [title for title, _ in tokens[n:]]


BROKEN = "\n      The last\r\n      ferry of the year\n    "


@pytest.mark.parametrize(
    "text",
    [
        f"<rss version='2.0'><channel><title>t</title><item><title>{BROKEN}</title><description>It left.</description></item></channel></rss>",
        f"<feed xmlns='http://www.w3.org/2005/Atom'><title>t</title><entry><id>x</id><title type='text'>{BROKEN}</title><content>It left.</content></entry></feed>",
        f"<rows><row><title>{BROKEN}</title><text>It left.</text><date>2013-05-02</date></row></rows>",
        json.dumps({"title": BROKEN, "text": "It left."}), json.dumps([{"title": BROKEN, "text": "It left."}]),
        f'title,text,date\n"{BROKEN}",It left.,2013-05-02\n', "---\ntitle: |\n  The last\n  ferry of the year\ndate: 2013-05-02\n---\nIt left.\n",
    ],
    ids=["RSS", "Atom", "XML", "JSON", "array", "CSV", "Markdown"],
)  # fmt: skip
def test_a_title_that_was_broken_into_lines_is_one(text: str) -> None:
    [post] = pdx.parse(text, name="x")
    assert str(post.title) == "The last ferry of the year" and post.text == "It left."
    assert post.title.anchor.verify() and len(pdx.parse(text, name="x").search("title:(last ferry year)")) == 1
