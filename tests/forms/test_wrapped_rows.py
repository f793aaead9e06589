"""Rows as services and databases export them, all of it made up: within other objects, in named arrays, with texts in pieces."""

from __future__ import annotations

import io
import json
import zipfile
from pathlib import Path

import pytest
from linear import assert_linear
from slow_file import SlowFile

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")


def said(archive: pdx.Archive) -> list[tuple[str | None, str, str | None, str | None, list[str]]]:
    return [(post.title and str(post.title), post.text, post.author and str(post.author), post.published.iso if post.published else None, post.tags) for post in archive]


def sound(archive: pdx.Archive) -> bool:
    return all(part.anchor.verify() for post in archive for part in post.parts if part.role != "blank")


WRAPPED = {
    "a store of documents": ({"_index": "posts", "_id": "1", "_source": {"title": "The ferry", "body": "It left.", "date": "2021-01-02"}}, ("The ferry", "It left.", None, "2021-01-02", [])),
    "an activity": (
        {
            "id": "https://m.example/1/activity", "type": "Create", "published": "2021-01-02T10:00:00Z",
            "object": {"type": "Note", "summary": None, "published": "2021-01-02T10:00:00Z", "url": "https://m.example/1", "content": "<p>It left <b>at noon</b>.</p>",
                       "tag": [{"type": "Mention", "name": "@bo@m.example"}, {"type": "Hashtag", "name": "#harbour"}], "replies": {"type": "Collection", "first": {"items": []}}},
        },
        (None, "It left at noon.", None, "2021-01-02T10:00:00", ["harbour"]),
    ),
    "a record with who wrote it outside": (
        {"post": {"uri": "at://x/1", "author": {"handle": "ann.example", "displayName": "Ann", "description": "no"}, "record": {"text": "It left.", "createdAt": "2021-01-02T10:00:00Z", "langs": ["en"]}}},
        (None, "It left.", "Ann", "2021-01-02T10:00:00", []),
    ),
    "a resource with attributes": (
        {"type": "node--article", "id": "u", "attributes": {"title": "The ferry", "created": "2021-01-02", "body": {"value": "<p>It left.</p>", "format": "html", "summary": ""}}, "relationships": {}},
        ("The ferry", "It left.", None, "2021-01-02", []),
    ),
    "names that are wrapped": (
        {"kind": "post", "data": {"title": "The ferry", "html": "<p>It left.</p>", "published_at": "2021-01-02", "tags": [{"url": "/sea", "data": {"name": "Sea"}}], "author": {"data": {"name": "Ann"}}}},
        ("The ferry", "It left.", "Ann", "2021-01-02", ["Sea"]),
    ),
    "a time of a database": ({"_id": {"$oid": "5f"}, "title": "The ferry", "text": "It left.", "created": {"$date": {"$numberLong": "1609581600000"}}}, ("The ferry", "It left.", None, "2021-01-02T10:00:00", [])),
    "a text in stretches": (
        {"id": 3, "date": "2021-01-02", "from": "Ann", "text": ["Read ", {"type": "text_link", "text": "the report", "href": "https://tidewick.example/r"}, " by ", {"type": "mention", "text": "@bo"}, "."]},
        (None, "Read the report by @bo.", "Ann", "2021-01-02", []),
    ),
    "tags that a service found": (
        {"tweet": {"created_at": "2021-01-02", "full_text": "Fog #quay", "entities": {"hashtags": [{"text": "quay", "indices": ["4", "9"]}], "urls": []}}},
        (None, "Fog #quay", None, "2021-01-02", ["quay"]),
    ),
    "a text that is escaped": ({"title": "Quay &amp; sea", "text": "It said &quot;noon&#39;s &lt;b&gt;\nand left.", "date": "2021-01-02"}, ("Quay & sea", "It said \"noon's <b>\nand left.", None, "2021-01-02", [])),
}  # fmt: skip


@pytest.mark.parametrize("name", WRAPPED)
def test_what_is_wrapped_is_read_as_if_it_were_not(name: str) -> None:
    row, expected = WRAPPED[name]
    other = {**row, "id": 8}
    for given in (json.dumps([row, other]), json.dumps([row, other], indent=1), f"{json.dumps(row)}\n{json.dumps(other)}\n", json.dumps({"total": 2, "items": [row, other]})):
        archive = pdx.parse(given, name="rows.json")
        assert said(archive) == [expected, expected], given
        assert not archive.skipped and sound(archive)


