"""What is whole of exports and feeds that were damaged is given, and what is lost is told: with known truth, 150 damages of each form, or 10,000 (POSTDEX_LONG=1)."""

import gzip
import io
import json
import os
import random

import pytest

import postdex as pdx

DAMAGES = 10_000 if os.environ.get("POSTDEX_LONG") else 150
ITEMS = 12


def framed(head, items, tail):
    return [part.encode() for part in (head, *items, tail)]


def export():
    item = (
        "<item><title>Title {0} &amp; more</title><link>https://town.example/{0}</link><dc:creator><![CDATA[ann]]></dc:creator>"
        "<content:encoded><![CDATA[<p>Body {0} of <b>it</b>.</p>\n<p>More.</p>]]></content:encoded><wp:post_id>{0}</wp:post_id>"
        "<wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        '<category domain="post_tag" nicename="t"><![CDATA[Tag {0}]]></category></item>\n'
    )
    head = (
        '<?xml version="1.0"?>\n<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        ' xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>Town</title><wp:wxr_version>1.2</wp:wxr_version>\n'
    )
    return framed(head, (item.format(i) for i in range(ITEMS)), "</channel></rss>")


def rss():
    item = (
        "<item><title>Title {0} &amp; more</title><link>https://town.example/{0}</link><description>&lt;p&gt;Body {0} of &lt;b&gt;it&lt;/b&gt;.</description>"
        "<category>Tag {0}</category><author>ann</author><pubDate>Thu, 02 May 2013 08:00:00 GMT</pubDate></item>\n"
    )
    return framed("<rss version='2.0'><channel><title>Town</title>\n", (item.format(i) for i in range(ITEMS)), "</channel></rss>")


def json_feed():
    def item(i):
        fields = {"id": str(i), "title": f'Title {i} & "more"', "content_html": f"<p>Body {i} of <b>it</b>.", "tags": [f"Tag {i}"], "authors": [{"name": "ann"}]}
        return json.dumps(fields) + ("," if i < ITEMS - 1 else "") + "\n"

    return framed('{"version":"https://jsonfeed.org/version/1.1","title":"Town","items":[\n', map(item, range(ITEMS)), "]}")


def said(post):
    return str(post.title), post.text, [str(tag) for tag in post.tags], str(post.published), str(post.author)


def damaged(parts, rng):
    """The bytes with a stretch overwritten, taken out or put in, and where that was."""
    data = b"".join(parts)
    begin = rng.randrange(len(parts[0]), len(data) - 20)
    length = rng.choice([1, 1, 2, 5, 30, 200])
    junk = bytes(rng.choice(b"<>&;]![CDATA\"'/ax{}, \x00\x1b\xff") for _ in range(rng.choice([0, 1, 1, 3, length])))
    return data[:begin] + junk + data[begin + length :], begin, begin + length


@pytest.mark.parametrize(("make", "most"), [(export, 1), (rss, 1), (json_feed, ITEMS)], ids=["export", "rss", "json"])
def test_what_is_whole_is_given_and_what_is_lost_is_told(make, most):
    parts = make()
    whole = [said(post) for post in pdx.parse(b"".join(parts))]
    assert len(whole) == ITEMS
    places, at = [], len(parts[0])
    for part in parts[1:-1]:
        places.append((at, at + len(part)))
        at += len(part)
    rng, n_lost = random.Random(5), 0
    for _ in range(DAMAGES):
        data, begin, end = damaged(parts, rng)
        archive = pdx.parse(data)
        got = [said(post) for post in archive]
        # What stands before the damage is as it was; of what stands behind it at most what an unclosed section takes with it, and that is told.
        assert all(each in got for place, each in zip(places, whole, strict=True) if place[1] <= begin), data
        lost = [each for place, each in zip(places, whole, strict=True) if (place[1] <= begin or place[0] >= end) and each not in got]
        assert len(lost) <= most, data
        assert not lost or archive.problems, data
        n_lost += len(lost)
        ranges = [page._record for page in archive.pages]
        assert all(a[1] <= b[0] for a, b in zip(ranges, ranges[1:], strict=False)) and (not ranges or ranges[-1][1] <= len(data))
    assert n_lost <= DAMAGES * ITEMS // 100


def rows():
    items = (json.dumps({"title": f'Title {i} & "more"', "text": f"Body {i} of it.", "tags": [f"Tag {i}"]}) + "\n" for i in range(ITEMS))
    return framed("\n", items, "")


def array():
    return framed("[", (json.dumps({"title": f"Title {i}", "text": f"Body {i} of it."}) + ("," if i < ITEMS - 1 else "") + "\n" for i in range(ITEMS)), "]")


@pytest.mark.parametrize(("make", "most"), [(export, 1), (rss, 1), (json_feed, ITEMS), (rows, 2), (array, ITEMS)], ids=["export", "rss", "json", "rows", "array"])
def test_a_scan_gives_what_stands_before_the_damage_and_tells_of_rows_that_are_lost(make, most):
    parts = make()
    whole = [said(post) for post in pdx.scan(io.BytesIO(b"".join(parts)))]
    assert len(whole) == ITEMS
    rng = random.Random(7)
    for _ in range(DAMAGES // 5):
        data, begin, end = damaged(parts, rng)
        scanned = pdx.scan(io.BytesIO(data))
        posts, at = [], len(parts[0])
        try:
            posts += map(said, scanned)
        except pdx.FormatError:
            assert begin < at + len(parts[1]), data  # nothing could be read of it
            continue
        lost = 0
        for part, each in zip(parts[1:-1], whole, strict=True):
            if at + len(part) <= begin:
                assert each in posts, data
            elif at >= end:
                lost += each not in posts
            at += len(part)
        assert lost <= most, data
        if make is rows and lost:
            assert scanned.skipped, data


def crawl(pack):
    def record(i):
        block = f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n<title>Page {i}</title><p>Body {i} of it, which is long enough.</p>".encode()
        head = f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://town.example/{i}\r\nContent-Type: application/http\r\nContent-Length: {len(block)}\r\n\r\n"
        return pack(head.encode() + block + b"\r\n\r\n")

    return [record(i) for i in range(ITEMS)]


@pytest.mark.parametrize("pack", [bytes, gzip.compress], ids=["plain", "packed"])
def test_pages_of_a_crawl_before_the_damage_are_given_and_what_is_lost_is_told(pack):
    from postdex import _containers

    parts = crawl(pack)
    rng = random.Random(11)

    def pages(data, told):
        return [found.stream.rest() for found in _containers.walk("crawl", io.BytesIO(data), None, lambda name, reason: told.append((name, reason)))]

    whole = pages(b"".join(parts), [])
    assert len(whole) == ITEMS
    for _ in range(DAMAGES):
        data, begin, end = damaged([parts[0], b"".join(parts[1:]), b""], rng)
        told = []
        got = pages(data, told)
        at, lost = 0, 0
        for part, each in zip(parts, whole, strict=True):
            if at + len(part) <= begin:
                assert each in got, data
            elif at >= end:
                lost += each not in got
            at += len(part)
        assert lost <= 2, data
        assert not lost or told, data
