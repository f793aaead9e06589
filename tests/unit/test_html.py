"""Pages of HTML: the same posts as of their text, anchors in the HTML itself, saved, mended, corrected."""

from __future__ import annotations

import html
import pickle
import re
from pathlib import Path

import postdex as pdx
import pytest

POSTS = [
    ("Ferry & quay", "2019-03-01", ["Harbour", "Ferries"], ["The ferry’s new bell rang on Sunday, and the harbour was full of people.", "It is time, said the master, who has waited for it since 1998."]),
    ("A bridge of iron", "2019-02-13", ["Bridges", "Harbour"], ["The bridge over the river opened on Thursday, and three hundred people walked across it.", "Rain fell before noon."]),
    ("Council votes", "2019-02-02", ["Council", "Harbour"], ["The council voted for a new quay on Monday. Nobody spoke against it, and it was over in an hour."]),
]


def written(date):
    year, month, day = date.split("-")
    return f"{int(day)} {['', 'January', 'February', 'March'][int(month)]} {year}"


def text_page(posts=POSTS):
    """A listing as text."""
    entries = ["\n\n".join([title, f"Posted on {written(date)}", *paragraphs, f"Tags: {', '.join(tags)}"]) for title, date, tags, paragraphs in posts]
    return "Posts tagged ‘Harbour’\n\n" + "\n\n".join(entries) + "\n"


def curled(text):
    return html.escape(text).replace("’", "&#8217;")


def html_page(posts=POSTS, head="", tail=""):
    """The same as HTML, as themes write it."""
    entries = [
        f'<div class="post" id="post-{i}">\n\t<h2><a href="/{i}" rel=bookmark>{html.escape(title)}</a></h2>\n<p class=meta>Posted on\n {written(date)}</p>'
        f"<div class=entry>{''.join(f'<p>{curled(each)}</p>' for each in paragraphs)}</div>\n"
        f"<p>Tags: {', '.join(f'<a rel=tag href=/t/{tag}>{tag}</a>' for tag in tags)}</p></div><!-- post -->"
        for i, (title, date, tags, paragraphs) in enumerate(posts)
    ]
    return (
        f"<!DOCTYPE html>\n<html><head><title>Harbour</title><style>p {{ color: red }}</style>{head}</head><body><script>var a = '<p>no</p>';</script>"
        f"<h1>Posts tagged &#8216;Harbour&#8217;</h1>\n{''.join(entries)}{tail}</body></html>"
    )


def fields(archive):
    return [(str(post.title), post.tags, str(post.published), [str(each) for each in post.paragraphs]) for post in archive]


def plain(raw):
    """What a stretch of HTML says, by other means."""
    text = re.sub(r"<!--.*?-->|<(script|style).*?</\1>", "", raw, flags=re.DOTALL)
    return " ".join(html.unescape(re.sub(r"<[^>]*>", "", text)).split())


@pytest.fixture(scope="module")
def archive():
    return pdx.parse(html_page(), name="harbour.html", url="https://example.org/tag/harbour")


def test_the_posts_are_those_of_the_text(archive):
    assert archive.sources[0].form == "html"
    assert fields(archive) == fields(pdx.parse(text_page()))
    assert [str(post.title) for post in archive] == [post[0] for post in POSTS]
    assert [len(archive.search(query)) for query in ("ferry", "iron", "red", "var", '"voted for a new quay"')] == [1, 1, 0, 0, 1]


def test_anchors_are_in_the_html(archive):
    data = archive.sources[0].data
    for page in archive.pages:
        for part in page.parts:
            begin, end = part.anchor.bytes
            if part.role != "blank":
                assert plain(data[begin:end].decode()) == " ".join(part.text.split()), part
    line = archive.find("master")[0]
    begin, end = line.anchor.bytes
    assert data[begin:end] == b"master" and line.anchor.verify()
    assert archive.pages[0].text.split("\n")[line.anchor.line - 1].startswith("It is time")
    begin, end = line.anchor.chars
    assert archive.pages[0].text[begin:end] == "master"
    begin, end = archive[0].title.anchor.bytes
    assert data[begin:end] == b"Ferry &amp; quay"


