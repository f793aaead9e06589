"""Rows of one's own: what is missing stays missing, and nothing is made up."""

import decimal

import pytest

import postdex as pdx


class _Undecided:
    """Behaves as pandas.NA: a comparison gives itself, and it is neither true nor false."""

    def __eq__(self, other):
        return self

    __ne__ = __eq__
    __hash__ = object.__hash__

    def __bool__(self):
        raise TypeError("ambiguous")

    def __str__(self):
        return "<NA>"


class _NoTime:
    """Behaves as pandas.NaT: a date by its methods, and not equal to itself."""

    def __eq__(self, other):
        return False

    def __ne__(self, other):
        return True

    __hash__ = object.__hash__

    def isoformat(self):
        return "NaT"


class _Scalar:
    """Behaves as a number of numpy."""

    def tolist(self):
        return float("nan")


def _assert_missing(none, no_time):
    row = {
        "title": none,
        "text": "hello",
        "author": none,
        "date": no_time,
        "tags": [none, "x"],
        "more": {"deep": [none]},
    }
    post = pdx.from_records([row])[0]
    assert (post.title, post.author, post.published) == (None, None, None)
    assert post.tags == ["x"]
    assert post.record == {
        "title": None, "text": "hello", "author": None, "date": None, "tags": [None, "x"], "more": {"deep": [None]},
    }  # fmt: skip


def test_missing_values_are_none():
    _assert_missing(_Undecided(), _NoTime())


@pytest.mark.parametrize("none", [float("nan"), decimal.Decimal("NaN"), decimal.Decimal("sNaN"), _Scalar(), None])
def test_every_kind_of_no_number_is_none(none):
    _assert_missing(none, none)


def test_missing_values_of_pandas_are_none():
    pandas = pytest.importorskip("pandas")
    _assert_missing(pandas.NA, pandas.NaT)


@pytest.mark.parametrize("kind", [bytes, bytearray, memoryview])
def test_bytes_are_text(kind):
    post = pdx.from_records([{"title": kind("Brücke".encode()), "text": kind(b"bytes"), "tags": (kind(b"a"), "b")}])[0]
    assert (post.title, post.record["text"], post.tags) == ("Brücke", "bytes", ["a", "b"])
    assert [part.text for part in post.parts if part.role == "paragraph"] == ["bytes"]


def test_bytes_that_are_no_text_are_refused():
    with pytest.raises(pdx.UsageError, match="record 1, field 'text': bytes that are not UTF-8 \\(byte 2\\)"):
        pdx.from_records([{"text": "fine"}, {"text": b"ab\xff"}])


def test_times_of_numpy_are_no_numbers():
    moment = "2020-01-02T03:04:05.000000000"
    np = pytest.importorskip("numpy")
    archive = pdx.from_records([{"text": "x", "date": np.datetime64(moment), "when": np.array([moment, "NaT"], "datetime64[ns]")}])
    assert archive[0].record == {"text": "x", "date": moment, "when": [moment, None]}
    assert archive[0].published.iso.startswith("2020-01-02")