def test_links_of_stretches_are_links() -> None:
    archive = pdx.parse(json.dumps([WRAPPED["a text in stretches"][0]]))
    assert [link.text for link in archive[0].links] == ["https://tidewick.example/r"]


def test_a_text_may_speak_of_references_where_it_has_tags() -> None:
    archive = pdx.parse(json.dumps([{"title": "How <b> & &amp; are written", "text": "Q&A; AT&T"}]))
    assert said(archive)[0][:2] == ("How <b> & &amp; are written", "Q&A; AT&T")


@pytest.mark.parametrize("key", ["orderedItems", "feed", "messages", "hits", "edges"])
def test_lists_of_rows_within_documents(key: str) -> None:
    rows = [{"node": {"title": f"Ferry {i}", "text": "It left.", "date": "2021-01-02"}} for i in range(3)]
    archive = pdx.parse(json.dumps({"name": "Tidewick", "data": {key: rows}}, indent=2))
    assert [post.title for post in archive] == ["Ferry 0", "Ferry 1", "Ferry 2"] and sound(archive)


def named(n: int = 2) -> bytes:
    rows = [{"tweet": {"id": str(i), "created_at": "Sat Jan 02 10:00:00 +0000 2021", "full_text": f"Fog {i} &amp; rain.", "lang": "en"}} for i in range(n)]
    return b"window.YTD.tweets.part0 = " + json.dumps(rows, indent=2).encode()


def test_an_array_with_a_name_is_rows(tmp_path: Path) -> None:
    for given in (named(), named() + b";\n", b"\n  " + named(), b"const rows=" + named()[named().index(b"[") :]):
        archive = pdx.parse(given, name="tweets.js")
        assert said(archive) == [(None, f"Fog {i} & rain.", None, "2021-01-02T10:00:00", []) for i in range(2)]
        assert sound(archive)
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "tweets.js").write_bytes(named())
    (tmp_path / "data" / "app.js").write_text("window.start = function () { return [] }\n")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as made:
        made.write(tmp_path / "data" / "tweets.js", "data/tweets.js")
        made.write(tmp_path / "data" / "app.js", "data/app.js")
    for archive in (pdx.open(tmp_path), pdx.open(io.BytesIO(packed.getvalue()))):
        assert [post.text for post in archive] == ["Fog 0 & rain.", "Fog 1 & rain."]
        assert [reason for _, reason in archive.skipped] == ["it is named as a program, a style or settings: open it by itself to read it as text"]
    assert [post.text for post in pdx.scan(tmp_path)] == ["Fog 0 & rain.", "Fog 1 & rain."]