def test_it_is_saved_and_pickled(archive, tmp_path):
    archive.save(tmp_path / "a.pdx")
    again = pdx.open(tmp_path / "a.pdx")
    again.verify()
    for other in (again, pickle.loads(pickle.dumps(archive)), pickle.loads(pickle.dumps(again))):
        assert other == archive and fields(other) == fields(archive)
        assert [part.anchor.bytes for part in other.pages[0].parts] == [part.anchor.bytes for part in archive.pages[0].parts]
        assert [part.anchor.line for part in other.pages[0].parts] == [part.anchor.line for part in archive.pages[0].parts]
        assert other.find("master")[0].anchor.verify()


def test_it_is_added_beside_other_forms(tmp_path):
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.html").write_text(html_page(), encoding="utf-8")
    (folder / "b.txt").write_text(text_page(), encoding="utf-8")
    (folder / "c.jsonl").write_text('{"title": "A row", "text": "Of its own, with a ferry."}\n', encoding="utf-8")
    both = pdx.open(folder)
    assert [source.form for source in both.sources] == ["html", "text", "jsonl"]
    assert [len(post.appearances) for post in both] == [2, 2, 2, 1]
    with pdx.writer(tmp_path / "w.pdx") as writer:
        writer.add(folder / "b.txt")
    with pdx.writer(tmp_path / "w.pdx") as writer:
        writer.add(folder / "a.html")
        writer.add(folder / "c.jsonl")
    grown = pdx.open(tmp_path / "w.pdx")
    grown.verify()
    assert sorted(fields(grown)) == sorted(fields(both))


def test_it_is_corrected(archive):
    page = archive.pages[0]
    lines = page.text.split("\n")
    number = lines.index("Rain fell before noon.") + 1
    mended = page.correct({number: "quote"})
    assert "Rain fell before noon." in [part.text for part in mended.parts.where("quote")]
    assert mended.source.form == "html" and len(mended.appearances) == 3


def test_what_was_decoded_is_decoded_again(archive, tmp_path):
    """Its text stands twice in what is saved, in the source and decoded: damage to the latter costs nothing."""
    path = tmp_path / "a.pdx"
    archive.save(path)
    file = next(path.glob("texts-*"))
    data = file.read_bytes()
    at = data.index("three hundred people walked".encode(), 16 + archive.sources[0].size)
    file.write_bytes(data[:at] + b"T" + data[at + 1 :])
    with pytest.raises(pdx.CorruptError):
        pdx.open(path).verify()
    done = pdx.repair(path, tmp_path / "b.pdx")
    assert (done.kept, done.lost) == (3, []) and any("decoded again" in told for told in done.damage)
    assert fields(pdx.open(tmp_path / "b.pdx")) == fields(archive)


@pytest.mark.parametrize("text", ["<!doctype html>", "<html></html>", "<p></p><p></p>", "<!doctype html><script>var a;</script>", "\ufeff<html><!-- a -->"])
def test_a_page_that_says_nothing(text):
    empty = pdx.parse(text)
    assert (len(empty), len(empty.pages), empty.sources[0].form) == (0, 0, "html")


def test_a_byte_order_mark_is_not_text():
    assert pdx.parse("\ufeff" + html_page()).pages[0].text.startswith("Posts tagged")


@pytest.mark.parametrize("piece", ["<div>", "<b>", "<table><tr><td>", "<ul><li>", "<a href=x>", "</div>", "<svg><g>"])
def test_depth_is_no_trouble(piece):
    deep = pdx.parse("<!doctype html>" + piece * 50_000 + "<p>The ferry waited at the quay.</p>")
    assert len(deep.pages) in (0, 1)


def test_the_command_line_reads_it(tmp_path, capsys):
    from postdex import cli

    file = Path(tmp_path, "page")
    file.write_text(html_page(), encoding="utf-8")
    assert cli.main(["parse", "--jsonl", str(file)]) == 0
    assert [line.count('"title": "Council votes"') for line in capsys.readouterr().out.splitlines()] == [0, 0, 1]


PROSE = "The ferry waited at the quay for an hour, and then it went home without anybody on board."


