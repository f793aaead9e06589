"""Pages that a program turned into Markdown: fields of their posts, anchors into the bytes, and texts that are none."""

import postdex as pdx

PAGE = """\
[Skip to content](https://tidewick.example/#content)

  * [Home](https://tidewick.example/)
  * [About](https://tidewick.example/about/)

# Tag: Harbour

## [The ferry of half past nine is late again, and \\#9 is _late_ as
ever](https://tidewick.example/2013/05/late-
again/)

Posted on [May 3, 2013](https://tidewick.example/2013/05/late-again/) by [Ada
Penn](https://tidewick.example/author/ada/)

The ferry of half past nine left at noon &amp; nobody on the quay could say why
it did, says [the council][1].

  * fog
  * tide

![The pier \\(at dawn\\)](https://tidewick.example/pier.jpg)

Tags: [Harbour](https://tidewick.example/tag/harbour/), [Flood, and
Ebb](https://tidewick.example/tag/flood/)

## [A new quay](https://tidewick.example/2013/04/quay/)

Posted on [April 21, 2013](https://tidewick.example/2013/04/quay/) by [Ben
Ode](https://tidewick.example/author/ben/)

The mayor opened the new quay, and fell into the water as he cut the ribbon of
it\\.

Tags: [Harbour](https://tidewick.example/tag/harbour/)

   [1]: https://tidewick.example/council
"""


def open_page(tmp_path, text=PAGE, encoding="utf-8"):
    path = tmp_path / "page.txt"
    path.write_bytes(text.encode(encoding))
    return pdx.open(path), path.read_bytes()


def test_fields(tmp_path):
    archive, _ = open_page(tmp_path)
    first, second = archive
    assert archive.pages[0].source.form == "marked"
    assert (first.title, first.author, first.tags) == ("The ferry of half past nine is late again, and #9 is late as ever", "Ada Penn", ["Harbour", "Flood, and Ebb"])
    assert (second.title, second.author, second.tags) == ("A new quay", "Ben Ode", ["Harbour"])
    assert [str(post.published) for post in archive] == ["2013-05-03", "2013-04-21"]
    assert [post.url for post in archive] == ["https://tidewick.example/2013/05/late-again/", "https://tidewick.example/2013/04/quay/"]
    parts = [(part.role, str(part.text)) for part in first.parts if part.role in ("paragraph", "list", "image_alt")]
    assert parts == [
        ("paragraph", "The ferry of half past nine left at noon & nobody on the quay could say why it did, says the council."), ("list", "fog"), ("list", "tide"),
        ("image_alt", "The pier (at dawn)"),
    ]  # fmt: skip
    assert [str(part.text) for part in first.images] == ["https://tidewick.example/pier.jpg"]
    assert "https://tidewick.example/council" in [str(link.text) for link in first.links]
    assert [str(part.text) for part in second.paragraphs] == ["The mayor opened the new quay, and fell into the water as he cut the ribbon of it."]


def test_anchors_and_bytes(tmp_path):
    for encoding in ("utf-8", "utf-16"):
        archive, data = open_page(tmp_path, PAGE.replace("quay could", "quay of Çeşme could"), encoding)
        [page] = archive.pages
        assert "".join(str(part.text) for part in page.parts) == page.text
        assert all(part.anchor.verify() for post in archive for part in post.parts)
        [title] = [part for part in archive[0].parts if part.role == "title"]
        said = data[slice(*title.anchor.bytes)].decode("utf-16-le" if encoding == "utf-16" else encoding)
        assert said == "The ferry of half past nine is late again, and \\#9 is _late_ as\never"
        [image] = archive[0].images
        assert data[slice(*image.anchor.bytes)].decode("utf-16-le" if encoding == "utf-16" else encoding) == "https://tidewick.example/pier.jpg"


def test_a_broken_line_as_long_as_it_is_read():
    text = "The ferry of half past nine left at noon, and nobody on the quay could say\nwhy it did, or when the next one was to leave.\n\n## Late\n\n## Later\n\n## Latest\n"
    page = pdx.parse(text).pages[0]
    assert page.source.form == "marked" and page.parts[0].anchor.bytes == (0, len(str(page.parts[0].text)))
    assert all(part.anchor.verify() for part in page.parts)


def test_saved(tmp_path):
    archive, _ = open_page(tmp_path)
    archive.save(tmp_path / "saved.pdx")
    again = pdx.open(tmp_path / "saved.pdx")
    assert again.pages[0].source.form == "marked"
    assert [(post.title, post.url, post.tags) for post in again] == [(post.title, post.url, post.tags) for post in archive]
    assert again.search("mayor")[0].post.title == "A new quay"
    corrected = again.pages[0].correct({again[1].parts.where("title")[0].line: "heading"})
    assert len(corrected.appearances) == 1


def test_what_stays_a_text():
    plain = "The ferry\n\nMay 3, 2013 by Ada Penn\n\nThe #9 ferry [left](late), and * a star stood over it.\n\n# 1 of them\n\nA new quay\n\nApril 21, 2013 by Ben Ode\n\nThe mayor fell in.\n"
    assert pdx.parse(plain).pages[0].source.form == "text"
    shell = "The shell\n\n# ls\n\nlisting\n\n# cat ferry\n\nlate\n\n# rm ferry\n\ngone\n"
    assert pdx.parse(shell).pages[0].source.form == "text"


def test_an_article_is_one_post():
    article = "# How to sail\n\nYou need a boat, and [a sail](https://x.example/sail).\n\n## The boat\n\nIt floats. See [this](https://x.example/b).\n\n## The sail\n\nIt pulls, as [that](https://x.example/c) says.\n"
    assert [post.title for post in pdx.parse(article)] == ["How to sail"]
