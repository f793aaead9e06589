"""The reader of WordPress exports against ElementTree, which knows nothing of it: of every shared file that is well-formed the same records,
told apart, with the same fields; the malformed ones as they were written; and any of them cut anywhere."""

import random
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass, field

import pytest
from shared_data import shared

pytestmark = pytest.mark.standalone
FILES = sorted(shared("data/wxr").rglob("*.xml"))
MALFORMED = {"malformed.xml", "malformed-simple.xml"}
KINDS = "post page attachment other author category tag term site".split()
# The order of pdx_wxr_field.
FIELDS = """title link guid description creator content excerpt pub_date date date_gmt modified modified_gmt id slug status parent type sticky
    attachment_url in_category in_tag in_term taxonomy email url approved comment_type key value language version site_url blog_url generator""".split()
GROUPS = "comment meta".split()

WP, RSS, DC, CONTENT, EXCERPT = "wp", "", "dc", "content", "excerpt"
ITEM = {
    (RSS, "title"): "title", (RSS, "link"): "link", (RSS, "guid"): "guid", (RSS, "description"): "description", (RSS, "pubDate"): "pub_date",
    (DC, "creator"): "creator", (CONTENT, "encoded"): "content", (EXCERPT, "encoded"): "excerpt", (WP, "post_id"): "id", (WP, "post_date"): "date",
    (WP, "post_date_gmt"): "date_gmt", (WP, "post_modified"): "modified", (WP, "post_modified_gmt"): "modified_gmt", (WP, "post_name"): "slug",
    (WP, "status"): "status", (WP, "post_parent"): "parent", (WP, "post_type"): "type", (WP, "is_sticky"): "sticky",
    (WP, "attachment_url"): "attachment_url",
}  # fmt: skip
COMMENT = {
    "comment_id": "id", "comment_author": "creator", "comment_author_email": "email", "comment_author_url": "url", "comment_date": "date",
    "comment_date_gmt": "date_gmt", "comment_content": "content", "comment_approved": "approved", "comment_type": "comment_type",
    "comment_parent": "parent",
}  # fmt: skip
META = {"meta_key": "key", "meta_value": "value"}
OTHERS = {
    "author_id": "id", "author_login": "slug", "author_email": "email", "author_display_name": "title", "term_id": "id", "term_taxonomy": "taxonomy",
    "term_slug": "slug", "term_parent": "parent", "term_name": "title", "term_description": "description", "category_nicename": "slug",
    "category_parent": "parent", "cat_name": "title", "category_description": "description", "tag_slug": "slug", "tag_name": "title",
    "tag_description": "description",
}  # fmt: skip
SITE = {
    (RSS, "title"): "title", (RSS, "link"): "link", (RSS, "description"): "description", (RSS, "pubDate"): "pub_date", (RSS, "language"): "language",
    (RSS, "generator"): "generator", (WP, "wxr_version"): "version", (WP, "base_site_url"): "site_url", (WP, "base_blog_url"): "blog_url",
}  # fmt: skip


@dataclass
class Record:
    kind: str
    fields: list[tuple[str, str]] = field(default_factory=list)
    groups: list[tuple[str, list[tuple[str, str]]]] = field(default_factory=list)


def ours(answer):
    """Records with their ranges, and whether they were cut off."""
    out = []
    for token in answer.tokens:
        if token.kind == "record":
            out.append((Record(KINDS[token.fields[0]]), (token.begin, token.end), bool(token.fields[1])))
            assert not token.fields[2]
        elif token.kind == "group":
            out[-1][0].groups.append((GROUPS[token.fields[0]], []))
        else:
            # A value has its field and group where others have their range.
            group = token.end
            to = out[-1][0].groups[group - 1][1] if group else out[-1][0].fields
            to.append((FIELDS[token.begin], token.text(0)))
    return out


def name_of(element):
    uri, _, local = element.tag.rpartition("}")
    uri = uri.removeprefix("{").removeprefix("http://").removeprefix("https://")
    if uri.startswith("wordpress.org/export/"):
        return (EXCERPT if uri.endswith("/excerpt/") else WP), local
    known = {"purl.org/rss/1.0/modules/content/": CONTENT, "purl.org/dc/elements/1.1/": DC, "": RSS}
    return known.get(uri, "?"), local