@pytest.mark.parametrize(
    ("entry", "titles"),
    [
        ("<article><h2><a href=/{0}>{1}</a></h2><p>{2}</p></article>", ["Owl", "Fox", "Hare"]),
        ("<div class='post post-{0}'><div class=t><a href=/{0}>{1}</a></div><p>{2}</p><p>{2}</p></div>", ["Owl", "Fox", "Hare"]),
        ("<li class=hentry><span class=entry-title>{1}</span> {2}</li>", ["Owl", "Fox", "Hare"]),
        ("<section><h3><a href=/{0}>{1}</a></h3><p>{2}</p><h4>A heading in it</h4><p>{2}</p></section>", ["Owl", "Fox", "Hare"]),
    ],
)
def test_markup_tells_entries(entry, titles):
    """Lines alone would not: nothing is printed that tells one from the next."""
    entries = "".join(entry.format(i, title, PROSE) for i, title in enumerate(titles))
    around = "<nav><a href=/>Home</a> <a href=/about>About us</a></nav>", "<aside><h2>Lately</h2><p>Somebody said something.</p></aside><footer><p>All of it is ours.</p></footer>"
    page = pdx.parse(f"<!doctype html><body>{around[0]}<main>{entries}</main>{around[1]}").pages[0]
    assert [str(each.title) for each in page.appearances] == titles
    assert "the page's markup says where entries begin and end" in page.appearances[0].evidence
    assert {part.text for part in page.remainder if part.role != "blank"} >= {"Lately", "All of it is ours."}


def test_what_stands_around_a_post_is_not_of_it():
    page = pdx.parse(
        f"<!doctype html><header><h1>The Orrel Bell</h1></header><article><h1>Owl</h1><p>{PROSE}</p></article>"
        f"<div class=sidebar><h2>Archives</h2><ul><li><a href=/1>May 2019</a><li><a href=/2>June 2019</a></ul></div><footer><p>{PROSE}</p></footer>"
    ).pages[0]
    assert [(str(each.title), [part.text for part in each.parts if part.role == "paragraph"]) for each in page.appearances] == [("Owl", [PROSE])]


def test_a_person_knows_better_than_markup():
    page = pdx.parse(f"<!doctype html><div class=p><h2><a href=1>Owl</a></h2><p>{PROSE}</p></div><div class=p><h2><a href=2>Fox</a></h2><p>{PROSE}</p><p>Hare</p><p>{PROSE}</p></div>").pages[0]
    assert [str(each.title) for each in page.appearances] == ["Owl", "Fox"]
    line = page.text.split("\n").index("Hare") + 1
    assert [str(each.title) for each in page.correct({line: ("start", "title")}).appearances] == ["Owl", "Fox", "Hare"]


@pytest.mark.parametrize(
    ("marked", "iso", "printed", "evidence"),
    [
        ("<time datetime=2019-03-01T10:20:00Z>yesterday</time>", "2019-03-01T10:20:00", "yesterday", "said by the page's markup"),
        ("<time datetime=2019-03-01>3/1/19</time>", "2019-03-01", "3/1/19", "said by the page's markup"),
        ("<abbr class=published title=2019-03-01>last spring</abbr>", "2019-03-01", None, "said by the page's markup"),
        ("<meta itemprop=datePublished content=2019-03-01>", "2019-03-01", None, "said by the page's markup"),
        ("<time datetime=2019-03-01>13 February 2018</time>", "2018-02-13", "13 February 2018", "printed"),
        ("<time datetime=soon>soon</time>", "None", None, ""),
    ],
)
def test_a_day_that_is_marked(marked, iso, printed, evidence, tmp_path):
    """What is printed counts where it is sure; what machines are told, where it is not."""
    page = pdx.parse(f"<!doctype html><article><h2><a href=1>Owl</a></h2><p>{marked}</p><p>{PROSE}</p></article><article><h2><a href=2>Fox</a></h2><p>{PROSE}</p></article>")
    page.save(tmp_path / "a.pdx")
    for archive in (page, pdx.open(tmp_path / "a.pdx")):
        published = archive[0].published
        assert str(published).startswith(iso)
        if published:
            assert (None if published.printed is None else str(published.printed), published.evidence) == (printed, evidence)


ROUND = "<a href=/ann/>Ann Lee</a> {} <a href='1#respond'>No comments</a>, <a rel=tag href=/t/owls>Owls</a>"


