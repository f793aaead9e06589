"""Exports and feeds for benchmarks.forms: documents that are made, and what reads them.

What peers do is records to fields, so `scan` is postdex's side: `pdx.scan`, with the title, tags, author and date of each post taken as Python objects. Bodies are left as they are: a peer's is a
string with the HTML in it, postdex's stays where it stands until it is asked for. `scan_text` asks for all of them: lines with roles, and a map back to the file; `iterparse_text` makes the text of each
body by a parser of HTML. A date is its words with peers. `archive` is all of `pdx.parse`, with the index: more work than any peer's. `records` is the C side alone: a source is taken.
"""

from __future__ import annotations

import gzip
import tempfile
import zlib
from collections.abc import Callable, Iterable, Sequence
from io import BytesIO, StringIO
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

from benchmarks.corpus import Post, generate

import postdex as pdx
from postdex import _containers, _core, _streams
from postdex._stem import stem

POSTS = 2000
WP = "{http://wordpress.org/export/1.2/}"
EXPORT = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:excerpt="http://wordpress.org/export/1.2/excerpt/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Town</title><wp:wxr_version>1.2</wp:wxr_version>
{items}</channel></rss>"""
FEED = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Town</title>
{items}</channel></rss>"""


def body(post: Post) -> str:
    words = post.text.split()
    return "\n".join(f"<p>{' '.join(words[i : i + 40])} <a href=\"https://town.example/x\">link</a></p>" for i in range(0, len(words), 40))


def export_item(number: int, post: Post) -> str:
    tags = "".join(f'<category domain="post_tag" nicename="t"><![CDATA[{tag}]]></category>\n' for tag in post.tags)
    meta = "".join(f"<wp:postmeta><wp:meta_key>key{i}</wp:meta_key><wp:meta_value><![CDATA[value]]></wp:meta_value></wp:postmeta>\n" for i in range(3))
    comment = (
        f"<wp:comment><wp:comment_id>{number}</wp:comment_id><wp:comment_author><![CDATA[Ann]]></wp:comment_author><wp:comment_date>2019-05-02 09:00:00"
        "</wp:comment_date><wp:comment_content><![CDATA[I have seen it too.]]></wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment>\n"
    )
    return (
        f"<item>\n<title>{post.title}</title>\n<link>https://town.example/{number}</link>\n<pubDate>Thu, 02 May 2019 08:00:00 +0000</pubDate>\n"
        f"<dc:creator><![CDATA[ann]]></dc:creator>\n<content:encoded><![CDATA[{body(post)}]]></content:encoded>\n<excerpt:encoded><![CDATA[]]></excerpt:encoded>\n"
        f"<wp:post_id>{number}</wp:post_id>\n<wp:post_date>2019-05-02 08:00:00</wp:post_date>\n<wp:post_date_gmt>2019-05-02 08:00:00</wp:post_date_gmt>\n"
        f"<wp:post_name>post-{number}</wp:post_name>\n<wp:status>publish</wp:status>\n<wp:post_type>post</wp:post_type>\n{tags}{meta}{comment}</item>\n"
    )


def feed_item(number: int, post: Post) -> str:
    tags = "".join(f"<category><![CDATA[{tag}]]></category>" for tag in post.tags)
    return (
        f"<item><title>{post.title}</title><link>https://town.example/{number}</link><pubDate>Thu, 02 May 2019 08:00:00 +0000</pubDate>"
        f"<dc:creator><![CDATA[Ann]]></dc:creator>{tags}<guid isPermaLink=\"false\">https://town.example/?p={number}</guid>"
        f"<description><![CDATA[{post.text[:200]} [&#8230;]]]></description><content:encoded><![CDATA[{body(post)}]]></content:encoded></item>\n"
    )


def document(frame: str, item: Callable[[int, Post], str]) -> bytes:
    return frame.format(items="".join(item(i, post) for i, post in enumerate(generate(POSTS)))).encode()


def export() -> bytes:
    return document(EXPORT, export_item)


def feed() -> bytes:
    return document(FEED, feed_item)


def records(content: bytes) -> None:
    _core.Builder("en", True, {}, 1).add("document", "", None, content, "document")


def archive(content: bytes) -> None:
    pdx.parse(content, progress=False, threads=1, language="en")


def take(posts: Iterable[pdx.Post], text: bool = True) -> int:
    """The fields of posts, as the peers give them."""
    n = 0
    for post in posts:
        _ = post.title, post.tags, post.author, post.published
        if text:
            _ = post.text
        n += 1
    return n


def scan(content: bytes) -> int:
    return take(pdx.scan(BytesIO(content), language="en"), text=False)


def scan_text(content: bytes) -> int:
    return take(pdx.scan(BytesIO(content), language="en"))


