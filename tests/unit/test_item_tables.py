"""Pages and sources as rows, in all the ways in which results leave."""

import csv
import datetime
import io
import json

import pytest

import postdex as pdx

ROWS = [{"title": f"Note {i}", "url": f"https://town.example/{i}", "text": "Rain on the quay."} for i in range(30)]


@pytest.fixture(scope="module")
def archive():
    return pdx.parse("\n".join(json.dumps(row) for row in ROWS).encode(), name="rows.jsonl", captured=datetime.date(2020, 1, 2), url="https://town.example/feed")


def test_rows_say_what_the_items_say(archive):
    for row, page in zip(archive.pages.to_dicts(), archive.pages, strict=True):
        assert (row["page"], row["source"], row["kind"], row["heading"], row["entries"], row["lines"]) == (
            page.number, page.source.name, page.kind, page.heading, len(page.appearances), page.n_lines,
        )  # fmt: skip
        assert (row["byte_begin"], row["byte_end"]) == page.anchor.bytes and row["confidence"] == page.confidence and row["captured"] == page.source.captured
    (row,), (source,) = archive.sources.to_dicts(), archive.sources
    assert row == {
        "number": 0, "name": "rows.jsonl", "form": "jsonl", "encoding": "utf-8", "size": source.size, "pages": 30, "url": "https://town.example/feed",
        "captured": datetime.date(2020, 1, 2), "sha256": source.sha256,
    }  # fmt: skip


@pytest.mark.parametrize("name", ["pages", "sources"])
def test_every_way_out_has_the_same_rows(archive, name):
    items = getattr(archive, name)
    rows, out, lines = items.to_dicts(), io.StringIO(), io.StringIO()
    assert items.columns == list(rows[0]) and len(rows) == len(items)
    items.to_csv(out)
    items.to_jsonl(lines)
    assert list(csv.DictReader(io.StringIO(out.getvalue()))) == [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]
    assert [json.loads(line) for line in lines.getvalue().splitlines()] == [{key: str(value) if isinstance(value, datetime.date) else value for key, value in row.items()} for row in rows]
    assert items.select(*items.columns[:2]).to_dicts() == [{key: row[key] for key in items.columns[:2]} for row in rows]
    assert "rows" in repr(items.select(items.columns[0])) or "row" in repr(items.select(items.columns[0]))
    assert [list(row) for row in items[1:3].to_dicts()] == [items.columns] * len(items[1:3]) and items[:0].to_dicts() == []
    assert items.to_pandas().columns.tolist() == items.columns and len(items.to_pandas()) == len(rows)


@pytest.mark.parametrize("name", ["pages", "sources"])
def test_arrow(archive, name):
    pyarrow = pytest.importorskip("pyarrow")
    items = getattr(archive, name)
    assert pyarrow.table(items).to_pylist() == items.to_arrow().to_pylist() == items.to_dicts()
    assert pyarrow.schema(items).names == items.columns


def test_names_that_are_no_text():
    archive = pdx.parse("Rain\n\nIt fell.", name="a\udcffb.txt")
    assert len(archive.sources.to_dicts()) == len(archive.pages.to_dicts()) == 1


def test_numbers_and_names_of_items():
    archive = pdx.parse("Rain\n\nIt fell.", name="town.txt")
    assert archive.sources["town.txt"] == archive.sources[0] == archive.sources[-1]
    with pytest.raises(KeyError, match="there is no source called 'village.txt' among 1"):
        archive.sources["village.txt"]
    with pytest.raises(IndexError, match="there is no number 5 among 1"):
        archive.pages[5]
    with pytest.raises(TypeError, match="an index is a number or a slice, not <class 'str'>"):
        archive.pages["town.txt"]
