"""What services give people who ask for all they wrote, all of it made up: texts in lists within rows, bytes escaped one by one, conversations one after the other."""

from __future__ import annotations

import json
import time

import pytest
from slow_file import SlowFile

import postdex as pdx

pytestmark = pytest.mark.filterwarnings("error")


def by_bytes(value: object) -> str:
    """JSON in which each byte of UTF-8 is escaped as if it were a character."""
    return "".join(c if c.isascii() else "".join(f"\\u{byte:04x}" for byte in c.encode()) for c in json.dumps(value, ensure_ascii=False, indent=1))


def said(archive: pdx.Archive) -> list[tuple[str | None, str, str | None, str | None]]:
    return [(post.title and str(post.title), post.text, post.author and str(post.author), post.published and post.published.iso) for post in archive]


def sound(archive: pdx.Archive) -> bool:
    return not archive.skipped and all(part.anchor.verify() for post in archive for part in post.parts if part.role != "blank")


POSTS = [
    {"timestamp": 1577836800, "attachments": [], "data": [{"post": "Die Fähre fährt – endlich! 🚢"}, {"update_timestamp": 1577836900}], "title": "Jörg wrote."},
    {"timestamp": 1577923200, "attachments": [{"data": [{"external_context": {"url": "https://tidewick.example/b"}}]}], "data": [{"post": "Über die Brücke"}], "title": "Jörg shared a link."},
    {"timestamp": 1578009600, "attachments": [{"data": [{"media": {"uri": "1.jpg", "title": "Photos", "description": "Früh am Hafen"}}, {"media": {"uri": "2.jpg"}}]}], "title": "Jörg added a picture."},
]  # fmt: skip


def test_texts_in_lists_within_rows() -> None:
    archive = pdx.parse(by_bytes(POSTS), name="posts.json")
    assert said(archive) == [
        ("Jörg wrote.", "Die Fähre fährt – endlich! 🚢", None, "2020-01-01T00:00:00"),
        ("Jörg shared a link.", "Über die Brücke", None, "2020-01-02T00:00:00"),
        ("Jörg added a picture.", "Früh am Hafen", None, "2020-01-03T00:00:00"),
    ]
    assert [link.text for link in archive[1].links] == ["https://tidewick.example/b"]
    assert [image.text for image in archive[2].images] == ["1.jpg", "2.jpg"]
    assert sound(archive)
    first, last = archive.find("Brücke")[0].anchor.bytes
    assert json.loads(f'"{archive.sources[0].data[first:last].decode()}"').encode("latin-1").decode() == "Brücke"


def test_what_pictures_are_called_is_the_text_of_an_untitled_row_alone() -> None:
    media = [{"uri": "1.jpg", "creation_timestamp": 1577836800, "title": "Früh am Hafen"}, {"uri": "2.jpg", "creation_timestamp": 1577836801, "title": "Spät"}]
    archive = pdx.parse(by_bytes([{"media": media}, {"media": media, "title": "Zwei Bilder", "creation_timestamp": 1577923200}]), name="posts.json")
    assert said(archive) == [(None, "Früh am Hafen", None, "2020-01-01T00:00:00"), ("Zwei Bilder", "", None, "2020-01-02T00:00:00")]
    assert [image.text for image in archive[0].images] == ["1.jpg", "2.jpg"] and sound(archive)
    assert said(pdx.parse(by_bytes({"ig_reels_media": [{"media": media[:1]}]}), name="reels.json")) == [(None, "Früh am Hafen", None, "2020-01-01T00:00:00")]


def test_what_a_row_says_itself_is_not_looked_for_in_lists() -> None:
    rows = [{"title": "The ferry", "text": "It left.", "data": [{"post": "No."}], "media": [{"title": "No."}]}, {"title": "A bridge", "summary": "It opened.", "data": [{"post": "No."}]}]
    archive = pdx.parse(json.dumps(rows), name="rows.json")
    assert said(archive) == [("The ferry", "It left.", None, None), ("A bridge", "It opened.", None, None)]
    assert len(archive.find("no")) == 0


