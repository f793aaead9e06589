"""Exports and feeds for benchmarks.forms: documents that are made, and what reads them.

`records` is what taking a source costs: its form is told, it is copied, every item becomes a page with fields, HTML bodies as lines with roles, and a map back; `postdex` is
all of `pdx.parse`, with the index.
"""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO
from xml.etree import ElementTree

from benchmarks.corpus import Post, generate

import postdex as pdx
from postdex import _core

POSTS = 2000
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


def iterparse(content: bytes) -> None:
    for _, element in ElementTree.iterparse(BytesIO(content)):
        element.clear()
