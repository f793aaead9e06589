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


POST = "---\ntitle: The last ferry\ndate: 2019-05-02\ntags: [Harbour]\n---\n\n{}\n"


def test_the_same_markdown_post_given_twice_is_one(tmp_path):
    for name, text in {"a": TEXT, "b": TEXT, "c": "Quite another text stands under this title, of a day on which no ferry left."}.items():
        (tmp_path / f"{name}.md").write_text(POST.format(text), encoding="utf-8")
    archive = pdx.open(tmp_path)
    assert [(str(post.title), len(post.appearances)) for post in archive] == [("The last ferry", 2), ("The last ferry", 1)]
    assert [[str(tag) for tag in post.tags] for post in archive] == [["Harbour"], ["Harbour"]]
    assert sorted(page.source.name[-4:] for page in archive[0].pages) == ["a.md", "b.md"]
    assert all(each.anchor.verify() for post in archive for each in post.appearances)


def test_a_markdown_post_without_a_date_joins_the_one_with_it_and_two_days_stay_apart(tmp_path):
    texts = {"a": POST.format(TEXT), "b": POST.format(TEXT).replace("date: 2019-05-02\n", ""), "c": POST.format(TEXT).replace("2019-05-02", "2021-07-09")}
    assert len(pdx.parse(texts["a"])) == 1
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(texts[name], encoding="utf-8")
    assert [len(post.appearances) for post in pdx.open(tmp_path)] == [2]
    (tmp_path / "b.md").write_text(texts["c"], encoding="utf-8")
    assert [str(post.published) for post in pdx.open(tmp_path)] == ["2019-05-02", "2021-07-09"]


def test_a_markdown_post_that_is_added_later_joins_the_saved_one(tmp_path):
    path = tmp_path / "archive.pdx"
    pdx.parse(POST.format(TEXT), "a.md").save(path)
    (tmp_path / "b.md").write_text(POST.format(TEXT), encoding="utf-8")
    with pdx.writer(path) as writer:
        writer.add(tmp_path / "b.md")
    archive = pdx.open(path)
    archive.verify()
    assert [len(post.appearances) for post in archive] == [2]


def test_markdown_posts_that_say_nothing_but_a_day_stay_apart(tmp_path):
    for name in "ab":
        (tmp_path / f"{name}.md").write_text(f"---\ndate: 2019-05-02\nodd: {name}\n---\n", encoding="utf-8")
    assert [len(post.appearances) for post in pdx.open(tmp_path)] == [1, 1]


def test_rows_that_say_the_same_stay_rows():
    row = {"title": "The last ferry", "text": TEXT}
    assert len(pdx.from_records([row, row])) == 2
