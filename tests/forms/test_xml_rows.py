"""Rows in XML that is no feed, as services and programs export them, all of it made up."""

from __future__ import annotations

import pytest
from slow_file import SlowFile

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")

JOURNAL = """<?xml version="1.0" encoding='utf-8'?>
<livejournal>
<entry><itemid>1</itemid><eventtime>2010-01-02 10:00:00</eventtime><logtime>2010-01-02 07:00:00</logtime><subject>The ferry &amp; the fog</subject><event>It left &lt;b&gt;at noon&lt;/b&gt;.

It came back.</event><security>public</security></entry>
<entry><itemid>2</itemid><eventtime>2010-01-03 10:00:00</eventtime><subject></subject><event>Fog.
Rain.</event><security>private</security></entry>
</livejournal>"""
NOTES = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE en-export SYSTEM "http://xml.tidewick.example/export4.dtd">
<en-export export-date="20210103T100000Z"><note><title>The ferry</title><created>20210102T100000Z</created><tag>sea</tag><tag>quay</tag>
<note-attributes><author>Ann Lee</author><source-url>https://tidewick.example/f</source-url></note-attributes>
<content><![CDATA[<?xml version="1.0"?><en-note><div>It left.</div><div>It came <a href="https://tidewick.example/b">back</a>.</div></en-note>]]></content></note></en-export>"""
QUESTIONS = """<?xml version="1.0" encoding="utf-8"?>
<posts>
  <row Id="1" CreationDate="2010-01-02T10:00:00.000" Score="3" Body="&lt;p&gt;How does the &lt;b&gt;ferry&lt;/b&gt; go?&lt;/p&gt;&#xA;" Title="The ferry" Tags="&lt;sea&gt;&lt;old-quay&gt;" />
  <row Id="2" CreationDate="2010-01-03T10:00:00.000" Body="At noon." Tags="|fog|" />
</posts>"""
WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.10/" xml:lang="en"><siteinfo><sitename>Tidewick</sitename></siteinfo>
<page><title>The ferry</title><ns>0</ns><id>1</id><revision><id>5</id><timestamp>2010-01-02T10:00:00Z</timestamp><contributor><username>Ann</username></contributor>
<text xml:space="preserve">It left.

It came back.</text></revision></page></mediawiki>"""
OWN = """<?xml version="1.0"?><archive><article id="1"><headline>The ferry</headline><date>2010-01-02</date><author>Ann</author><body>It left &lt; noon.

It came.</body><tags><tag>sea</tag><tag>quay</tag></tags></article><article><headline>Fog</headline><body><p>Fog <i>again</i>.</p></body></article></archive>"""
POSTS = """<?xml version="1.0" encoding="UTF-8"?><tumblr version="1.0"><posts start="0" total="2">
<post id="1" url="http://ann.tidewick.example/post/1" type="regular" date-gmt="2010-01-02 10:00:00 GMT" date="Sat, 02 Jan 2010 05:00:00"><regular-title>The ferry</regular-title><regular-body>&lt;p&gt;It left.&lt;/p&gt;</regular-body><tag>sea</tag></post>
<post id="2" url="http://ann.tidewick.example/post/2" type="quote" date="Sun, 03 Jan 2010 05:00:00"><quote-text>Fog is fog.</quote-text></post></posts></tumblr>"""
ENTRY = """<?xml version="1.0"?>
<event><itemid>1</itemid><eventtime>2010-01-02 10:00:00</eventtime><event>It left.</event><subject>The ferry</subject><props><taglist>sea, old quay</taglist></props><url>http://ann.tidewick.example/300.html</url></event>"""
EXPECTED = {
    JOURNAL: [("The ferry & the fog", "It left at noon.\n\nIt came back.", None, "2010-01-02T10:00:00", []), (None, "Fog.\n\nRain.", None, "2010-01-03T10:00:00", [])],
    NOTES: [("The ferry", "It left.\n\nIt came back.", "Ann Lee", "2021-01-02", ["sea", "quay"])],
    QUESTIONS: [("The ferry", "How does the ferry go?", None, "2010-01-02T10:00:00", ["sea", "old-quay"]), (None, "At noon.", None, "2010-01-03T10:00:00", ["fog"])],
    WIKI: [("The ferry", "It left.\n\nIt came back.", "Ann", "2010-01-02T10:00:00", [])],
    OWN: [("The ferry", "It left < noon.\n\nIt came.", "Ann", "2010-01-02", ["sea", "quay"]), ("Fog", "Fog again.", None, None, [])],
    POSTS: [("The ferry", "It left.", None, "2010-01-02T05:00:00", ["sea"]), (None, "Fog is fog.", None, "2010-01-03T05:00:00", [])],
    ENTRY: [("The ferry", "It left.", None, "2010-01-02T10:00:00", ["sea", "old quay"])],
}