@pytest.mark.parametrize(
    ("marked", "printed"),
    [
        ("<time datetime=2019-03-01T10:20:00Z>March 1, 2019</time>", "March 1, 2019"),
        ("<a href=1><time datetime=2019-03-01>1 March 2019</time></a>", "1 March 2019"),
        ("<time datetime=2019-03-01T00:00:00+08:00>03-01</time>", "03-01"),
        ("<time datetime=2019-03-01>01/03</time>", "01/03"),
    ],
)
def test_a_line_of_links_with_a_day_is_no_text(marked, printed, tmp_path):
    """Its date is that of the post; lines with as many words of their own are text."""
    entry = f"<article><h2><a href=1>Owl</a></h2><p class=meta>{ROUND.format(marked)}</p><p>{PROSE}</p></article>"
    text = f"<article><h2><a href=2>Fox</a></h2><p>It was on {marked} that it came back to us here.</p><p>{PROSE}</p></article>"
    page = pdx.parse(f"<!doctype html>{entry}{text}")
    page.save(tmp_path / "a.pdx")
    for archive in (page, pdx.open(tmp_path / "a.pdx")):
        owl, fox = archive.pages[0].appearances
        assert not {part.role for part in owl.parts if part.text.startswith("Ann Lee")} & {"paragraph", "heading", "list", "caption"}
        assert (str(owl.date), str(owl.post.published)[:10]) == (printed, "2019-03-01")
        assert [part.role for part in fox.parts if "It was on" in part.text] == ["paragraph"]


@pytest.mark.parametrize("printed", ["03-02", "3", "3-1-7", "x 03-01", "03-01-44444444444"])
def test_numbers_that_are_another_day_are_no_date(printed):
    page = pdx.parse(f"<!doctype html><article><h2><a href=1>Owl</a></h2><p><time datetime=2019-03-01>{printed}</time></p><p>{PROSE}</p></article>").pages[0]
    assert str(page.appearances[0].date) != printed


def test_a_line_of_an_author_and_a_category_is_no_text():
    line = "<p><a href=/ann/>Ann Lee the Younger</a> in <a rel='category tag' href=/category/wood/>Wood</a></p>"
    said = f"<p>{PROSE} It is <a rel='category tag' href=/category/wood/>wood</a>.</p>"
    entries = "".join(f"<article><h2><a href={i}>{title}</a></h2>{text}<p>{PROSE}</p></article>" for i, title, text in ((1, "Owl", line), (2, "Fox", said)))
    owl, fox = pdx.parse("<!doctype html>" + entries).pages[0].appearances
    assert [part.role for part in owl.parts if "Ann Lee" in part.text] == ["categories"]
    assert (owl.post.categories, fox.post.categories) == (["Wood"], [])


def test_a_tag_that_leads_to_a_post_of_the_page_is_none():
    """Also where nothing holds the entries, which say nothing."""
    entries = "".join(f"<h2><a href=/n/{i}>{title}</a></h2><p>4 May 2019</p><p><a rel=tag href=/n/{i}>Read more about {title}</a></p>" for i, title in enumerate(["Owl", "Fox", "Hare"]))
    assert [post.tags for post in pdx.parse("<!doctype html>" + entries)] == [[], [], []]