def test_comments_that_somebody_wrote_say_who() -> None:
    comment = {"timestamp": 1577836800, "data": [{"comment": {"timestamp": 1577836800, "comment": "Schön!", "author": "Jörg"}}], "title": "Jörg commented."}
    archive = pdx.parse(by_bytes({"comments_v2": [comment, comment]}), name="comments.json")
    assert said(archive) == [("Jörg commented.", "Schön!", "Jörg", "2020-01-01T00:00:00")] * 2 and sound(archive)


@pytest.mark.parametrize("text", ["«LÃ» é", "É Â°", "CAFÉ", "LIBERTÉ\u00a0!", "LIBERTÉ»"])
def test_letters_of_latin_stay_what_they_are(text: str) -> None:
    assert pdx.parse(json.dumps([{"title": "x", "text": text}]), name="rows.json")[0].text == text


def message(who: str, when: int, text: str) -> dict[str, object]:
    return {"sender_name": who, "timestamp_ms": when, "content": text, "type": "Generic"}


def test_a_conversation_with_a_title_is_its_messages() -> None:
    talk = {"participants": [{"name": "Ann"}, {"name": "Jörg"}], "messages": [message("Ann", 1577836800123, "Über die Brücke?"), message("Jörg", 1577836700123, "Später.")], "title": "Ann", "thread_path": "inbox/ann"}
    for given in (talk, {"title": "Ann", **talk}):
        archive = pdx.parse(by_bytes(given), name="message_1.json")
        assert said(archive) == [(None, "Über die Brücke?", "Ann", "2020-01-01T00:00:00"), (None, "Später.", "Jörg", "2019-12-31T23:58:20")]
        assert sound(archive)


def test_a_topic_of_a_forum_is_its_posts() -> None:
    posts = [{"username": "ann", "created_at": "2020-01-01T10:00:00Z", "cooked": "<p>It left.</p>"}, {"username": "bo", "created_at": "2020-01-02T10:00:00Z", "cooked": "<blockquote><p>It left.</p></blockquote><p>No.</p>"}]
    archive = pdx.parse(json.dumps({"post_stream": {"posts": posts, "stream": [1, 2]}, "title": "The ferry", "created_at": "2020-01-01T10:00:00Z"}), name="9.json")
    assert said(archive) == [(None, "It left.", "ann", "2020-01-01T10:00:00"), (None, "It left.\n\nNo.", "bo", "2020-01-02T10:00:00")]


@pytest.mark.parametrize(
    "row",
    [
        {"title": "Soup", "author": "Ann", "items": [{"text": "Salt", "url": "/salt"}, {"text": "Water"}]},
        {"title": "The ferry", "date": "2020-01-01", "notes": [{"text": "Fog.", "author": "Bo", "date": "2020-01-02"}]},
        {"title": "The ferry", "text": "It left.", "posts": [{"text": "Fog.", "author": "Bo", "date": "2020-01-02"}]},
    ],
)
def test_a_post_with_a_list_is_one(row: dict[str, object]) -> None:
    for given in (json.dumps(row), json.dumps(row, indent=1)):
        assert [str(post.title) for post in pdx.parse(given, name="row.json")] == [row["title"]], given


def test_conversations_one_after_the_other_are_all_read() -> None:
    def talk(*texts: str) -> dict[str, object]:
        return {"name": 'B "messages": [', "id": 1, "messages": [{"id": i, "date": "2020-01-02", "from": "Bo", "text": text} for i, text in enumerate(texts)]}

    texts = ["The ferry left", "When?", "The bridge opened", "At noon", "Fog"]
    chats = [talk(*texts[:2]), talk(), talk(texts[2]), {"messages": [1, {"messages": 2}]}, {"messages": [{"sticker": "x"}]}, talk(*texts[3:])]
    document = {"about": "all", "contacts": {"list": [{"user_id": 2}]}, "chats": {"list": chats}, "left_chats": {"list": [talk("Gone")]}, "text_of_service": "messages"}
    texts.append("Gone")
    for given in (json.dumps(document), json.dumps(document, indent=1)):
        archive = pdx.parse(given, name="result.json")
        assert [post.text for post in archive] == texts and not archive.skipped and not archive.problems
        assert [post.text for post in pdx.scan(SlowFile(given.encode()))] == texts