def said(posts: object) -> list[tuple[str | None, str, str | None, str | None, list[str]]]:
    return [(post.title and str(post.title), post.text, post.author and str(post.author), post.published.iso if post.published else None, post.tags) for post in posts]  # type: ignore[attr-defined]


@pytest.mark.parametrize("given", EXPECTED, ids=["journal", "notes", "questions", "wiki", "own", "posts", "entry"])
def test_rows_in_xml_are_posts(given: str) -> None:
    archive = pdx.parse(given, name="export.xml")
    assert said(archive) == EXPECTED[given] and not archive.skipped and not archive.problems
    assert all(part.anchor.verify() for post in archive for part in post.parts if part.role != "blank")
    assert said(pdx.scan(SlowFile(given.encode()))) == EXPECTED[given]


def test_what_else_rows_in_xml_say() -> None:
    journal, notes, posts = pdx.parse(JOURNAL), pdx.parse(NOTES), pdx.parse(POSTS)
    assert [str(post.status) for post in journal] == ["public", "private"]
    assert {link.text for link in notes[0].links} == {"https://tidewick.example/b", "https://tidewick.example/f"}
    assert [str(post.url) for post in posts] == ["http://ann.tidewick.example/post/1", "http://ann.tidewick.example/post/2"]


def test_a_scan_goes_on_in_rows_of_xml(tmp_path) -> None:  # type: ignore[no-untyped-def]
    (tmp_path / "export.xml").write_text(JOURNAL)
    scan = pdx.scan(tmp_path / "export.xml")
    assert next(scan).title == "The ferry & the fog"
    assert [post.text for post in pdx.scan(tmp_path / "export.xml", after=scan.token)] == ["Fog.\n\nRain."]


@pytest.mark.parametrize(
    "given",
    [
        "<?xml version='1.0'?><svg/>",
        "<?xml version='1.0'?><urlset><url><loc>https://tidewick.example/</loc><lastmod>2013</lastmod></url></urlset>",
        "<?xml version='1.0'?><opml><head><title>Feeds</title></head><body><outline text='a' title='a'/></body></opml>",
        "<?xml version='1.0'?><settings><item name='a'>1</item></settings>",
    ],
)
def test_other_xml_is_refused_with_what_to_do(given: str) -> None:
    with pytest.raises(pdx.FormatError, match="in which no rows with a title or a text are found: write its posts as JSON lines"):
        pdx.parse(given)


def test_a_second_text_is_kept_beside_the_first() -> None:
    """As of a page of a wiki that was changed."""
    later = "<revision><id>6</id><timestamp>2010-01-03T10:00:00Z</timestamp><contributor><username>Bo</username></contributor><text>It <b>stayed</b>.</text></revision>"
    [post] = pdx.parse(WIKI.replace("</page>", f"{later}</page>"), name="wiki.xml")
    assert [part.text for part in post.parts if part.role == "other"] == ["It stayed."] and "stayed" not in post.text
    assert post.published.iso == "2010-01-02T10:00:00" and len(pdx.parse(WIKI.replace("</page>", f"{later}</page>"), name="wiki.xml").find("stayed")) == 1
    [again] = pdx.parse("<rows><row><title>A</title><text>One.</text><text>Two.</text><text>One.</text></row></rows>", name="x.xml")
    assert (again.text, [part.text for part in again.parts if part.role == "other"]) == ("One.", ["Two."])
