"""Fields of forms that have fields: addresses, kinds, statuses, dates with zones; kept by every way in which archives are kept."""

import datetime
import io
import pickle

import pytest

import postdex as pdx

EXPORT = """<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<item><title>Ferry</title><link>https://town.example/ferry</link><content:encoded><![CDATA[It left. <a href="/map">Map</a> <img src="/b.png" alt="A boat">]]></content:encoded>
<wp:post_date>2013-05-02 08:00:00</wp:post_date><wp:post_modified>2013-06-01 07:00:00</wp:post_modified><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>
<wp:comment><wp:comment_author>Bo</wp:comment_author><wp:comment_content>Seagulls!</wp:comment_content><wp:comment_approved>1</wp:comment_approved></wp:comment></item>
<item><title>About</title><content:encoded>Us.</content:encoded><wp:post_type>page</wp:post_type><wp:status>draft</wp:status></item></channel></rss>"""


@pytest.fixture
def archive():
    return pdx.parse(EXPORT, "export.xml")


def fields(archive):
    return [
        (
            str(post.title), None if post.url is None else str(post.url), post.kind, str(post.status), None if post.updated is None else post.updated.iso,
            post.text, [[part.text for part in parts] for parts in (post.comments, post.links, post.images, post.media)],
        )
        for post in archive
    ]  # fmt: skip


def test_what_an_export_says(archive):
    assert fields(archive) == [
        (
            "Ferry", "https://town.example/ferry", "post", "publish", "2013-06-01T07:00:00", "It left. Map",
            [["Bo", "Seagulls!"], ["/map"], ["/b.png"], []],
        ),
        ("About", None, "page", "draft", None, "Us.", [[], [], [], []]),
    ]  # fmt: skip
    assert all(part.anchor.verify() for post in archive for part in post.parts)
    assert archive[0].url.anchor.quote == "https://town.example/ferry"


def test_it_is_kept(archive, tmp_path):
    archive.save(tmp_path / "kept.pdx")
    rows = io.StringIO()
    archive.to_jsonl(rows)
    for other in (pdx.open(tmp_path / "kept.pdx"), pickle.loads(pickle.dumps(archive))):
        assert other == archive
        assert fields(other) == fields(archive)


def test_posts_are_chosen_by_kind_and_status(archive):
    assert [post.title for post in archive.where(kind="page")] == ["About"]
    assert [post.title for post in archive.where(status="publish")] == ["Ferry"]
    assert len(archive.where(kind="page", status="publish")) == 0
    assert len(archive.where("ferry", kind="post")) == 1


def test_comments_are_found_and_never_ranked(archive):
    assert [line.role for line in archive.find("seagulls")] == ["comments"]
    assert len(archive.within("paragraph").find("seagulls")) == 0
    assert all(hit.score == 0 for hit in archive.search("seagulls"))


def test_addresses_are_no_words(archive):
    assert len(archive.find("https")) == len(archive.find("png")) == 0
    assert archive[0].words == len("Ferry 2013 05 02 08 00 00 2013 06 01 07 00 00 It left Map A boat Bo Seagulls".split())


def test_columns(archive):
    row = archive.select("url", "kind", "status", "updated").to_dicts()[0]
    assert row == {"url": "https://town.example/ferry", "kind": "post", "status": "publish", "updated": "2013-06-01T07:00:00"}


def test_a_page_of_text_has_none_of_these():
    post = pdx.open(pdx.sample())[0]
    assert (post.url, post.kind, post.status, post.updated, len(post.comments), len(post.links)) == (None, "post", None, None, 0, 0)
    assert pdx.open(pdx.sample()).problems == []


@pytest.mark.parametrize(
    ("printed", "hour"),
    [("Thu, 02 May 2013 08:00:00 +0200", 6), ("2013-05-02T08:00:00Z", 8), ("2013-05-02T08:00:00-03:00", 11), ("Thu, 02 May 2013 08:00 EST", 13), ("2013-05-02 08:00:00", None)],
)
def test_a_date_with_its_zone_is_a_moment(printed, hour):
    post = pdx.parse(f"<rss><channel><item><title>T</title><pubDate>{printed}</pubDate></item></channel></rss>")[0]
    assert post.published.iso.startswith("2013-05-02T08:00")
    expected = None if hour is None else datetime.datetime(2013, 5, 2, hour, tzinfo=datetime.timezone.utc)
    assert post.published.utc == expected


def test_a_row_gives_its_url():
    assert str(pdx.from_records([{"title": "A", "url": "https://town.example/a"}])[0].url) == "https://town.example/a"
