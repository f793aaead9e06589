"""Some columns of results, and texts as views."""

import copy
import gc
import itertools
import pickle
import random

import pytest

import postdex as pdx
from unit_texts import LISTING


def tables(archive):
    return {
        "posts": archive,
        "parts": archive.parts,
        "tags": archive.tags,
        "hits": archive.search("bridge | ferry"),
        "lines": archive.find("bridge | the"),
        "mentions": archive.date_mentions,
        "matches": archive.match({"bridge": {"category": "thing"}, "ferry": None}),
        "repeats": archive.repeats(2),
        "places": archive.repeats(2).places,
        "names": archive.names("Ines Corvane"),
        "quotes": pdx.parse(LISTING).quotes,
        "answers": archive.search_many(["bridge", "ferry"]),
        "nothing": archive.find("nowhere"),
        "slice": archive.search("bridge | ferry")[::-1],
        "some places": archive.repeats(2)[1:].places[::-2],
    }


KINDS = ["posts", "parts", "tags", "hits", "lines", "mentions", "matches", "repeats", "places", "names", "quotes", "answers", "nothing", "slice", "some places"]


def chosen(rows, columns):
    return [{name: row[name] for name in columns} for row in rows]


@pytest.mark.parametrize("views", [False, True])
@pytest.mark.parametrize("kind", KINDS)
def test_selected_columns_are_those_of_the_whole(archive, kind, views):
    pyarrow = pytest.importorskip("pyarrow")
    table = tables(archive)[kind]
    rows = table.to_dicts()
    rng = random.Random(kind)
    for _ in range(12):
        columns = rng.sample(table.columns, rng.randint(1, len(table.columns)))
        selected = table.select(*columns, views=views)
        assert selected.columns == columns and len(selected) == len(table)
        assert selected.to_dicts() == chosen(rows, columns)
        arrow = pyarrow.table(selected)
        arrow.validate(full=True)
        assert arrow.column_names == columns and arrow.to_pylist() == chosen(rows, columns)
        assert pyarrow.schema(selected) == arrow.schema
        texts = {arrow.schema.field(name).type for name in columns} & {pyarrow.string_view(), pyarrow.large_string()}
        assert texts <= {pyarrow.string_view() if views else pyarrow.large_string()}


def test_all_columns_where_none_is_named(archive):
    assert archive.select().columns == archive.columns
    assert archive.select().to_dicts() == archive.to_dicts()


def test_a_column_twice_and_a_selection_of_a_selection(archive):
    selected = archive.select("title", "post", "words")
    assert selected.select("words", "title").to_dicts() == chosen(archive.to_dicts(), ["words", "title"])
    with pytest.raises(pdx.UsageError, match=r'no column "tags"; there are title, post, words'):
        selected.select("tags")


def test_names_that_are_none(archive):
    for name in ("colour", "", "Title", "ti\ud800tle", "x" * 1000):
        with pytest.raises(pdx.UsageError, match="there is no column"):
            archive.select(name)
    with pytest.raises(TypeError):
        archive.select(3)
    with pytest.raises(ValueError, match="at most 24 columns"):
        archive.select(*itertools.repeat("title", 25))


def test_written_and_shown(archive, tmp_path):
    selected = archive.select("post", "tags", "confidence", "title")
    selected.to_csv(tmp_path / "s.csv")
    assert (tmp_path / "s.csv").read_text(encoding="utf-8").splitlines()[0] == "post,tags,confidence,title"
    assert f"{len(archive)} rows of 4 columns" in repr(selected) and "Harbour, Bridges" in repr(selected)
    assert "0 rows" in repr(archive.find("nowhere").select("node"))
    assert selected.of is archive and not selected.views


def test_equality_and_copies(archive):
    selected = archive.find("bridge").select("node", "post", views=True)
    assert selected == copy.deepcopy(selected) == pickle.loads(pickle.dumps(selected))
    assert hash(selected) == hash(pickle.loads(pickle.dumps(selected)))
    assert selected != archive.find("bridge").select("post", "node", views=True)
    assert selected != archive.find("bridge").select("node", "post")
    assert selected != archive.find("ferry").select("node", "post", views=True)
    assert selected != 3


def test_views_outlive_everything():
    pyarrow = pytest.importorskip("pyarrow")
    rows = [{"title": f"A title of some length, number {i}", "text": f"The bridge number {i} is longer than twelve bytes."} for i in range(50)]
    archive = pdx.from_records(rows)
    lines = archive.find("bridge")
    wanted = lines.to_dicts()
    arrow = pyarrow.table(lines.select(views=True))
    del archive, lines
    gc.collect()
    assert arrow.to_pylist() == wanted


def test_ill_formed_bytes_in_views():
    pyarrow = pytest.importorskip("pyarrow")
    archive = pdx.parse(b"caf\xc3 title that is long\n\nThe \xff bridge \xed\xa0\x80 and so on, and so on, for a while.")
    for table in (archive.find("bridge"), archive, archive.parts):
        arrow = pyarrow.table(table.select(views=True))
        arrow.validate(full=True)
        assert arrow.to_pylist() == table.to_dicts()


def test_many_rows_as_views(big):
    pyarrow = pytest.importorskip("pyarrow")
    for table in (big, big.parts, big.find("river")):
        arrow = pyarrow.table(table.select(views=True))
        arrow.validate(full=True)
        assert arrow.to_pylist() == table.to_dicts()


def test_a_consumer_may_wish_for_views(archive):
    pyarrow = pytest.importorskip("pyarrow")
    lines = archive.find("bridge").select("node", "post", "after")
    wish = pyarrow.schema([("node", pyarrow.string_view()), ("post", pyarrow.int64()), ("after", pyarrow.large_string())])
    reader = pyarrow.RecordBatchReader.from_stream(lines, wish)
    assert [field.type for field in reader.schema] == [pyarrow.string_view(), pyarrow.int64(), pyarrow.large_string()]
    assert reader.read_all().to_pylist() == lines.to_dicts()
    with pytest.raises(ValueError, match="PyCapsule"):
        lines.__arrow_c_stream__(requested_schema=3)


def test_polars_and_duckdb_read_views(archive):
    selected = archive.find("bridge | the").select("post", "before", "node", "after", views=True)
    polars = pytest.importorskip("polars")
    assert polars.DataFrame(selected).to_dicts() == selected.to_dicts() == selected.to_polars().to_dicts()
    duckdb = pytest.importorskip("duckdb")
    rows = duckdb.sql("select post, before, node, after from selected").fetchall()
    assert rows == [tuple(row.values()) for row in selected.to_dicts()]
