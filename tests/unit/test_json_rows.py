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
