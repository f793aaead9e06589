"""Rows become JSON lines in the core where they are plain, and through the package's encoder where not: the same bytes either way."""

import datetime
import json
import os
import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import postdex as pdx
from postdex import _core, _inputs

VALUES = st.one_of(
    st.text(),
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(),
    st.lists(st.one_of(st.text(), st.integers()), max_size=4),
    st.lists(st.text(), max_size=4).map(tuple),
    st.dates(),
    st.dictionaries(st.text(max_size=3), st.text(max_size=3), max_size=2),
)


def lines_of(rows):
    builder = _core.Builder()
    builder.add_rows("rows", None, rows, _inputs.json_row)
    return builder.finish().source_bytes(0)


def encoded(rows):
    return "".join(f"{_inputs.json_row(i, row)}\n" for i, row in enumerate(rows)).encode("utf-8", "surrogatepass")


@settings(max_examples=100 if "POSTDEX_SANITIZED" in os.environ else 300, deadline=None)
@given(st.lists(st.dictionaries(st.one_of(st.text(max_size=12), st.integers()), VALUES, max_size=5), max_size=4))
def test_plain_rows_are_what_the_encoder_makes_of_them(rows):
    wanted = encoded(rows)
    try:
        assert lines_of(rows) == wanted
    except pdx.FormatError:  # lone surrogates, a key twice: refused either way
        builder = _core.Builder()
        builder.add("rows", "", None, wanted)
        with pytest.raises(pdx.FormatError):
            builder.finish()


def test_every_character_below_the_letters():
    text = "".join(map(chr, range(0x90))) + "é’\u2028\uffff😀" + "long " * 40
    rows = [{"text": text, text: "x"}, {"tags": [text, text[:30]], "text": text * 3}]
    assert lines_of(rows) == encoded(rows)
    assert json.loads(lines_of(rows).split(b"\n")[0]) == rows[0]


@pytest.mark.parametrize(
    "value", [1.5, -0.0, 1e300, 1e-7, 123456789.0, math.nan, math.inf, 2**80, -(2**63), True, None]
)
def test_numbers(value):
    rows = [{"text": "x", "value": value}]
    assert lines_of(rows) == encoded(rows)


class Row(dict):
    """A dict that is more than a dict."""


def test_rows_that_are_not_plain():
    class Text(str):
        pass

    rows = [
        Row(text="a"),
        {"text": Text("b")},
        {"text": "c", "when": datetime.date(2020, 1, 2)},
        {"text": "d", 5: {"e": [1]}},
    ]
    assert lines_of(rows) == encoded(rows)
    assert lines_of(iter(rows)) == encoded(rows)


TABLE = [{"title": "Low tide", "text": "The ferry waited.", "tags": ["Harbour"]}, {"title": "High tide", "text": "It left.", "tags": ["Ferry", "Fog"]}]


@pytest.mark.parametrize("library", ["pandas", "polars", "pyarrow"])
def test_rows_of_a_table(library):
    module = pytest.importorskip(library)
    table = module.Table.from_pylist(TABLE) if library == "pyarrow" else module.DataFrame(TABLE)
    archive = pdx.from_records(table)
    assert [(post.title, post.tags, post.record["text"]) for post in archive] == [(row["title"], row["tags"], row["text"]) for row in TABLE]


def test_one_row_is_no_list_of_rows():
    with pytest.raises(TypeError, match="put it in brackets"):
        pdx.from_records(TABLE[0])


@pytest.mark.parametrize(
    ("row", "field"),
    [({"title": "Low \ud83d"}, "title"), ({"text": "long " * 100 + "\udc00"}, "text"), ({"title": "a", "tags": ["x", "\ud83d"]}, "tags"), ({"more": {"deep": "\ud83d"}}, "more"),
     ({"\ud83d": 1}, r"\ud83d")],
)  # fmt: skip
def test_half_a_surrogate_pair_is_refused_with_its_place(row, field):
    with pytest.raises(pdx.UsageError) as caught:
        pdx.from_records([{"title": "fine", "text": "a"}, row])
    assert f"record 1, field '{field}'" in str(caught.value)
    assert "half of a surrogate pair" in str(caught.value)


def test_several_authors_are_one_line():
    post = pdx.from_records([{"title": "a", "author": ["Ann Lee", None, "", "Bo Quill"]}])[0]
    assert (post.author, post.byline) == ("Ann Lee, Bo Quill", "Ann Lee, Bo Quill")
    assert pdx.from_records([{"title": "a", "author": []}])[0].author is None


def test_a_row_that_is_none_is_named():
    with pytest.raises(pdx.Error, match="record 1 is a str"):
        pdx.from_records([{"text": "a"}, "b"])


def test_an_exception_of_the_rows_comes_through():
    def rows():
        yield {"text": "a"}
        raise ZeroDivisionError("in the rows")

    with pytest.raises(ZeroDivisionError, match="in the rows"):
        pdx.from_records(rows())


def test_each_row_is_one_post():
    body = "The same long text that is here for all to see. " * 5
    rows = [
        {"title": "Minutes", "text": body + "adopted", "id": 1},
        {"title": "Minutes", "text": body + "rejected", "id": 2},
        {"title": "Weekly update", "text": "No news.", "id": 3},
        {"title": "Weekly update", "text": "No news.", "id": 4},
        {"title": "C++", "text": "Learn C++ today."},
        {"title": "C#", "text": "Learn C# today."},
    ]
    archive = pdx.from_records(rows)
    assert [post.record for post in archive] == rows
    assert len(archive.find("adopted")) == len(archive.find("rejected")) == 1
    assert len(archive.search("news")) == 2


def test_posts_of_a_page_are_told_apart_by_symbols():
    lessons = [f"Learn {name}\n\nLearn {name} today, said the teacher of the school.\n\nContinue reading\n" for name in ("C++", "C#", "C")]
    archive = pdx.parse("Posts Tagged ‘School’\n\n" + "\n".join(lessons))
    assert [str(post.title) for post in archive] == ["Learn C++", "Learn C#", "Learn C"]
