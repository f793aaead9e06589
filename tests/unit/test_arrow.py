"""Arrow streams, read by the libraries that people use."""

import datetime
import gc

import pytest

import postdex as pdx
from unit_texts import LISTING


def tables(archive):
    return {
        "posts": archive,
        "parts": archive.parts,
        "tags": archive.tags,
        "hits": archive.search("bridge | ferry"),
        "lines": archive.find("bridge"),
        "mentions": archive.date_mentions,
        "matches": archive.match({"bridge": {"category": "thing"}, "ferry": None}),
        "repeats": archive.repeats(2),
        "places": archive.repeats(2).places,
        "names": archive.names("Ines Corvane"),
        "quotes": pdx.parse(LISTING).quotes,
        "nothing": archive.find("nowhere"),
        "slice": archive.search("bridge | ferry")[::-1],
        "some places": archive.repeats(2)[1:].places[::-2],
    }


KINDS = ["posts", "parts", "tags", "hits", "lines", "mentions", "matches", "repeats", "places", "names", "quotes", "nothing", "slice", "some places"]


@pytest.mark.parametrize("kind", KINDS)
def test_pyarrow_reads_what_rows_say(archive, kind):
    pyarrow = pytest.importorskip("pyarrow")
    table = tables(archive)[kind]
    arrow = pyarrow.table(table)
    arrow.validate(full=True)
    assert arrow.column_names == table.columns
    assert arrow.to_pylist() == table.to_dicts()
    assert pyarrow.schema(table) == arrow.schema


@pytest.mark.parametrize("kind", KINDS)
def test_polars(archive, kind):
    polars = pytest.importorskip("polars")
    table = tables(archive)[kind]
    frame = polars.DataFrame(table)
    assert frame.columns == table.columns
    assert frame.to_dicts() == table.to_dicts()
    assert table.to_polars().equals(frame)


@pytest.mark.parametrize("kind", KINDS)
def test_pandas(archive, kind):
    pandas = pytest.importorskip("pandas")
    table = tables(archive)[kind]
    frame = table.to_pandas()
    assert list(frame.columns) == table.columns
    assert len(frame) == len(table)
    if hasattr(pandas.DataFrame, "from_arrow"):
        pytest.importorskip("pyarrow")
        assert len(pandas.DataFrame.from_arrow(table)) == len(table)


@pytest.mark.filterwarnings("ignore:datetime.datetime.utcfromtimestamp:DeprecationWarning")
def test_duckdb_reads_a_bare_variable(archive):
    duckdb = pytest.importorskip("duckdb")
    lines = archive.find("bridge")
    assert len(lines) == 4
    rows = duckdb.sql("select post, count(*) from lines group by post order by post").fetchall()
    assert rows == sorted(lines.per_post.items())
    posts = archive  # noqa: F841 - duckdb finds it by its name
    assert duckdb.sql("select title from posts where list_contains(tags, 'Council')").fetchall() == [("Council votes",)]


def test_values(archive):
    rows = archive.to_dicts()
    assert rows[0]["published"] == datetime.date(2019, 2, 13)
    assert rows[2]["published"] is None
    assert rows[4]["title"] is None
    assert rows[0]["tags"] == ["Harbour", "Bridges"]
    assert rows[0]["text"] == archive[0].text
    lines = archive.find("bridge")
    for row, line in zip(lines.to_dicts(), lines, strict=True):
        assert (row["before"], row["node"], row["after"]) == (line.before, line.node, line.after)
        assert (row["byte_begin"], row["byte_end"]) == line.anchor.bytes
        assert row["line"] == line.anchor.line


def test_many_batches(big):
    pyarrow = pytest.importorskip("pyarrow")
    parts = big.parts
    arrow = pyarrow.table(parts)
    arrow.validate(full=True)
    assert arrow.num_rows == len(parts)
    assert arrow["text"][-1].as_py() == parts[-1].text


def test_ill_formed_bytes_leave_as_utf8():
    pyarrow = pytest.importorskip("pyarrow")
    archive = pdx.parse(b"caf\xc3 title\n\nThe \xff bridge \xed\xa0\x80 and so on, and so on.")
    arrow = pyarrow.table(archive.find("bridge"))
    arrow.validate(full=True)
    assert arrow.to_pylist() == archive.find("bridge").to_dicts()


def test_a_stream_outlives_its_object():
    pyarrow = pytest.importorskip("pyarrow")
    reader = pyarrow.RecordBatchReader.from_stream(pdx.from_records([{"title": "A", "text": "bridge"}]).find("bridge"))
    gc.collect()
    assert reader.read_all()["node"].to_pylist() == ["bridge"]


def test_streams_are_independent_and_may_be_dropped(archive):
    pyarrow = pytest.importorskip("pyarrow")
    first = pyarrow.RecordBatchReader.from_stream(archive)
    second = pyarrow.RecordBatchReader.from_stream(archive)
    assert first.read_all().num_rows == second.read_all().num_rows == len(archive)
    archive.__arrow_c_stream__()
    archive.__arrow_c_stream__(requested_schema=None)
    archive.__arrow_c_schema__()