def said(element):
    return "".join(element.itertext()).strip(" \t\r\n")


def known(children, names):
    return [(names[name_of(child)[1]], said(child)) for child in children if name_of(child)[0] == WP and name_of(child)[1] in names]


def groups_of(element):
    found = []
    for child in element:
        name = name_of(child)
        if name == (WP, "comment"):
            found.append(("comment", known(child, COMMENT)))
        elif name in [(WP, "postmeta"), (WP, "termmeta")]:
            found.append(("meta", known(child, META)))
    return found


def item_of(element):
    record, bare = Record("post", groups=groups_of(element)), None
    for child in element:
        name = name_of(child)
        if name == (RSS, "category"):
            domain = child.get("domain", "category")
            kind = {"category": "in_category", "post_tag": "in_tag", "tag": "in_tag"}.get(domain, "in_term")
            if kind == "in_term":
                record.fields += [(kind, said(child)), ("taxonomy", domain)]
            elif bare != (kind, said(child)):  # 1.0 writes each term twice, first without its slug
                record.fields.append((kind, said(child)))
            bare = None if child.get("nicename") else (kind, said(child))
        elif name in ITEM:
            record.fields.append((ITEM[name], said(child)))
            if name == (WP, "post_type"):
                record.kind = said(child) if said(child) in KINDS[:3] else "other"
    return record


def theirs(text):
    (channel,) = ElementTree.fromstring(text)
    records, site = [], Record("site")
    for element in channel:
        name = name_of(element)
        if name == (RSS, "item"):
            records.append(item_of(element))
        elif name[0] == WP and name[1] in KINDS[4:8]:
            records.append(Record(name[1], known(element, OTHERS), groups_of(element)))
        elif name in SITE:
            site.fields.append((SITE[name], said(element)))
    return [*records, site]


@pytest.mark.parametrize("path", [path for path in FILES if path.name not in MALFORMED], ids=lambda path: path.stem)
def test_well_formed(tokenizer, path):
    text = path.read_bytes()
    got = ours(tokenizer.wxr(text))
    assert [record for record, _, _ in got] == theirs(text)
    assert not any(is_cut_off for _, _, is_cut_off in got)
    for record, (begin, end), _ in got[:-1]:
        tag = {"author": b"wp:author", "category": b"wp:category", "tag": b"wp:tag", "term": b"wp:term"}.get(record.kind, b"item")
        assert text[begin:end].startswith(b"<" + tag)
        assert text[begin:end].endswith(b"</" + tag + b">")


def test_counts(tokenizer):
    """What the export that themes are tested with is known to hold."""
    (path,) = [path for path in FILES if path.name == "theme-unit-test-data.xml"]
    records = [record for record, _, _ in ours(tokenizer.wxr(path.read_bytes()))]
    counts = {kind: sum(record.kind == kind for record in records) for kind in KINDS}
    assert counts == {"post": 58, "page": 21, "attachment": 37, "other": 70, "author": 2, "category": 68, "tag": 110, "term": 7, "site": 1}
    assert sum(kind == "comment" for record in records for kind, _ in record.groups) == 33
    assert sum(name == "in_tag" for record in records for name, _ in record.fields) == 188
    assert sum(name == "in_category" for record in records for name, _ in record.fields) == 175


def test_terms_that_are_written_twice(tokenizer):
    """As 1.0 does; two terms of one name, whose slugs differ, are two."""
    by_name = {path.name: path.read_bytes() for path in FILES}
    names = [name for record, _, _ in ours(tokenizer.wxr(by_name["valid-wxr-1.0.xml"])) for name, _ in record.fields]
    assert (names.count("in_category"), names.count("in_tag")) == (3, 4)
    twice = b"<rss><channel><item><category domain='category' nicename='a'>x</category><category domain='category' nicename='b'>x</category></item>"
    (item, _, _), _ = ours(tokenizer.wxr(twice))
    assert item.fields == [("in_category", "x")] * 2


