"""Posts in Markdown: fields of front matter, parts of the body, anchors into the file; and a site's posts against another reader of YAML."""

import re

import pytest

import postdex as pdx
from shared_data import shared

POST = """\
---
title: 'The ferry: it''s late'
date: 2013-05-02 09:58:58 -0400
tags: [Harbour, "Flood, and Ebb"]
categories:
  - Town
author: Ada Penn-Hallow
draft: true
odd: {a: 1}
---

It left &amp; came *back*, says [the council](https://tidewick.example/council).

## Why

- fog
- tide

![The pier at dawn](pier.jpg)
"""


def test_fields_and_parts(tmp_path):
    path = tmp_path / "2013-05-02-ferry.md"
    path.write_text(POST, encoding="utf-8")
    archive = pdx.open(path)
    [post] = archive
    assert (post.title, post.tags, post.categories, post.author) == ("The ferry: it's late", ["Harbour", "Flood, and Ebb"], ["Town"], "Ada Penn-Hallow")
    assert str(post.published) == "2013-05-02T09:58:58"
    parts = [(part.role, str(part.text)) for part in post.parts if part.role != "blank"]
    assert parts == [
        ("title", "The ferry: it's late"), ("byline", "Ada Penn-Hallow"), ("date", "2013-05-02 09:58:58 -0400"), ("categories", "Town"),
        ("tags", "Harbour, Flood, and Ebb"), ("paragraph", "It left & came back, says the council."), ("heading", "Why"), ("list", "fog"), ("list", "tide"),
        ("image_alt", "The pier at dawn"), ("status", "draft"), ("other", "odd: {a: 1}"), ("link", "https://tidewick.example/council"), ("image", "pier.jpg"),
    ]  # fmt: skip
    data = path.read_bytes()
    by_role = {part.role: data[slice(*part.anchor.bytes)].decode() for part in post.parts if part.role != "blank"}
    assert by_role["title"] == "The ferry: it''s late"
    assert by_role["paragraph"].startswith("It left &amp; came *back*, says [the council](")
    assert all(part.anchor.verify() for part in post.parts)
    assert [hit.post.number for hit in archive.search('tag:"Flood, and Ebb" ferry -storm')] == [0]


@pytest.mark.parametrize(
    "front",
    [
        '+++\ntitle = "The storm"\ndate = 2013-05-03\ntags = ["Harbour"]\n+++\n', "Title: The storm\nDate: 2013-05-03\nTags: Harbour\n\n",
        '{\n  "title": "The st\\u006frm",\n  "date": "2013-05-03",\n  "tags": ["Harbour"],\n  "more": {"a": [1]}\n}\n', '---json\n{"title": "The storm", "date": "2013-05-03", "tags": ["Harbour"]}\n---\n',
        "title: The storm\ndate: 2013-05-03\ntags:\n- Harbour\n---\n", "---toml\ntitle = 'The storm'\ndate = 2013-05-03\ntags = ['Harbour']\n---\n",
        "---\ntitle: The storm\ndate: 2013-05-03\ntags: Harbour\n---\n", "\ufeff---\r\ntitle: \"The storm\"\r\ndate: 2013-05-03\r\ntags:\r\n- Harbour\r\n---\r\n",
    ],
    ids=["TOML", "lines", "JSON", "JSON in fences", "a fence behind", "TOML in fences", "YAML", "Windows"],
)  # fmt: skip
def test_the_same_post_in_each_form(front):
    [post] = pdx.parse(f"{front}\nIt came at *night*.\n")
    assert (post.title, post.tags, str(post.published), [str(part.text) for part in post.parts if part.role == "paragraph"]) == (
        "The storm", ["Harbour"], "2013-05-03", ["It came at night."]
    )  # fmt: skip