def test_a_named_array_of_one_row_and_a_program_that_begins_with_a_list(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('var posts = [ {"title": "The ferry", "text": "It left."} ];\n')
    (tmp_path / "b.js").write_text("const routes = [{ path: '/', text: 'Quay' }];\nstart(routes);\n")
    archive = pdx.open(tmp_path)
    assert [(str(post.title), post.text) for post in archive] == [("The ferry", "It left.")]
    assert [reason for _, reason in archive.skipped] == ["it is named as a program, a style or settings: open it by itself to read it as text"]


def test_a_named_array_in_pieces() -> None:
    assert [post.text for post in pdx.scan(SlowFile(b"\xef\xbb\xbf " + named()))] == ["Fog 0 & rain.", "Fog 1 & rain."]


@pytest.mark.parametrize(
    ("head", "said_of_it"),
    [
        (b"PAR1", "a Parquet file: give its rows: pdx.from_records"),
        (b"ARROW1\0\0", "a Feather or Arrow file"),
        (b"7z\xbc\xaf\x27\x1c", "a 7-Zip file: unpack it first"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "older Microsoft Office"),
        (b"\x80\x04\x95", "a pickle of Python"),
        (b"{\\rtf1\\ansi It left.}", "rich text"),
        (b'{"users": [\n{"email": "a@tidewick.example"}]}\n', "this is JSON in which no list of posts"),
        (b"-- MySQL dump 10.13\n--\nCREATE TABLE `posts` (\n  `id` int\n);\nINSERT INTO `posts` VALUES (1,'The ferry');\n", "a dump of a database"),
        (b"--\n-- PostgreSQL database dump\n--\n\nCOPY public.posts (id, title) FROM stdin;\n1\tThe ferry\n\\.\n", "a dump of a database"),
    ],
)
def test_what_is_not_read_is_named_with_what_to_do(head: bytes, said_of_it: str) -> None:
    with pytest.raises(pdx.FormatError, match="this is") as told:
        pdx.parse(head + (bytes(range(256)) * 3 if head[:1] not in b"{-" else b""), name="file")
    assert said_of_it in str(told.value)


@pytest.mark.parametrize(
    "text",
    [
        "[1] The ferry left.\n\n[2] It came back.\n",
        "{The ferry} left at noon.\n\nIt came back.\n",
        "Create table settings\n\nInsert into the first row a name.\n",
        "-- Ann, of the ferry\n\nThe values of the sea\n",
        "Use the right tool\n\nType this:\n\nINSERT INTO boats (name) VALUES ('Ann');\n\nThen go on.\n",
        "Create tables the easy way\n\nType this:\n\ncreate table boats (\n  name text\n);\n\nThen go on.\n",
        "ID3 tags explained\n\nA sound says in them what it is.\n",
        "RIFFS of the week\n\nThe ferry has a band.\n",
    ],
)
def test_prose_is_none_of_these(text: str) -> None:
    assert pdx.parse(text).sources[0].form == "text"


@pytest.mark.parametrize(
    "row",
    [
        {"comment_author": "Bo", "comment_date": "2020-01-01", "page_title": "The ferry, day by day", "post_author": "Ann", "post_date": "2021-01-02", "title": "The ferry", "text": "It left."},
        {"blog_title": "Tidewick", "blog_url": "https://tidewick.example", "comment_author": "Bo", "author": "Ann", "headline": "The ferry", "maintext": "It left.", "date": "2021-01-02"},
    ],
)
def test_what_is_said_of_the_post_itself_comes_before_what_is_said_of_something(row: dict[str, str]) -> None:
    table = ",".join(row) + "\n" + ",".join(f'"{cell}"' for cell in row.values()) + "\n"
    for archive in (pdx.parse(table, name="posts.csv"), pdx.parse(json.dumps(row), name="posts.jsonl")):
        assert said(archive) == [("The ferry", "It left.", "Ann", "2021-01-02", [])]


def test_what_is_passed_on_stands_before_what_somebody_wrote() -> None:
    passed = {"type": "Announce", "published": "2021-01-01T10:00:00Z", "object": "https://m.example/9"}
    note = {"type": "Create", "published": "2021-01-02T10:00:00Z", "object": {"type": "Note", "content": "<p>It left.</p>"}}
    text = json.dumps({"type": "OrderedCollection", "orderedItems": [passed, passed, note, passed, note]})
    for archive in (pdx.parse(text), pdx.scan(SlowFile(text.encode()))):
        assert [(post.text, post.published.iso) for post in archive if post.text] == [("It left.", "2021-01-02T10:00:00")] * 2


@pytest.mark.parametrize("keys", [("1", "2"), ("a", "b", "c")])
def test_of_a_table_of_rows_none_is_taken_for_all(keys: tuple[str, ...]) -> None:
    archive = pdx.parse(json.dumps({key: {"title": "The ferry", "text": f"It left {key}."} for key in keys}) + "\n", name="posts.jsonl")
    assert (len(archive), len(archive.skipped)) == (0, 1)


def test_what_a_row_speaks_of_is_not_the_row() -> None:
    rows = [
        {"url": "https://tidewick.example/1", "date": "2021-01-02", "summary": "It left.", "source": {"title": "The Times", "url": "https://times.example"}},
        {"url": "https://tidewick.example/2", "date": "2021-01-02", "image": {"title": "The quay", "url": "https://tidewick.example/quay.jpg"}},
    ]
    archive = pdx.parse("\n".join(map(json.dumps, rows)), name="posts.jsonl")
    assert [(post.title, str(post.url)) for post in archive] == [(None, "https://tidewick.example/1"), (None, "https://tidewick.example/2")]


def test_columns_are_known_by_what_they_are_of() -> None:
    archive = pdx.parse(
        'id,web_title,status,content_tags,url,web_subtitle,content_html,Created Time\n1,The ferry,live,"sea; quay",https://tidewick.example/f,And the fog,<p>It left.</p>,2021-01-02\n', name="posts.csv"
    )
    assert said(archive) == [("The ferry", "It left.", None, "2021-01-02", ["sea", "quay"])]
    assert str(archive[0].url) == "https://tidewick.example/f"
    archive = pdx.parse('{"articleTitle": "The ferry", "article_body": "It left.", "pages": "7", "postid": "x", "newsletter": "no"}\n')
    assert said(archive) == [("The ferry", "It left.", None, None, [])]


def packed(files: dict[str, str]) -> io.BytesIO:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as made:
        for name, text in files.items():
            made.writestr(name, text)
    return io.BytesIO(out.getvalue())


@pytest.mark.parametrize(
    ("files", "said_of_it"),
    [
        ({"[Content_Types].xml": "<?xml version='1.0'?><Types/>", "word/document.xml": "<?xml version='1.0'?><d/>"}, "this is a document of Word: save it as"),
        ({"[Content_Types].xml": "<?xml version='1.0'?><Types/>", "xl/workbook.xml": "<?xml version='1.0'?><w/>"}, "this is a workbook of Excel: save each sheet as CSV"),
        ({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<?xml version='1.0'?><d/>"}, "this is a document of OpenOffice or LibreOffice"),
    ],
)
def test_what_offices_pack_is_refused_by_its_name(files: dict[str, str], said_of_it: str) -> None:
    with pytest.raises(pdx.FormatError, match=said_of_it):
        pdx.open(packed(files))


def test_chapters_of_a_book_are_its_pages() -> None:
    book = packed({
        "mimetype": "application/epub+zip", "META-INF/container.xml": "<?xml version='1.0'?><container/>", "OEBPS/content.opf": "<?xml version='1.0'?><package/>",
        "OEBPS/1.xhtml": "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title>The ferry</title></head><body><h1>The ferry</h1><p>It left at noon, and came back empty.</p></body></html>",
    })  # fmt: skip
    archive = pdx.open(book)
    assert [(post.title, post.text) for post in archive] == [("The ferry", "It left at noon, and came back empty.")]
    assert [reason for _, reason in archive.skipped] == ["3 files beside the book's chapters: what it is, what it holds, styles, pictures"]


def answers(*children: object) -> dict[str, object]:
    return {"kind": "Listing", "data": {"after": None, "children": [{"kind": "t", "data": each} for each in children]}}


def test_an_array_of_answers_has_the_rows_of_each() -> None:
    topic = {"title": "The ferry", "selftext": "It left at *noon*.", "author": "ann", "created_utc": 1367474400.0, "num_comments": 2}
    first = {"author": "bo", "body": "A pity & more.", "body_html": "&lt;p&gt;A pity &amp;amp; more.&lt;/p&gt;", "created_utc": 1367478000.0, "replies": answers({"author": "cy", "body": "Yes.", "created_utc": 1367478001.0})}
    archive = pdx.parse(json.dumps([answers(topic), answers(first, {"count": 3, "children": ["x", "y"]})]), name="topic.json")
    assert said(archive) == [("The ferry", "It left at *noon*.", "ann", "2013-05-02T06:00:00", []), (None, "A pity & more.", "bo", "2013-05-02T07:00:00", [])]
    assert sound(archive) and len(archive.skipped) == 1 and "it has no title, text" in archive.skipped[0][1]
    assert archive[1].record["data"]["replies"]["data"]["children"][0]["data"]["body"] == "Yes."


@pytest.mark.parametrize("row", [{"title": "The ferry", "text": "It left.", "children": [{"title": "A", "text": "B", "date": "2013"}]}, {"title": "The ferry", "date": "2013-05-02"}])
def test_an_array_in_which_a_row_is_one_itself_is_its_rows(row: dict[str, object]) -> None:
    archive = pdx.parse(json.dumps([{"id": 1, "items": [{"title": "not this", "text": "nor this", "date": "2013"}]}, row]), name="rows.json")
    assert [str(post.title) for post in archive] == ["The ferry"]


def test_conversations_in_a_named_array() -> None:
    message = {"messageCreate": {"recipientId": "2", "text": "It left.", "senderId": "1", "id": "9", "createdAt": "2021-01-02T10:00:00.000Z", "urls": []}}
    content = "window.YTD.direct_messages.part0 = " + json.dumps([{"dmConversation": {"conversationId": str(i), "messages": [message, message]}} for i in range(3)], indent=2)
    archive = pdx.parse(content, name="direct-messages.js")
    assert said(archive) == [(None, "It left.", None, "2021-01-02T10:00:00", [])] * 6
    assert [post.text for post in pdx.scan(SlowFile(content.encode()))] == ["It left."] * 6  # type: ignore[arg-type]
    assert sound(archive)


def test_marks_of_conversations() -> None:
    rows = [
        {"type": "message", "user": "U1", "ts": "1619942400.000200", "text": "It left, says <@U2>. See <https://tidewick.example/f?a=1&amp;b=2|the page &amp; more>, <#C1|harbour>, <https://tidewick.example>",
         "user_profile": {"image": "x", "real_name": "Ann Lee", "display_name": "ann", "name": "annl"}},
        {"type": "message", "user": "U2", "ts": "1619942500.000300", "text": "a < b and c > d", "client_msg_id": "x"},
        {"type": "message", "user": "U2", "ts": "1619942600.000300", "text": "Not <b, says <@U1>", "client_msg_id": "y"},
    ]  # fmt: skip
    archive = pdx.parse(json.dumps(rows), name="2021-05-02.json")
    assert [(post.text, post.author) for post in archive] == [
        ("It left, says @U2. See the page & more, #harbour, https://tidewick.example", "Ann Lee"), ("a < b and c > d", "U2"), ("Not <b, says <@U1>", "U2"),
    ]  # fmt: skip
    assert [str(link.text) for link in archive[0].links] == ["https://tidewick.example/f?a=1&amp;b=2", "https://tidewick.example"]
    assert sound(archive)
    first, last = next(part.anchor.bytes for part in archive[0].parts if part.role == "paragraph")
    assert archive.sources[0].data[first:last].startswith(b"It left, says <@U2>")


def test_marks_are_linear() -> None:
    def read(n: int) -> None:
        marks = "<@U1> &amp; <https://x.example|x> " * n
        pdx.parse(json.dumps([{"author": "U1", "text": text} for text in (marks, marks + "<" * n, "<@U1" * n)]), name="x.json")

    assert_linear(read, 500, 5000)


def test_members_that_are_objects_with_their_values() -> None:
    rows = [{"media_list_data": [{"uri": ""}], "string_map_data": {"Comment": {"href": "", "value": "Sch\u00c3\u00b6n!"}, "Media Owner": {"value": "bo"}, "Time": {"timestamp": 1609581600}}}]
    german = {"comments_reels_comments": [{"string_map_data": {"Uhrzeit": {"timestamp": 1609581600}, "Kommentar": {"value": "Ja."}}}]}
    assert said(pdx.parse(json.dumps(rows), name="post_comments_1.json")) == [(None, "Schön!", None, "2021-01-02T10:00:00", [])]
    assert said(pdx.parse(json.dumps(german), name="reels_comments.json")) == [(None, "Ja.", None, "2021-01-02T10:00:00", [])]


PICTURES = {
    "an activity": {"type": "Create", "published": "2021-01-02", "object": {"type": "Note", "published": "2021-01-02", "content": "<p>It left.</p>", "attachment": [{"type": "Document", "url": "/m/1.jpg", "name": "A white ferry"}]}},
    "an answer": {"created_at": "2021-01-02", "content": "<p>It left.</p>", "media_attachments": [{"type": "image", "url": "/m/1.jpg", "description": "A white ferry"}]},
    "a tweet": {"tweet": {"created_at": "2021-01-02", "full_text": "It left.", "extended_entities": {"media": [{"media_url_https": "/m/1.jpg", "ext_alt_text": "A white ferry"}]}}},
    "a post": {"post": {"record": {"text": "It left.", "createdAt": "2021-01-02", "embed": {"images": [{"fullsize": "/m/1.jpg", "alt": "A white ferry", "image": {"size": 1}}]}}}},
}


@pytest.mark.parametrize("name", PICTURES)
def test_the_words_of_pictures(name: str) -> None:
    archive = pdx.parse(json.dumps([PICTURES[name]]), name="x.json")
    post = archive[0]
    assert post.text == "It left."
    assert [str(image.text) for image in post.images] == ["/m/1.jpg"]
    assert [str(part.text) for part in post.parts if part.role == "image_alt"] == ["A white ferry"]
    assert len(archive.find("white ferry")) == 1
    assert sound(archive)


def test_topics_that_a_forum_lists() -> None:
    listed = {"users": [{"id": 1, "username": "ann"}], "topic_list": {"per_page": 30, "topics": [
        {"id": 7, "title": "The ferry", "slug": "the-ferry", "created_at": "2021-01-02T10:00:00.000Z", "tags": ["quay"], "excerpt": "It left at noon"},
        {"id": 8, "title": "A bridge", "created_at": "2021-01-03T10:00:00.000Z", "tags": []},
    ]}}  # fmt: skip
    assert said(pdx.parse(json.dumps(listed), name="latest.json")) == [
        ("The ferry", "It left at noon", None, "2021-01-02T10:00:00", ["quay"]), ("A bridge", "", None, "2021-01-03T10:00:00", []),
    ]  # fmt: skip