def test_malformed(tokenizer):
    by_name = {path.name: path.read_bytes() for path in FILES}
    (item, _, is_cut_off), (site, _, _) = ours(tokenizer.wxr(by_name["malformed-simple.xml"]))
    assert is_cut_off
    assert item == Record("post", [("title", "Broken"), ("id", "1"), ("type", "post")])
    assert ("title", "Malformed") in site.fields
    answer = tokenizer.wxr(by_name["malformed.xml"])
    counts = {kind: sum(record.kind == kind for record, _, _ in ours(answer)) for kind in KINDS}
    assert counts == {"post": 0, "page": 0, "attachment": 0, "other": 0, "author": 1, "category": 21, "tag": 18, "term": 14, "site": 1}
    assert [what for _, what in answer.problems] == ["xml-closing-tag-of-no-open-element", "xml-element-not-closed"]


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_cut(tokenizer, path):
    """The file ends anywhere: the records before are as they were, the one in which it ends says that it is cut off. Each byte is in one record or none."""
    text = path.read_bytes()
    whole = ours(tokenizer.wxr(text))
    rng = random.Random(len(text))
    for end in sorted(rng.randrange(len(text)) for _ in range(20 if len(text) < 50000 else 3)):
        got = ours(tokenizer.wxr(text[:end]))[:-1]
        before = [each for each in whole[:-1] if each[1][1] <= end]
        assert got[: len(before)] == before
        assert [is_cut_off for _, _, is_cut_off in got[len(before) :]] in ([], [True])
        at = 0
        for _, (first, last), _ in got:
            assert at <= first < last <= end
            at = last


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_pieces(tokenizer, path):
    text = path.read_bytes()
    whole = tokenizer.wxr(text)
    for piece in (1, 100) if len(text) < 20000 else (1000,):
        assert tokenizer.wxr(text, piece) == whole


def test_repairs(tokenizer):
    """A record that is not closed ends where the next begins, or what it stands in ends."""
    text = b"""<rss xmlns:wp="http://wordpress.org/export/1.2/"><channel><title>S</title>
<item><title>One & two</title><wp:post_type>page</wp:post_type><wp:comment><wp:comment_content>three
<item><title>Four</title><category domain="post_tag">five</category><category domain="era&amp;x">six</category></item>
<item><title>Seven</title></channel></rss>"""
    got = ours(tokenizer.wxr(text))
    assert [(record.kind, is_cut_off) for record, _, is_cut_off in got] == [("page", True), ("post", False), ("post", True), ("site", False)]
    assert got[0][0].fields == [("title", "One & two"), ("type", "page")]
    assert got[0][0].groups == [("comment", [("content", "three")])]
    assert got[1][0].fields == [("title", "Four"), ("in_tag", "five"), ("in_term", "six"), ("taxonomy", "era&x")]
    assert text[got[0][1][1] :].startswith(b"<item><title>Four")
    assert text[got[2][1][1] :] == b"</channel></rss>"


def test_an_empty_item_that_ends_another(tokenizer):
    """It ends where it begins: what follows is not in it, in pieces either."""
    text = b"<rss><item><title>One</title><item/><t></t><title>no one's</title></rss>"
    whole = tokenizer.wxr(text)
    assert [(text[begin:end], is_cut_off) for _, (begin, end), is_cut_off in ours(whole)][:2] == [(b"<item><title>One</title>", True), (b"<item/>", False)]
    assert all(tokenizer.wxr(text, piece) == whole for piece in range(1, len(text)))


def test_a_planted_fault_is_found(tokenizer):
    """The negative control: one letter of one field."""
    (text,) = [path.read_bytes() for path in FILES if path.name == "slashes.xml"]
    changed = text.replace(b"<title>", b"<title>x", 2)
    assert [record for record, _, _ in ours(tokenizer.wxr(changed))] != theirs(text)
    assert [record for record, _, _ in ours(tokenizer.wxr(changed))] == theirs(changed)
