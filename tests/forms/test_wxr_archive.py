"""Exports of WordPress as archives, against ElementTree, which knows nothing of them: of the test data of themes each item, told apart by its kind."""

import xml.etree.ElementTree as ElementTree
from collections import Counter

import pytest
from shared_data import shared

import postdex as pdx


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


def test_authors_have_the_names_that_are_shown_for_their_logins(tmp_path):
    author = "<wp:author><wp:author_id>{0}</wp:author_id><wp:author_login>{1}</wp:author_login><wp:author_display_name><![CDATA[{2}]]></wp:author_display_name></wp:author>"
    item = "<item><title>Post {0}</title><dc:creator><![CDATA[{1}]]></dc:creator><content:encoded><![CDATA[It left.]]></content:encoded></item>"
    export = (
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' xmlns:dc='http://purl.org/dc/elements/1.1/' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel>"
        + author.format(1, "ann", "Ann Lee") + author.format(2, "bo", "") + "".join(item.format(*each) for each in enumerate(["ann", "bo", "cem", "ann"])) + "</channel></rss>"
    )  # fmt: skip
    path = tmp_path / "export.xml"
    path.write_text(export, encoding="utf-8")
    archive = pdx.open(path)
    said = ["Ann Lee", "bo", "cem", "Ann Lee"]
    assert [str(post.author) for post in archive] == said
    assert [export.encode()[slice(*post.author.anchor.bytes)].decode() for post in archive] == ["ann", "bo", "cem", "ann"]
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    archive.save(tmp_path / "a.pdx")
    assert [str(post.author) for post in pdx.open(tmp_path / "a.pdx")] == said
    scan = pdx.scan(path)
    next(scan)
    assert [str(post.author) for post in pdx.scan(path, after=scan.token)] == said[1:]
