"""Exceptions: the tree, and what they say."""

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
    good, bad = tmp_path / "a.jsonl", tmp_path / "b.jsonl"
    good.write_text('{"title": "A", "text": "Rain."}\n', encoding="utf-8")
    bad.write_text('{"title": "B", "text": "Wind."}\n{"title": }\n', encoding="utf-8")
    for paths in ([good, bad], [bad, good], bad):
        with pytest.raises(pdx.FormatError) as caught:
            pdx.open(paths)
        at = bad.read_bytes().index(b"}\n", 40)
        assert (caught.value.path, caught.value.offset) == (str(bad), at)
        assert str(caught.value) == (
            f"{bad}: line 2: not JSON: no value; mend the line or take it out: each is one JSON object (byte {at})"
        )
    with pytest.raises(pdx.FormatError) as caught:
        pdx.parse('{"title": "A"}\n{"title": "B"} and more\n', name="rows.jsonl")
    assert (caught.value.path, caught.value.offset) == ("rows.jsonl", 30)


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