@pytest.mark.parametrize(
    ("terms", "tags", "categories"),
    [
        ("<p><a rel=tag href=/t>Night birds</a> <a rel=tag href=/t>Old trees</a></p>", ["Night birds", "Old trees"], []),
        ("<ul><li><a rel=tag href=/t>Night birds</a><li><a rel=tag href=/t>Old trees, old walls</a></ul>", ["Night birds", "Old trees, old walls"], []),
        ("<p>Posted in <a rel='category tag' href=/c>Wood</a></p><p>Tagged <a rel=tag href=/t>Owls</a>, <a rel=tag href=/t>A, B</a></p>", ["Owls", "A, B"], ["Wood"]),
        (f"<p>{PROSE} It is an <a rel=tag href=/t>owl</a>.</p>", [], []),
        ("<p><a href=/tags/night-birds/>Night birds</a> <a href=/tags/old/>Old trees, old walls</a></p>", ["Night birds", "Old trees, old walls"], []),
        ("<div><a href=/category/wood/>Wood</a></div><p><a rel=tag href=/t>Owls</a> <a href=/tags/all>All</a></p>", ["Owls"], ["Wood"]),
        (f"<p>{PROSE} It is an <a href=/tag/owl>owl</a>.</p>", [], []),
        ("<p><a rel=tag href=/category/wood/>Wood</a> <a rel=tag href=/category/wood/night/>Night</a></p>", [], ["Wood", "Night"]),
        ("<p>Tags: <a rel='category tag' href=/c/wood/>Wood</a>, <a rel='category tag' href=/c/night/>Night</a></p>", ["Wood", "Night"], []),
        ("<p>Posted in: <a rel='category tag' href=/c/wood/>Wood</a> | Tags: <a rel=tag href=/t/owls>Owls</a></p>", ["Owls"], ["Wood"]),
        ("<p><a rel=tag href=1>Read more about Owl</a></p><p><a rel=tag href=/t>Owls</a></p>", ["Owls"], []),
    ],
)
def test_links_that_are_tags(terms, tags, categories, tmp_path):
    page = pdx.parse(f"<!doctype html><article><h2><a href=1>Owl</a></h2><p>{PROSE}</p>{terms}</article><article><h2><a href=2>Fox</a></h2><p>{PROSE}</p></article>")
    page.save(tmp_path / "a.pdx")
    for archive in (page, pdx.open(tmp_path / "a.pdx")):
        assert (archive[0].tags, archive[0].categories, archive[1].tags) == (tags, categories, [])
        assert [len(archive.where(tag=tag)) for tag in tags] == [1] * len(tags)


@pytest.mark.parametrize(
    ("line", "leads_on"),
    [
        ("<a href=/owl>The whole owl</a>", True), ("<a href='/owl#more'>All there is</a> \u2192", True),
        ("<a href=/fox>The whole fox</a>", False), ("<a href=/owl>Seen 3 times</a>", False), ("An <a href=/owl>owl</a>", False),
        ("<a href=/owl>An owl that came back every night of that long and cold winter</a>", False),
    ],
)  # fmt: skip
def test_a_link_to_where_the_title_leads_leads_on(line, leads_on):
    """Whatever it says: it is no text of the post."""
    entries = "".join(f"<article><h2><a href={at}>{title}</a></h2><p>{PROSE}</p><p>{line}</p></article>" for at, title in (("/owl", "Owl"), ("/mole", "Mole")))
    owl = pdx.parse("<!doctype html>" + entries).pages[0].appearances[0]
    found = [part.role for part in owl.parts if part.text in line.replace("<a href=/owl>", "") or part.text.rstrip(" \u2192") in line][-1]
    assert found not in ("paragraph", "heading") if leads_on else found != "read_more"


@pytest.mark.parametrize("marks", ["", "\ufeff", "\ufeff\ufeff", "\ufeff\ufeff\n ", "\n \ufeff", "\r\n\ufeff\ufeff\n"])
def test_marks_of_the_order_of_bytes_are_no_text(marks):
    """Files that were put together of others have several of them."""
    page = pdx.parse(marks + f"<!doctype html><article><h2><a href=1>Owl</a></h2><p>{PROSE}</p></article>").pages[0]
    assert page.source.form == "html" and page.appearances[0].title == "Owl"
    assert "\ufeff" not in page.text


@pytest.mark.parametrize(("lang", "language"), [("de", "de"), ("pt-BR", "pt"), ("DE_at", "de"), ("x-klingon", None), ("12", None), ("", None)])
def test_the_language_that_a_page_says(lang, language):
    page = pdx.parse(f"<!doctype html><html lang='{lang}'><p>Ok 123 ok").pages[0]
    silent = pdx.parse("<!doctype html><html><p>Ok 123 ok").pages[0]
    assert page.language == (language or silent.language) and silent.language not in ("de", "pt")


