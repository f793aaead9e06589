"""Rows as one JSON array, and which JSON is taken: JSONTestSuite."""

import io
import json

import pytest

import postdex as pdx
from shared_data import shared

ROWS = [{"title": f"Ferry {i}", "text": 'It "left" at [noon], {so} they say \\ é.', "tags": ["Harbour", "Ferry"], "more": {"a": [1, {"b": "}"}]}} for i in range(30)]


@pytest.mark.parametrize("indent", [None, 2])
def test_an_array_is_read_as_lines_are(tmp_path, indent, monkeypatch):
    path = tmp_path / "rows.json"
    path.write_text(json.dumps(ROWS, indent=indent, ensure_ascii=False), encoding="utf-8")
    archive = pdx.open(path)
    lines = pdx.parse("\n".join(map(json.dumps, ROWS)))
    assert [(post.title, post.tags, str(post.text), post.record) for post in archive] == [(post.title, post.tags, str(post.text), post.record) for post in lines]
    assert archive.sources[0].form == "json"
    data = path.read_bytes()
    for post in archive:
        assert data[slice(*post.title.anchor.bytes)].decode() == post.title
        assert post.title.anchor.verify()
        assert (post.anchor.line == 1) == (indent is None)
    archive.save(tmp_path / "a.pdx")
    assert [post.record for post in pdx.open(tmp_path / "a.pdx")] == ROWS
    from postdex import _scan

    for piece in (1, 7, 100):
        monkeypatch.setattr(_scan, "PIECE", piece)
        assert [(post.title, post.record, post.anchor.line) for post in pdx.scan(path)] == [(post.title, post.record, post.anchor.line) for post in archive]


BAD = {
    "not parted": ('[{"title": "a"},{"title": "b"} {"title": "c"}]', "line 1: a comma is wanted between two rows"), "no row": ('[{"title": "a"},\n{"b": 1},\n7]', "line 3: a row is wanted"),
    "no end": ('[{"title": "a"},{"title": "b"}', "does not end"), "cut off": ('[{"title": "a"},{"title": "b', "line 1: this row does not end"),
    "behind it": ('[{"title": "a"},{"title": "b"}] x', "outside the array"), "within": ('[{"title": "a"},{"title": b}]', "line 1: not JSON"), "comma": ('[{"title": "a"},{"b": 1},]', "a row is wanted"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "reason"), BAD.values(), ids=BAD.keys())
def test_what_is_no_array_of_rows(text, reason):
    archive = pdx.parse(text)
    assert archive[0].title == "a"
    assert reason in archive.skipped[-1][1]
    scanned = pdx.scan(io.BytesIO(text.encode()))
    assert next(scanned).title == "a"
    list(scanned)
    assert [why for _, why in scanned.skipped] == [why for _, why in archive.skipped]


def test_which_json_is_taken():
    """Each file of the suite as a value of a row: y_ must be read, n_ refused; of i_ either."""
    files = sorted(shared("data/suites/JSONTestSuite/test_parsing").glob("*.json"))
    assert len(files) > 300
    wrong = []
    for path in files:
        row = b'[{"title": "a"},{"title": "b", "value": ' + path.read_bytes() + b"}]"
        try:
            archive = pdx.parse(row, encoding="utf-8")
            taken = len(archive) == 2 and not archive.skipped
        except (pdx.FormatError, pdx.LimitError):
            taken = False
        if path.name[0] in "yn" and taken != (path.name[0] == "y"):
            wrong.append(path.name)
    assert wrong == []


def test_rows_as_programs_write_them():
    rows = [
        {"Headline": "One", "Full Text": "<p>It left at <a href='/noon'>noon</a>.</p><p>It &amp; came.</p>", "text": None, "Author": {"id": 7, "name": "Ann Lee"}, "Keywords": "sea; ferry"},
        {"title": "Two", "text": "no", "content_html": "It <b>left</b>.", "created_utc": 1369036800, "author": ["Ann", "Bo"], "tags": [{"id": 1, "name": "sea"}, {"label": "ferry"}]},
        {"title": {"rendered": "Three"}, "content": {"rendered": "<p>It left.</p>"}, "created_at": "Mon May 20 10:00:00 +0200 2013", "categories": "News|Sea", "lang": "fr"},
        {"title": "Four", "text": "It left.", "html": "<!DOCTYPE html><html><body><nav>Home</nav><p>It left.</p></body></html>", "updated": "2013-05-21", "summary": "A bell."},
    ]  # fmt: skip
    said = [
        ("One", "It left at noon.\n\nIt & came.", "Ann Lee", ["sea", "ferry"], []), ("Two", "It left.", "Ann, Bo", ["sea", "ferry"], []),
        ("Three", "It left.", None, [], ["News", "Sea"]), ("Four", "It left.", None, [], []),
    ]  # fmt: skip
    for text in ("\n".join(map(json.dumps, rows)), json.dumps(rows), "\n".join(json.dumps(row, indent=1) for row in rows), json.dumps({"total": 4, "articles": rows}, indent=1)):
        archive = pdx.parse(text)
        assert [(str(post.title), post.text, post.author and str(post.author), post.tags, post.categories) for post in archive] == said
        assert [str(post.published.utc)[:19] for post in archive[1:3]] == ["2013-05-20 08:00:00"] * 2
        assert (archive[2].language, archive[3].updated.iso, [part.text for part in archive[0].links]) == ("fr", "2013-05-21", ["/noon"])
        assert all(part.anchor.verify() for post in archive for part in post.parts)
    assert archive.skipped == [] and pdx.parse(json.dumps(rows[3], indent=1))[0].record == rows[3]


def test_a_list_of_texts_is_a_text_of_paragraphs():
    rows = [
        {"title": "A", "text": ["It left at noon.", "It <b>came</b> back.", {"text": "It waited."}, None, 7]},
        {"title": "B", "content": ["not this"], "selftext": "This."},
        {"title": "C", "text": []},
        {"title": "D", "text": [{"type": "image"}]},
    ]
    archive = pdx.parse("\n".join(map(json.dumps, rows)), name="rows.jsonl")
    assert [[part.text for part in post.paragraphs] for post in archive] == [["It left at noon.", "It came back.", "It waited.", "7"], ["This."], [], []]
    assert archive[0].paragraphs[1].anchor.verify() and archive.problems == []
    assert [str(post.text) for post in pdx.from_records(rows)] == [str(post.text) for post in archive]