def test_a_page_with_rules_is_a_page():
    for text in ("---\nA paragraph between rules.\n---\n\nMore of it.", "Title: only this\n\nA page.", "---\ntitle: no end\n"):
        [page] = pdx.parse(text).pages
        assert page.source.data == text.encode()
        assert page.parts[0].anchor.bytes[0] == 0  # a page's parts cover its bytes; of a post in Markdown the first is its title


def test_hostile_markdown_is_read_in_linear_time():
    for unit in ("[", "[a](", "](", "*a ", "`" * 3 + "a`", "<a", "<!--", "{{", "> ", "- ", "![", "&", "[a]: b\n", "| a |\n|-|\n", "\\", "<", "~~", "_a_b",
                 "<a href=x>", "<a {{x}}", "<a href='{{x}}", "[caption ", "[caption ]", "[/caption]", "[caption ][/caption]", "{{caption='a'}}"):
        text = "---\ntitle: t\n---\n" + unit * (60_000 // len(unit))
        assert len(pdx.parse(text)) == 1


@pytest.mark.large
def test_the_posts_of_a_site():
    """Titles, days and tags of 1,891 posts, read off their lines by rules for these files alone."""
    folder = shared("data/markdown/digitalgov/news")
    files = sorted(folder.rglob("*.md"))
    archive = pdx.open(files)
    assert (len(files), len(archive), archive.skipped) == (1891, 1891, [])
    posts = {post.anchor.source: post for post in archive}
    n_tags = 0
    for path in files:
        front = re.match(r"\s*---\n(.*?)\n---[ \t]*\n", path.read_text(encoding="utf-8"), re.S)[1]
        post = posts[str(path)]
        title = next(iter(re.findall(r"^title: ?(.*(?:\n +\S.*)*)$", front, re.M)), None)
        title = title and re.sub(r" *\n *", " ", title).strip(" ")
        if title is None:  # four have none
            assert post.title is None, path
        elif title[:1] == "'":
            title = title[1:-1].replace("''", "'")
        elif title[:1] == '"':
            title = title[1:-1].replace('\\"', '"')
        assert post.title == ((title or "").strip(" ") or None), path
        [day] = re.findall(r"^date: ['\"]?(\d{4}-\d\d?-\d\d?)", front, re.M)
        assert str(post.published)[:10] == "-".join(f"{int(part):02}" for part in day.split("-")), path
        tags, here = [], False
        for line in front.split("\n"):
            here = bool(re.match(r"(?:topics|tag):", line)) if re.match(r"\S", line) and not line.startswith(("-", "#")) else here
            item = re.match(r" *- *(.*?) *(?:#.*)?$", line)
            if here and item is not None and item[1]:
                tags.append(item[1].strip("'\""))
        assert post.tags == list(dict.fromkeys(tags)), path
        n_tags += len(post.tags)
    assert n_tags > 4000


def test_lines_of_a_page_are_no_front_matter():
    """Two keys that are known, of which one is the title; lists of tags over posts are a page's."""
    for text in ("Tags: quay, tide\nTags: rain", "Date: 2 May 2019\nTags: quay\n\nThe ferry waited.", "Title:\nTags: quay", "Title: Low tide\n\nThe ferry waited."):
        assert pdx.parse(text).sources[0].form == "text", text
    assert pdx.parse("Title: Low tide\nTags: quay\n\nThe ferry waited.").sources[0].form == "markdown"
    for text in ("Title: Low tide\n---\nThe ferry waited.", "Title: Low tide\nDate: 2013-05-02\n\nIt left.\n---\nMore.", "Note: so\nTitle: Low tide\nTags: a\n---\n"):
        assert not any(part.text == "Low tide" and part.role == "title" for post in pdx.parse(text) for part in post.parts) or "\n\n" in text, text


def test_a_program_before_a_post_is_none_of_its_text():
    [post] = pdx.parse('---js\n{\n  title: "The storm",\n  date: new Date()\n}\n---\nIt came at *night*.\n', name="2013-05-03-storm.md")
    assert (post.title, post.text, post.published.iso) == (None, "It came at night.", "2013-05-03")
    assert [part.text for part in post.parts if part.role == "other"] == ['{\n  title: "The storm",\n  date: new Date()\n}']
    assert pdx.parse("---js\nno end").sources[0].form == "text"


def test_text_that_says_that_nothing_is_marked_up():
    [post] = pdx.parse("---\ntitle: Low tide\ncontent-type: text/plain\nlang: en\n---\na<b and *so* on, at <https://tidewick.example/a?b&c>\n> quoted\nnot quoted\n")
    assert [(part.role, part.text) for part in post.parts if part.role != "blank"] == [
        ("title", "Low tide"), ("paragraph", "a<b and *so* on, at <https://tidewick.example/a?b&c>"), ("quote", "quoted"), ("paragraph", "not quoted"),
        ("link", "https://tidewick.example/a?b&c"),
    ]  # fmt: skip
    [other] = pdx.parse("---\ntitle: Low tide\ncontent-type: text/x-markdown\n---\n*so*\n")
    assert [part.text for part in other.parts if part.role in ("other", "paragraph")] == ["so", "content-type: text/x-markdown"]


@pytest.mark.parametrize(
    ("front", "author"),
    [
        ("author:\n  name: Ann Lee\n  email: ann@tidewick.example", "Ann Lee"), ("authors:\n- name: 'Ann Lee'\n  url: x\n- name: Bo\n", "Ann Lee, Bo"),
        ("author:\n  nickname: ann", None), ("editor:\n  name: Cy", None),
    ],
)  # fmt: skip
def test_authors_that_are_more_than_names(front, author):
    [post] = pdx.parse(f"---\ntitle: The storm\n{front}\n---\n\nIt came.\n")
    assert (post.author, post.text) == (author, "It came.")
    assert any(front.split("\n")[1].split(":")[0].strip("- ") in part.text for part in post.parts if part.role == "other")


def test_json_by_itself_is_no_front_matter():
    for text in ('{\n "title": "The storm"\n}\n', '{\n "title": "The storm"\n}\n{\n "title": "Another"\n}\n', '{\n "name": "x"\n}\n\nIt came.\n', '{\n "title": "cut off\n\nIt came.\n'):
        assert pdx.parse(text).sources[0].form != "markdown"


def test_a_body_of_html_is_read_as_html():
    body = '<p>It left <b>at noon</b>.</p>\n<p>It came <a href="/b">back</a>.</p>\n\n<figure><img src="/c.jpg" alt="A boat"><figcaption>The boat</figcaption></figure>\n<!-- more -->\n<h2>Two</h2><blockquote>So it is.</blockquote>\n'
    front = "---\ntitle: The ferry\nurl: https://tidewick.example/1\n---\n"
    post = pdx.parse(front + body, "2013-05-20-ferry.html")[0]
    said = [("title", "The ferry"), ("paragraph", "It left at noon."), ("paragraph", "It came back."), ("image_alt", "A boat"), ("caption", "The boat"), ("heading", "Two"), ("quote", "So it is.")]
    assert [(part.role, part.text) for part in post.parts if part.role != "blank"] == [*said, ("address", "https://tidewick.example/1"), ("link", "/b"), ("image", "/c.jpg")]
    assert all(part.anchor.verify() for part in post.parts)
    for more, said in (("\n\nText *as* Markdown has it.\n", "Text as Markdown has it."), ("\n\n{% include more.html %}\n", "It came back."), ("\n\n<p>{{ page.title }}</p>\n", "It came back.")):
        post = pdx.parse(front + body + more, "a.md")[0]
        assert said in post.text and "include" not in post.text and "page.title" not in post.text


def parts_of(text, *roles):
    post = pdx.parse(text, name="post.md")[0]
    return [(part.role, part.text) for part in post.parts if part.role in roles]


def test_links_of_html_in_markdown():
    text = """---
title: Ferry
date: 2013-05-02
---
It left <a href="https://town.example/a?b=1&amp;c=2" class=x>at *noon*</a>, [says](https://town.example/d?e=1&amp;copy=2) <a name=here>the</a> council.

Two <a href='/one'>one <a href=/two>two</a> <a href="">none</a> and <a href="/open">on

- in <A HREF="/list">a list</A>

What <a class="{{ a }}" href="{{< ref "ferry.md" >}}" title="{{< b >}}">the site's program</a> puts in.
"""
    post = pdx.parse(text, name="post.md")[0]
    assert [part.text for part in post.links] == ["https://town.example/a?b=1&c=2", "https://town.example/d?e=1&copy=2", "/one", "/two", "/open", "/list", '{{< ref "ferry.md" >}}']
    assert post.text.split("\n\n")[0] == "It left at noon, says the council." and post.text.endswith("What the site's program puts in.")
    assert text.encode()[slice(*post.links[0].anchor.bytes)] == b"https://town.example/a?b=1&amp;c=2"


def test_captions_of_pictures_in_markdown():
    text = """---
title: Ferry
date: 2013-05-02
---
Before.

{{< figure src="/a.jpg" alt="The ferry" caption="The ferry at *the* quay &amp; its bell" >}}

{% include figure.html image='/b.jpg' caption='A storm' %}

[caption id="attachment_1" align="left" width="300"]<a href="/c.jpg"><img src="/c-300.jpg" alt="The bell" /></a> The bell, by <em>Ann Lee</em>[/caption]

[caption width="3" caption="An old rope"]![Rope](/d.jpg)[/caption] And text.

Words such as [caption] and [[caption id="1"]] and [caption id="2"] are words.
"""
    assert parts_of(text, "caption", "image_alt", "paragraph") == [
        ("paragraph", "Before."),
        ("image_alt", "The ferry"),
        ("caption", "The ferry at *the* quay & its bell"),
        ("caption", "A storm"),
        ("caption", "The bell, by Ann Lee"),
        ("image_alt", "The bell"),
        ("paragraph", "And text."),
        ("caption", "An old rope"),
        ("image_alt", "Rope"),
        ("paragraph", 'Words such as [caption] and [[caption id="1"]] and [caption id="2"] are words.'),
    ]
    assert [part.text for part in pdx.parse(text, name="post.md")[0].images] == ["/a.jpg", "/c-300.jpg", "/d.jpg"]


@pytest.mark.parametrize(
    ("front", "tags"),
    [
        (".. title: The ferry\n.. slug: the-ferry\n.. date: 2013-05-02 08:00:00 UTC\n.. tags: Sea, Quay\n.. author: Ann Lee\n", ["Sea", "Quay"]),
        ("#+TITLE: The ferry\n#+DATE: <2013-05-02 Thu>\n#+AUTHOR: Ann Lee\n#+FILETAGS: :sea:quay:\n#+OPTIONS: toc:nil\n", ["sea", "quay"]),
        ("#+title: The ferry\n#+date: 2013-05-02\n#+author: Ann Lee\n#+BEGIN_QUOTE\n", []),
        ("Title: The ferry\nDate: 2013-05-02\nAuthor: Ann Lee\nTags: :wave:, Quay\n", [":wave:", "Quay"]),
        ("<!--\n.. title: The ferry\n.. date: 2013-05-02 08:00:00 UTC\n.. tags: Sea, Quay\n.. author: Ann Lee\n-->\n", ["Sea", "Quay"]),
    ],
)
def test_heads_of_nikola_and_org(front, tags):
    text = f"{front}\nIt left at noon, and came back empty.\n"
    post = pdx.parse(text, name="post.txt")[0]
    assert (str(post.title), post.author, post.tags, str(post.published)[:10]) == ("The ferry", "Ann Lee", tags, "2013-05-02")
    assert "It left at noon, and came back empty." in post.text and "-->" not in post.text
    assert text.encode()[slice(*post.title.anchor.bytes)] == b"The ferry"


@pytest.mark.parametrize("text", ["..\n.. A comment\n\nA page.\n", "#+DATE: 2013\n\nA page.\n", ".. slug: alone\n\nA page.\n", "A page\n======\n\nIt has a heading.\n", "A page\n======\n\n:no: known key\n", "#+BEGIN_SRC\nx: y\n", "<!--\n.. title: A\n.. slug: a\n\nA page.\n"])
def test_what_is_no_head_of_nikola_or_org(text):
    assert pdx.parse(text, name="post.txt").sources[0].form == "text"


def test_marks_of_other_programs():
    """Notes of Docusaurus, Pandoc, GitHub and Obsidian, and what posts import whose text a program runs."""
    text = (
        "---\ntitle: A\n---\nimport Tabs from '@theme/Tabs';\nimport './x.css'\n\nWe import boats from 'Oslo'\n\n:::note Mind the gap\n\nAnd the tide.\n\n:::\n\n::: {.callout}\nRain.\n:::\n\n"
        "> [!WARNING]\n> Fog.\n\n> [!tip]- Look\n> Up.\n\n> [!] he said.\n\n::\n"
    )
    post = pdx.parse(text, name="post.mdx")[0]
    assert [(part.role, part.text) for part in post.parts if part.role not in ("blank", "title")] == [
        ("paragraph", "We import boats from 'Oslo'"), ("paragraph", "Mind the gap"), ("paragraph", "And the tide."), ("paragraph", "Rain."), ("quote", "Fog."), ("quote", "Look Up."), ("quote", "[!] he said."),
        ("paragraph", "::"), ("other", "import Tabs from '@theme/Tabs';"), ("other", "import './x.css'"),
    ]  # fmt: skip
    assert all(part.anchor.verify() for part in post.parts)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("2013-05-02-ferry.md", "2013-05-02"), ("2013-5-2-ferry.md", "2013-05-02"), ("2013-05-02.md", "2013-05-02"), ("2013-05-02_ferry.md", "2013-05-02"), ("2013-05-02-ferry/index.md", "2013-05-02"),
        ("blog/2013-05-02-ferry/index.de.md", "2013-05-02"), ("2013-05-02/ferry.md", None), ("2013-05-023.md", None), ("2013-50-02-ferry.md", None), ("index.md", None), ("12013-05-02-ferry.md", None), ("2013-05-02ferry.md", None),
    ],
)  # fmt: skip
def test_the_day_of_a_name(name, day):
    post = pdx.parse("---\ntitle: The ferry\n---\nIt left.\n", name=name)[0]
    assert (post.published and post.published.iso) == day


def test_a_note_that_begins_with_its_title():
    archive = pdx.parse("# The *last* ferry\n\nIt left [at noon](https://tidewick.example).\n\n```\n# no title\n```\n\n## Later\n\nIt came back.\n", name="ferry.md")
    assert archive.sources[0].form == "markdown"
    assert [(str(post.title), post.text) for post in archive] == [("The last ferry", "It left at noon.\n\n# no title\n\nLater\n\nIt came back.")]
    assert [str(link.text) for link in archive[0].links] == ["https://tidewick.example"]


@pytest.mark.parametrize(
    "text",
    [
        "# The ferry\n\nIt left.\n\n# A bridge\n\nIt opened.\n",
        "# Harbour\n\n## [The ferry](/1)\n\nIt left.\n",
        "# Harbour\n\n## The ferry\n\nMay 2, 2013\n\nIt left.\n\n## A bridge\n\nMay 3, 2013\n\nIt opened.\n",
        "# a comment\nand more of it\n\nIt left.\n",
        "# The ferry\n",
        "#quay\n\nIt left.\n",
    ],
)
def test_what_is_no_note_with_a_title(text):
    assert pdx.parse(text, name="ferry.md").sources[0].form != "markdown"