@pytest.mark.parametrize(
    ("head", "iso"),
    [
        ('<script type="application/ld+json">{"@type": "BlogPosting", "author": {"name": "x"}, "datePublished": "2019-03-01T08:00:00"}</script>', "2019-03-01T08:00:00"),
        ('<meta property="article:published_time" content="2019-03-01">', "2019-03-01"),
        ('<script type="application/ld+json">[{"datePublished": "2019-03-01"}, {"datePublished": "2019-03-02"}]</script>', "None"),
        ('<script type="application/ld+json">{"datePublished": "2019-03-01", "broken</script>', "2019-03-01"),
        ('<script>{"datePublished": "2019-03-01"}</script>', "None"),
    ],
)
def test_the_day_that_a_page_says_of_itself(head, iso):
    """As a whole: it is that of its post where it has one."""
    one = f"<article><h2><a href=1>Owl</a></h2><p>{PROSE}</p></article>"
    assert str(pdx.parse(f"<!doctype html><head>{head}</head>{one}")[0].published) == iso
    assert {str(post.published) for post in pdx.parse(f"<!doctype html><head>{head}</head>{one}{one.replace('Owl', 'Fox')}")} == {"None"}


def test_elements_give_roles():
    page = pdx.parse(
        f"<!doctype html><article><h2><a href=1>Owl</a></h2><p>{PROSE}</p><blockquote><p>{PROSE}</p></blockquote><ul><li>One of them</li><li>Another one</li></ul>"
        f"<pre>x = 1</pre><h3>Of its feathers</h3><p>{PROSE}</p></article>"
        f"<article><h2><a href=2>Fox</a></h2><p>{PROSE}</p></article>"
    )
    assert [(part.role, part.text) for part in page[0].parts if part.text not in (PROSE, "Owl") and part.role != "blank"] == [
        ("list", "One of them"), ("list", "Another one"), ("code", "x = 1"), ("heading", "Of its feathers"),
    ]  # fmt: skip
    assert [part.role for part in page[0].parts if part.text == PROSE] == ["paragraph", "quote", "paragraph"]


def test_program_text_has_no_tags():
    """But a page that is all in `<pre>` is a page."""
    code = "<pre>Tags: owls, foxes</pre>"
    page = pdx.parse("".join(["<!doctype html>", *(f"<article><h2><a href={i}>{title}</a></h2><p>{PROSE}</p>{code}</article>" for i, title in ((1, "Owl"), (2, "Fox")))]))
    assert [(post.tags, [part.text for part in post.parts if part.role == "code"]) for post in page] == [([], ["Tags: owls, foxes"])] * 2
    whole = pdx.parse("<!doctype html><html><body><pre>" + text_page() + "</pre></body></html>")
    assert [post.tags for post in whole] == [post.tags for post in pdx.parse(text_page())]


def test_a_list_of_titles_with_dates_beside_them_is_posts():
    rows = [("The ferry waits", "2 May 2004, Ann"), ("A bell is found", "14 April 2004, Bob"), ("Fog", "3 April 2004, Ann")]
    lines = "".join(f'<li><a href="/{i}">{title}</a> <span>({beside})</span></li>' for i, (title, beside) in enumerate(rows))
    archive = pdx.parse(f"<!DOCTYPE html><title>Archive</title><h1>Archive</h1><ul class=archive>{lines}</ul>", progress=False)
    assert [str(post.title) for post in archive] == [title for title, _ in rows]
    assert [post.published.iso for post in archive] == ["2004-05-02", "2004-04-14", "2004-04-03"]


def test_an_excerpt_that_ends_in_words_that_lead_on_is_its_text():
    said = ["The ferry waited at the quay for an hour, and then it went home without anybody", "A bell was found under the pier, and nobody knows whose it has been", "Fog came in"]
    more = ["It was the third time this week that it did so", "It is older than the church, says who has seen it", "Nobody saw the lighthouse for two days and three nights"]
    entries = "".join(
        f'<div class="post"><h2><a href="/{i}">Number {word}</a></h2><p>{before}, says the harbour. {behind}, and … <a class="more" href="/{i}">Continue reading</a></p></div>'
        for i, (word, before, behind) in enumerate(zip(["one", "two", "three"], said, more, strict=True))
    )
    archive = pdx.parse(f"<!DOCTYPE html><title>Harbour</title><div id=content>{entries}</div>", progress=False)
    assert len(archive) == 3
    for post, before in zip(archive, said, strict=True):
        assert post.text.startswith(before)
        assert "Continue reading" not in post.text


