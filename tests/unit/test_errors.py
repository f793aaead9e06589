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


def test_core_errors_carry_path_and_offset():
    with pytest.raises(pdx.FormatError) as caught:
        pdx.parse('{"title": "A"}\n{"title": }\n', name="rows.jsonl")
    assert caught.value.offset is None or caught.value.offset > 0


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
