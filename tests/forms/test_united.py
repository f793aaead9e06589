"""The same item in several feeds and exports: one post by its address, an excerpt joined with the whole text; and what is not the same stays apart."""

import postdex as pdx


def feed(*items, language="en"):
    return f"<rss><channel><title>Town</title><language>{language}</language>{''.join(items)}</channel></rss>"


def item(address, title, text, element="description"):
    return f"<item><title>{title}</title><link>{address}</link><{element}>{text}</{element}></item>"


TEXT = "The ferry left at noon and came back when the tide had turned, with nobody on board but the captain and his dog."
EXPORT = (
    '<rss xmlns:wp="http://wordpress.org/export/1.2/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>'
    "<item><title>The last ferry</title><link>https://town.example/ferry</link>"
    f"<content:encoded><![CDATA[{TEXT}]]></content:encoded><wp:post_type>post</wp:post_type></item></channel></rss>"
)


def opened(tmp_path, **sources):
    for name, text in sources.items():
        (tmp_path / f"{name}.xml").write_text(text, encoding="utf-8")
    return pdx.open(tmp_path)


def test_an_excerpt_is_joined_with_the_whole_text(tmp_path):
    short = feed(item("https://town.example/ferry", "The last ferry", "The ferry left at noon &#8230;"))
    archive = opened(tmp_path, a_feed=short, export=EXPORT)
    assert len(archive) == 1
    post = archive[0]
    assert [each.excerpt for each in post.appearances] == [True, False]
    assert post.text == TEXT
    assert sorted(page.source.form for page in post.pages) == ["feed", "wxr"]


def test_two_days_of_a_feed_are_its_posts_once(tmp_path):
    first, second, third = (item(f"https://town.example/{n}", f"Title {n}", f"{TEXT} {n}") for n in "123")
    archive = opened(tmp_path, monday=feed(first, second), tuesday=feed(second, third))
    assert [str(post.title) for post in archive] == ["Title 1", "Title 2", "Title 3"]
    assert [len(post.appearances) for post in archive] == [1, 2, 1]


def test_two_addresses_are_two_posts(tmp_path):
    archive = opened(tmp_path, a=feed(item("https://town.example/1", "Minutes", TEXT)), b=feed(item("https://town.example/2", "Minutes", TEXT)))
    assert len(archive) == 2


def test_the_address_of_all_is_that_of_none(tmp_path):
    home = "https://town.example/"
    archive = opened(tmp_path, a=feed(item(home, "One", "It rained."), item(home, "Two", "It snowed.")))
    assert [(post.url, [part.text for part in post.links]) for post in archive] == [(None, [home])] * 2


def test_what_is_added_later_joins_what_is_saved(tmp_path):
    first, second = (item(f"https://town.example/{n}", f"Title {n}", f"{TEXT} {n}") for n in "12")
    path = tmp_path / "archive.pdx"
    pdx.parse(feed(first), "monday.xml").save(path)
    (tmp_path / "tuesday.xml").write_text(feed(first, second), encoding="utf-8")
    with pdx.writer(path) as writer:
        writer.add(tmp_path / "tuesday.xml")
    archive = pdx.open(path)
    archive.verify()
    assert [(str(post.title), len(post.appearances)) for post in archive] == [("Title 1", 2), ("Title 2", 1)]


def test_rows_that_say_the_same_stay_rows():
    row = {"title": "The last ferry", "text": TEXT}
    assert len(pdx.from_records([row, row])) == 2
