"""The same posts however a source comes in: at every split point, and a byte at a time."""

import io
import json
import os

import pytest

import postdex as pdx
from postdex import _core

LONG = bool(os.environ.get("POSTDEX_LONG"))
WXR = (
    '<?xml version="1.0"?>\n<rss xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/" '
    'xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>T &amp; U</title><wp:wxr_version>1.2</wp:wxr_version>\n'
    "<item><title>Ä ferry &#8230;</title><link>https://t.example/1</link><dc:creator><![CDATA[ann]]></dc:creator>"
    "<content:encoded><![CDATA[<p>It left <a href='/x'>at noon</a>.</p>\r\n\r\nMore]] > of it.]]></content:encoded><wp:post_date>2020-01-02 03:04:05</wp:post_date>"
    '<category domain="post_tag" nicename="t"><![CDATA[Höhe]]></category><wp:comment><wp:comment_author>Bo</wp:comment_author><wp:comment_content>Yes.</wp:comment_content>'
    "</wp:comment></item><item><title>B</title><content:encoded>&lt;b&gt;bare &lt;/b&gt; & so</content:encoded></item></channel></rss>\n"
)
ATOM = (
    '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title>T</title><entry><title type="html">A &amp;amp; B</title><link href="https://t.example/a"/>'
    '<updated>2020-01-02T03:04:05Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">Über <i>uns</i></div></content></entry>'
    "<entry><title>C</title><summary>Kurz …</summary></entry></feed>"
)
JSONFEED = json.dumps(
    {"version": "https://jsonfeed.org/version/1.1", "title": "T", "items": [{"id": "1", "title": 'A "b"', "content_html": "<p>Über\n it</p>", "tags": ["x"]}, {"id": "2", "content_text": "C"}]}
)
ROWS = '{"title":"A \\u00e4","text":"One.\\n\\nTwo.","tags":["x"]}\r\n\n{"title":"Ö","text":"Three."}'
ARRAY = "[" + ",\n ".join(line for line in ROWS.split("\r\n\n")) + "]"
FEED_TITLE_LAST = json.dumps({"items": [{"id": "1", "content_html": "<p>Über\n it</p>", "title": 'A "b"', "tags": ["x"], "attachments": [{"url": "https://t.example/horn.mp3"}]}, {"id": "2", "content_text": "C"}], "title": "T", "version": "https://jsonfeed.org/version/1.1"})
ANSWERS = '{"id":1,"data":[{"title":"A \\u00e4","text":"One.","tags":["x"]}, 7, [{"title":"no"}], {"title":"Ö","text":"Three."}],"next":null}\r\n\n{"id":2,"data":[{"title":"C","text":"Four."}]}\n{"title":"D","text":"A row."}\n{"id":3,"data":[{"title":"E","text":"Five."}]}'
CHAT = "\n\r\n[31.12.19, 21:42:10] Ann: Läte: why?\r\nmore\n\n\n[31.12.19, 21:43] <Bo> Why?"
TALKS = '{"id":1,"x":[{"messages":[{"from":"A","text":"\\u00fc","date":"2020-01-02"},3]},{"messages":[]},{"y":"\\"messages\\": [","messages":[{"from":"B","text":"C","date":"2020-01-02"}]}]}'
TOPIC = json.dumps([{"kind": "Listing", "data": {"after": None, "children": [{"kind": "t3", "data": {"title": "A", "selftext": "It *left*.", "author": "ann", "created_utc": 1367474400}}]}},
                    {"kind": "Listing", "data": {"children": [{"kind": "t1", "data": {"author": "bo", "body": "A pity.", "created_utc": 1367478000, "replies": ""}}]}}])  # fmt: skip
TABLE = 'sep=;\r\ntitle;text;date\r\n"A ""b""";"Über\r\nit; so";2013-05-02\r\nC;D;\r\n'
FORMS = {"table": TABLE, "table below lines": "Posts\n\n" + TABLE[7:], "table of a Macintosh": TABLE.replace("\r\n", "\r"), "topic": TOPIC, "chat": CHAT, "talks": TALKS, "talks in lines": TALKS + "\n\n", "feed with its title last": FEED_TITLE_LAST, "answers": ANSWERS, "export": WXR, "feed": ATOM, "jsonfeed": JSONFEED, "rows": ROWS, "array": ARRAY}


def scanned(data, pieces):
    """What a scan makes of these pieces."""
    scanner = _core.Scanner(data, 1 << 24, 0)
    posts = []
    for piece in (*pieces, b""):
        scanner.feed(piece, not piece)
        while True:
            builder = _core.Builder("", True, {}, 1, 0, True)
            found = scanner.take(builder, "source", "", None)
            if isinstance(found, bool):
                break
            assert len(found) == 2, found
            store = builder.finish()
            store.cache.update(paths={}, skipped=[], encodings={}, base=found[0])
            posts += [said(post) for post in store.appearing()]
    assert found is True
    return posts


def said(post):
    parts = [(part.role, part.text, part.anchor.bytes, part.anchor.line) for part in post.parts]
    return str(post.title), str(post.published), [str(tag) for tag in post.tags], parts, post.anchor.bytes


@pytest.mark.parametrize("form", FORMS)
def test_the_posts_are_the_same_at_every_split_point(form):
    data = FORMS[form].encode()
    wanted = [said(post) for post in pdx.parse(data)]
    assert len(wanted) == (5 if form == "answers" else 2)
    for at in range(1, len(data), 1 if LONG else 5):
        assert scanned(data, [data[:at], data[at:]]) == wanted, at
    for size in (1, 2, 3, 5, 64) if LONG else (1, 5):
        assert scanned(data, [data[i : i + size] for i in range(0, len(data), size)]) == wanted, size


@pytest.mark.parametrize("form", FORMS)
def test_a_file_that_gives_a_byte_at_a_time(form):
    class Slow(io.BytesIO):
        def read(self, n=-1):
            return super().read(min(n, 1))

    data = FORMS[form].encode()
    assert [said(post) for post in pdx.scan(Slow(data))] == [said(post) for post in pdx.parse(data)]
