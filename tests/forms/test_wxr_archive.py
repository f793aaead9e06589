"""Exports of WordPress as archives, against ElementTree, which knows nothing of them: of the test data of themes each item, told apart by its kind;
and what is whole of exports that were damaged, with a report."""

import os
import random
import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from shared_data import shared

import postdex as pdx

DAMAGED = 10_000 if os.environ.get("POSTDEX_LONG") else 150  # exports


def local(element):
    return element.tag.rpartition("}")[2]


def items_of(path):
    return list(ElementTree.parse(path).iter("item"))


def text_of(element, name):
    return next((each.text or "" for each in element if local(each) == name), None)


def terms_of(items, domain):
    return {" ".join(each.text.split()).casefold() for item in items for each in item.iter("category") if each.get("domain") == domain and each.text}


@pytest.mark.parametrize("name", ["importer/theme-unit-test-data.xml", "theme/themeunittestdata.wordpress.xml", "theme/64-block-test-data.xml"])
def test_each_item_is_there_with_its_kind(name):
    path = shared("data/wxr") / name
    items, archive = items_of(path), pdx.open(path)
    kinds = Counter(text_of(item, "post_type") for item in items)
    assert Counter(post.kind for post in archive) == kinds
    assert len(archive.where(kind="page")) == kinds["page"]
    assert Counter(str(post.status) for post in archive) == Counter(text_of(item, "status") for item in items)
    shown = [each for item in items for each in item if local(each) == "comment" and text_of(each, "comment_approved") == "1"]
    assert sum(len(post.comments.where("comment_by")) for post in archive) == len(shown)
    assert {str(tag).casefold() for post in archive for tag in post.tags} == terms_of(items, "post_tag")
    assert {str(each).casefold() for post in archive for each in post.categories} == terms_of(items, "category")
    assert [None if post.title is None else "".join(post.title.split()) for post in archive] == [
        None if not (item.findtext("title") or "").strip() else "".join(plain(item.findtext("title")).split()) for item in items
    ]


def plain(title):
    """What a title that is HTML says."""
    import html.parser

    said = []
    reader = html.parser.HTMLParser()
    reader.handle_data = said.append
    reader.feed(title)
    reader.close()
    return "".join(said)


def test_every_shared_file_is_read():
    files = sorted(shared("data/wxr").rglob("*.xml"))
    assert len(files) == 37
    for path in files:
        archive = pdx.open(path)
        assert archive.sources[0].form == "wxr", path
        ranges = [page._record for page in archive.pages]
        assert all(a[1] <= b[0] for a, b in zip(ranges, ranges[1:], strict=False))


def export(n):
    item = (
        "<item><title>Title {0} &amp; more</title><link>https://town.example/{0}</link><dc:creator><![CDATA[ann]]></dc:creator>"
        "<content:encoded><![CDATA[<p>Body {0} of <b>it</b>.</p>\n<p>More.</p>]]></content:encoded><wp:post_id>{0}</wp:post_id>"
        "<wp:post_date>2020-01-02 03:04:05</wp:post_date><wp:status>publish</wp:status><wp:post_type>post</wp:post_type>"
        "<category domain=\"post_tag\" nicename=\"t\"><![CDATA[Tag {0}]]></category></item>\n"
    )
    head = (
        "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
        " xmlns:wp=\"http://wordpress.org/export/1.2/\"><channel><title>Town</title><wp:wxr_version>1.2</wp:wxr_version>\n"
    )
    parts = [head, *(item.format(i) for i in range(n)), "</channel></rss>"]
    return [part.encode() for part in parts]


def said(post):
    return str(post.title), post.text, [str(tag) for tag in post.tags], str(post.url), str(post.published), str(post.author)


def damaged(parts, rng):
    """The bytes with a stretch overwritten, taken out or put in, and where that was."""
    data = b"".join(parts)
    begin = rng.randrange(len(parts[0]), len(data) - 20)
    length = rng.choice([1, 1, 2, 5, 30, 200])
    junk = bytes(rng.choice(b"<>&;]![CDATA\"'/ax \x00\x1b\xff") for _ in range(rng.choice([0, 1, 1, 3, length])))
    return data[:begin] + junk + data[begin + length :], begin, begin + length


def test_what_is_whole_of_a_damaged_export_is_given_and_the_rest_is_reported():
    parts = export(12)
    whole = [said(post) for post in pdx.parse(b"".join(parts))]
    assert len(whole) == 12
    places, at = [], len(parts[0])
    for part in parts[1:-1]:
        places.append((at, at + len(part)))
        at += len(part)
    rng = random.Random(5)
    for _ in range(DAMAGED):
        data, begin, end = damaged(parts, rng)
        archive = pdx.parse(data)
        got = [said(post) for post in archive]
        lost = [each for place, each in zip(places, whole, strict=True) if (place[1] <= begin or place[0] >= end) and each not in got]
        # What stands before the damage is as it was; of what stands behind it at most what an unclosed section takes with it, and that is told.
        assert all(each in got for place, each in zip(places, whole, strict=True) if place[1] <= begin), data
        assert len(lost) <= 1, (len(lost), data)
        ranges = [page._record for page in archive.pages]
        assert sum(b - a for a, b in ranges) <= len(data)
        assert all(a[1] <= b[0] for a, b in zip(ranges, ranges[1:], strict=False))
        if lost:
            assert archive.problems, data