def scan_page(page: str) -> int:
    return take(pdx.scan(StringIO(page)))


def iterparse(content: bytes) -> list[dict[str, object]]:
    """Items as dicts of what their elements say: the least that reading an export means."""
    items = []
    for _, element in ElementTree.iterparse(BytesIO(content)):
        if element.tag != "item":
            continue
        item: dict[str, object] = {child.tag: child.text for child in element}
        item["tags"] = [child.text for child in element.iterfind("category")]
        item["comments"] = [{field.tag: field.text for field in child} for child in element.iterfind(f"{WP}comment")]
        items.append(item)
        element.clear()
    return items


def iterparse_text(module: Any) -> Callable[[bytes], int]:
    def read(content: bytes) -> int:
        return sum(len(module.LexborHTMLParser(item.get("{http://purl.org/rss/1.0/modules/content/}encoded") or "<p>").text()) for item in iterparse(content))

    return read


def iterparse_alone(content: bytes) -> None:
    for _, element in ElementTree.iterparse(BytesIO(content)):
        element.clear()


def crawl(pages: int = 400) -> bytes:
    """A crawl of listings, each record compressed by itself, with the requests between them."""
    posts = list(generate(10))
    out = bytearray()
    for i in range(pages):
        page = f"<html><head><title>Page {i}</title></head><body>{''.join(f'<h2>{post.title}</h2>{body(post)}' for post in posts)}</body></html>".encode()
        for kind, block in (("request", b"GET / HTTP/1.1\r\nHost: town.example\r\n\r\n"), ("response", b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page)):
            head = (
                f"WARC/1.0\r\nWARC-Type: {kind}\r\nWARC-Target-URI: https://town.example/{i}\r\nWARC-Date: 2019-05-02T08:00:00Z\r\nWARC-Record-ID: <urn:uuid:{i:032x}>\r\n"
                f"Content-Type: application/http;msgtype={kind}\r\nContent-Length: {len(block)}\r\n\r\n"
            )
            out += gzip.compress(head.encode() + block + b"\r\n\r\n", 6)
    return bytes(out)


def crawl_pages(content: bytes) -> int:
    """The pages of a crawl, decompressed, with their addresses and days: what stands before cutting."""
    return sum(len(found.stream.rest()) for found in _containers.walk("crawl", BytesIO(content), None, lambda _name, _reason: None))


def crawl_pages_zlib(content: bytes) -> int:
    """The same where isal is not installed."""
    found, _streams._inflater = _streams.inflater(), zlib
    try:
        return crawl_pages(content)
    finally:
        _streams._inflater = found


def fastwarc(module: Any) -> Callable[[bytes], int]:
    def read(content: bytes) -> int:
        n = 0
        for record in module.ArchiveIterator(BytesIO(content), parse_http=True):
            block = record.reader.read()
            if record.record_type == module.WarcRecordType.response:
                _ = record.headers["WARC-Target-URI"], record.headers["WARC-Date"], record.http_content_type, record.http_charset
                n += len(block)
        return n

    return read


def markdown_posts() -> list[bytes]:
    """400 posts with front matter."""
    posts = []
    for i, post in enumerate(generate(400)):
        tags = "".join(f"  - {tag}\n" for tag in post.tags)
        head = f'---\nlayout: post\ntitle: "{post.title}"\ndate: 2019-05-0{1 + i % 9} 10:00:00\nauthor: Ann\ncategories: [town]\ntags:\n{tags}---\n\n'
        posts.append(f"{head}{post.text}\n".encode())
    return posts


def markdown_folder() -> str:
    folder = tempfile.mkdtemp()
    for i, post in enumerate(markdown_posts()):
        Path(folder, f"{i:04}.md").write_bytes(post)
    return folder


def posts_of(contents: Sequence[bytes]) -> int:
    """What a scan does with files that it has read."""
    n = 0
    for at in range(0, len(contents), 64):
        builder = _core.Builder("en", True, {}, 1, 0, True, True)
        for i, content in enumerate(contents[at : at + 64], at):
            builder.add_post(f"{i:04}.md", "", None, content)
        n += take(builder.finish(stem, None).appearing())  # type: ignore[arg-type]
    return n


def scan_folder(folder: str) -> int:
    return take(pdx.scan(folder, language="en"))


def frontmatter_take(post: Any) -> None:
    _ = post["title"], post.content, post["tags"], post["author"], post["date"]


def frontmatter(module: Any) -> Callable[[Sequence[bytes]], None]:
    def read(contents: Sequence[bytes]) -> None:
        for content in contents:
            frontmatter_take(module.loads(content))

    return read


def frontmatter_files(module: Any) -> Callable[[str], None]:
    def read(folder: str) -> None:
        for path in sorted(Path(folder).iterdir()):
            frontmatter_take(module.load(path))

    return read
