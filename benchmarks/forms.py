"""How fast forms become posts, beside what people read them with, on the same bytes in the same run, one thread.

    python -m benchmarks.forms [--rounds N]          peers that are not installed are left out: feedparser

Documents are made: an export of WordPress and a feed. `records` is what taking a source costs: its form is told, it is copied, every item becomes a page with
fields, HTML bodies as lines with roles, and a map back; `archive` is all of `pdx.parse`, with the index. Times are of the processor, the best of the rounds.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from importlib import import_module
from io import BytesIO
from xml.etree import ElementTree

from benchmarks.corpus import Post, generate

import postdex as pdx
from postdex import _core

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


def best(work: Callable[[], object], rounds: int) -> float:
    times = []
    for _ in range(rounds):
        begin = time.process_time()
        work()
        times.append(time.process_time() - begin)
    return min(times)


def records(document: bytes) -> None:
    _core.Builder("en", True, {}, 1).add("document", "", None, document, "document")


def archive(document: bytes) -> None:
    pdx.parse(document, progress=False, threads=1, language="en")


def iterparse(document: bytes) -> None:
    for _, element in ElementTree.iterparse(BytesIO(document)):
        element.clear()


def peers() -> dict[str, tuple[str, Callable[[bytes], object]]]:
    found: dict[str, tuple[str, Callable[[bytes], object]]] = {"export": ("xml.etree iterparse", iterparse)}
    try:
        found["feed"] = ("feedparser", import_module("feedparser").parse)
    except ImportError:
        print("feedparser is not installed: feeds are measured alone")
    return found


def show(form: str, document: bytes, rounds: int, n: int) -> None:
    megabytes = len(document) / 1e6
    mine = {"records": best(lambda: records(document), rounds), "archive": best(lambda: archive(document), max(rounds // 3, 1))}
    print(f"{form}: {n} items, {megabytes:.1f} MB")
    for what, seconds in mine.items():
        print(f"  {what:24} {1000 * seconds:10.2f} ms {megabytes / seconds:10.1f} MB/s")
    if form not in peers():
        return
    name, read = peers()[form]
    theirs = best(lambda: read(document), max(rounds // 3, 1))
    print(f"  {name:24} {1000 * theirs:10.2f} ms {megabytes / theirs:10.1f} MB/s: records are {theirs / mine['records']:.1f} times as fast, the archive {theirs / mine['archive']:.1f} times")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--posts", type=int, default=2000)
    given = parser.parse_args()
    made = list(generate(given.posts))
    for form, frame, item in (("export", EXPORT, export_item), ("feed", FEED, feed_item)):
        document = frame.format(items="".join(item(i, post) for i, post in enumerate(made))).encode()
        show(form, document, given.rounds, given.posts)
    print(f"Load of this machine: {', '.join(f'{each:.1f}' for each in os.getloadavg())}.")


if __name__ == "__main__":
    main()