def test_comments_without_marks_of_their_own():
    body = "<p>The ferry waited at the quay for an hour, and then it went home without anybody on board.</p>"
    said = "<dt>Ann, 2 May 2019</dt><dd>It was late again.</dd><dt>Bert, 3 May 2019</dt><dd>It was not.</dd>"
    post = pdx.parse(f"<!DOCTYPE html><title>The ferry waits</title><article><h1>The ferry waits</h1>{body}</article><dl class=comments>{said}</dl>", progress=False)[0]
    assert [(part.role, str(part.text)) for part in post.comments] == [
        ("comment_by", "Ann, 2 May 2019"), ("comments", "It was late again."), ("comment_by", "Bert, 3 May 2019"), ("comments", "It was not."),
    ]  # fmt: skip
    assert "late again" not in post.text


def test_an_excerpt_with_a_day_in_it_is_no_date():
    said = [("The ferry waited", "2 May 2019"), ("A bell was found", "14 April 2019"), ("Fog came in", "3 March 2019")]
    entries = "".join(
        f'<article><h2><a href="/{i}">{begin}</a></h2><p>Posted on 7 June 2019</p><p>{begin} at the quay on {day}, says the harbour, and it was the third time this week that something'
        f' of the kind was seen by so many, as who has been there before them all will tell, and… <a href="/{i}">Continue reading</a></p></article>'
        for i, (begin, day) in enumerate(said)
    )
    archive = pdx.parse(f"<!DOCTYPE html><title>Harbour</title>{entries}", progress=False)
    assert [(post.published.iso, post.text[:16].startswith(begin[:11])) for post, (begin, _) in zip(archive, said, strict=True)] == [("2019-06-07", True)] * 3


@pytest.mark.parametrize("more", ["Continue reading {}", "Continue reading: ‘{}’ »", "Read more about {} »"])
def test_an_excerpt_that_ends_with_its_title_is_text(more):
    said = [("The ferry waited for the bell", "Ann"), ("A bell was found in the fog", "Bert"), ("Fog came in over the quay", "Cem")]
    entries = "".join(
        f'<div class="hentry"><h2 class="entry-title"><a href="/{i}">{title}</a></h2><div>Posted on 7 June 2019 by {name}.</div><div class="entry-content"><p>Nobody who stood at the quay that'
        f' day had thought that it would take so long, or that so many would come to see it, with lamps and with children. <a href="/{i}">{more.format(title)}</a></p></div>'
        f'<div>{i + 2} Comments</div></div>'
        for i, (title, name) in enumerate(said)
    )
    archive = pdx.parse(f"<!DOCTYPE html><title>Harbour</title>{entries}", progress=False)
    assert [str(post.title) for post in archive] == [title for title, _ in said]
    assert all("Nobody who stood at the quay" in post.text for post in archive) and len(archive.search("lamps")) == 3


def test_what_stands_for_a_picture_and_below_it_is_no_text():
    picture = """<figure><img src="data:image/gif;base64,R0" data-src="https://tidewick.example/boat.jpg" alt="The boat in the fog"><figcaption>The boat, seen from the mole on a morning in May, by the paper's own photographer.</figcaption></figure>
    <table class="tr-caption-container"><tr><td><img src="/bell.jpg" alt="A bell"></td></tr><tr><td class="tr-caption">The bell</td></tr></table>"""
    page = f"<!DOCTYPE html><article><h1>The ferry</h1><p>{POSTS[0][3][0]}</p>{picture}<p class=has-caption>{POSTS[1][3][0]}</p></article>"
    post = pdx.parse(page, "ferry.html", progress=False)[0]
    assert post.text == f"{POSTS[0][3][0]}\n\n{POSTS[1][3][0]}"
    assert [(part.role, part.text.split()[1]) for part in post.parts if part.role in ("image_alt", "caption")] == [("image_alt", "boat"), ("caption", "boat,"), ("image_alt", "bell"), ("caption", "bell")]
    assert [part.text for part in post.images] == ["https://tidewick.example/boat.jpg", "/bell.jpg"]
    assert all(part.anchor.verify() for part in post.parts)
