"""Exceptions: the tree, and what they say."""

import io

import pytest

import postdex as pdx
from postdex import _core


@pytest.mark.parametrize(
    ("cls", "builtin"),
    [
        (pdx.FormatError, ValueError), (pdx.QueryError, ValueError), (pdx.UsageError, ValueError), (pdx.LimitError, ValueError),
        (pdx.CorruptError, ValueError), (pdx.LockedError, RuntimeError), (pdx.FileError, OSError), (pdx.MissingFileError, FileNotFoundError),
        (pdx.AccessError, PermissionError), (pdx.MissingPackageError, ImportError),
    ],
)  # fmt: skip
def test_each_is_ours_and_a_builtin(cls, builtin):
    assert issubclass(cls, pdx.Error)
    assert issubclass(cls, builtin)
    error = cls("what", path="where", offset=7)
    assert (error.path, error.offset) == ("where", 7)
    assert str(error) == "where: what (byte 7)"
    assert str(cls("what")) == "what"


def test_errors_in_rows_say_where_and_what_to_do(tmp_path):
    good, bad, none = tmp_path / "a.jsonl", tmp_path / "b.jsonl", tmp_path / "c.jsonl"
    good.write_text('{"title": "A", "text": "Rain."}\n', encoding="utf-8")
    bad.write_text('{"title": "B", "text": "Wind."}\n{"title": }\n{"title": "C"}\n', encoding="utf-8")
    none.write_text('{"title": "B"\n{"title": \n', encoding="utf-8")
    data = bad.read_bytes()
    at, begin = data.index(b"}\n", 40), data.index(b'{"title": }')
    what = "line 2: not JSON: no value; mend the line or take it out: each is one JSON object"
    for paths, n in (([good, bad], 3), ([bad, good], 3), (bad, 2)):
        archive = pdx.open(paths)
        assert len(archive) == n
        assert archive.skipped == [(str(bad), f"bytes {begin} to {begin + 12}: {what}")]
        assert archive.problems == [(str(bad), at, f"record-not-read: {what}")]
    scan = pdx.scan(bad)
    assert [post.title for post in scan] == ["B", "C"]
    assert scan.skipped == archive.skipped
    archive.save(tmp_path / "saved")
    assert pdx.open(tmp_path / "saved").skipped == archive.skipped
    assert pdx.open(tmp_path / "saved").problems == archive.problems
    with pytest.raises(pdx.FormatError) as caught:
        pdx.open(none)
    assert (caught.value.path, caught.value.offset) == (str(none), 13)
    assert str(caught.value).startswith(f"{none}: line 1: not JSON")


def test_rows_without_fields_are_told_of():
    rows = [{"title": "a", "text": "x"}, {"title": None, "text": " ", "id": 7}, {"title": "c", "text": "z"}]
    archive = pdx.from_records(rows)
    assert [post.title for post in archive] == ["a", "c"]
    at = archive.sources[0].data.index(b'{"title": null')
    assert archive.skipped == [("records", "1 row has no title, text or other field that is read: archive.problems says where")]
    assert "not all of 1 source read: see archive.skipped" in repr(archive)
    assert "file" not in repr(pdx.from_records([{}]))
    ((name, byte, what),) = archive.problems
    assert (name, byte) == ("records", at)
    assert what.startswith("record-without-post: it has no title, text or other field that is read")
    lines = archive.sources[0].data.decode()
    opened, scan = pdx.parse(lines, name="x"), pdx.scan(io.StringIO(lines))
    assert [post.title for post in scan] == ["a", "c"]
    assert len(opened) == 2
    assert opened.skipped[0][1] == scan.skipped[0][1]
    assert "line 2: it has no title" in opened.skipped[0][1]


def test_many_bad_rows_are_counted(monkeypatch):
    from postdex import _building

    monkeypatch.setattr(_building, "TOLD", 3)
    archive = pdx.parse('{"title": "a"}\n' + "[1]\n" * 10, name="x")
    assert len(archive.skipped) == 4
    assert archive.skipped[-1] == ("x", "and 7 records more")


def test_a_page_in_brackets_is_not_taken_for_an_array_of_rows():
    for page in ("[Rain]\n\nIt rained.", '[{"title": "A"}] is how rows may look.', '[{"title": not quite'):
        assert pdx.parse(page).sources[0].form == "text"


def test_a_role_that_is_none_is_answered_with_those_there_are(archive):
    for roles, what in ((("titel",), "'titel' is not a role"), ((), "a role is needed")):
        with pytest.raises(pdx.UsageError) as caught:
            archive.within(*roles)
        assert str(caught.value) == f"{what}; roles: {', '.join(_core.ROLES)}, text"


def test_limit(archive):
    with pytest.raises(pdx.LimitError):
        archive.search(" ".join(f"w{i}" for i in range(1100)))
    with pytest.raises(pdx.LimitError):
        archive.search("(" * 70 + "x" + ")" * 70)


def test_adopt_refuses_what_does_not_fit():
    with pytest.raises(TypeError):
        _core._adopt({})
    with pytest.raises(TypeError):
        _core._adopt([])