def test_what_stands_before_conversations_may_be_long() -> None:
    contacts = [{"user_id": i, "first_name": f"Bo {i}", "phone": "+49000"} for i in range(3000)]
    document = {"contacts": {"list": contacts}, "chats": {"list": [{"name": "Bo", "messages": [{"id": 1, "date": "2020-01-02", "from": "Bo", "text": "It left."}]}]}}
    assert [post.text for post in pdx.parse(json.dumps(document, indent=1), name="result.json")] == ["It left."]


def test_conversations_in_one_long_line_are_all_read_by_scanning_too() -> None:
    contacts = [{"user_id": i, "first_name": f"Bo {i}", "phone": "+49000"} for i in range(3000)]
    talks = [{"messages": [{"id": 1, "date": "2020-01-02", "from": "Bo", "text": text}, {"sticker": "x"}]} for text in ("It left.", "When?")]
    document = json.dumps({"contacts": {"list": contacts}, "chats": {"list": [talks[0], {"messages": []}, talks[1]]}, "left": [{"messages": [7]}]})
    for given in (document, f"{document}\n{document}\n"):
        texts = ["It left.", "When?"] * given.count('"chats"')
        assert [post.text for post in pdx.parse(given, name="result.json")] == texts
        assert [post.text for post in pdx.scan(SlowFile(given.encode()))] == texts


def test_what_is_no_row_in_a_conversation_loses_no_other() -> None:
    row = '{"from": "Bo", "text": "%s", "date": "2020-01-02"}'
    text = '{"all": [{"messages": [%s, null, %s, {"from": "Bo", "te]}, {"messages": [%s]}]}' % tuple(row % text for text in ("It left.", "When?", "Fog"))
    archive = pdx.parse(text, name="result.json")
    assert [post.text for post in archive] == ["It left.", "When?", "Fog"]
    assert [problem[2] for problem in archive.problems] == ["json-bad-item", "json-bad-item"]


@pytest.mark.parametrize(("language", "printed", "iso"), [
    ("it", "02/25/2013 08:00:00 PM", "2013-02-25T20:00:00"), ("fr", "02/25/2013 12:05 PM", "2013-02-25T12:05"), ("pl", "12/25/2013 12:05 am", "2013-12-25T00:05"),
    ("de", "3. Mai 2013, 12:30 AM", "2013-05-03T00:30"), ("de", "12:30 am 3. Mai 2013", "2013-05-03T12:30"), ("de", "um 12:30 am 3. Mai 2013", "2013-05-03T12:30"),
])  # fmt: skip
def test_programs_print_halves_of_days_in_texts_of_any_language(language: str, printed: str, iso: str) -> None:
    row = {"title": "x", "text": "y", "language": language, "date": printed}
    assert pdx.parse(json.dumps([row]), name="rows.json")[0].published.iso == iso


def test_lists_in_each_other_are_looked_at_once() -> None:
    def document(more: str) -> str:
        rows = json.dumps({"messages": [{"from": "Bo", "date": "2020-01-02", "text": "It left."}]})
        return f'{rows[:-1]}, "more": {more}}}'

    def shortest(given: str) -> float:
        times = []
        for _ in range(3):
            begun = time.process_time()
            assert len(pdx.parse(given, name="deep.json")) == 1
            times.append(time.process_time() - begun)
        return max(min(times), 0.004)

    n = 8000
    deep, flat = '{"messages":[{"x":[],"y":' * n + "0" + "}]}" * n, "[" + ",".join(['{"message":[{"x":[],"y":0}]}'] * n) + "]"
    assert shortest(document(deep)) < 20 * shortest(document(flat))
