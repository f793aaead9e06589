"""Rows that are read while those behind them are still being written: what becomes of them does not depend on who reads, and when."""

import hashlib
import json
import random

import pytest

import postdex as pdx
from postdex import _core, _inputs

WORDS = [f"{a}{b}{c}" for a in "brst" for b in "aeiou" for c in ("n", "nd", "le", "ré", "l\tm")]


@pytest.fixture(scope="module")
def rows():
    """More than several threads take at once; some say nothing, some have other values, one is long."""
    rng = random.Random(11)
    made = []
    for i in range(5_000):
        text = " ".join(rng.choices(WORDS, k=rng.randint(3, 250)))
        made.append({"title": f"{i} {text[:20]}", "tags": rng.choices(["Odd", "odd", "even", "quay"], k=i % 4), "text": text, "date": f"{1 + i % 28}/{1 + i % 12}/20{10 + i % 9}"})
        if i % 97 == 0:
            made.append({"number": i})
        if i % 501 == 0:
            made[-1] = {"title": str(i), "text": text, "more": {"of": [i, None]}}
    made[4_000]["text"] = "long " * 300_000
    return made


def saved(archive, folder, kinds=("posts", "texts", "words")):
    archive.save(folder, progress=False)
    return {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*-*") if path.name.startswith(kinds)}


@pytest.mark.parametrize("threads", [2, 4])
def test_rows_are_the_same_for_any_number_of_threads(rows, threads, tmp_path):
    archives = [pdx.from_records(iter(rows), language="en", progress=False, threads=n) for n in (1, threads)]
    assert saved(archives[0], tmp_path / "one.pdx") == saved(archives[1], tmp_path / "several.pdx")
    assert archives[0].problems == archives[1].problems != []


@pytest.mark.parametrize("threads", [1, 3])
def test_rows_are_the_lines_that_they_are_written_as(rows, threads, tmp_path):
    lines = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    archives = pdx.from_records(iter(rows), language="en", progress=False, threads=threads), pdx.parse(lines, name="records", language="en", progress=False, threads=threads)
    assert saved(archives[0], tmp_path / "rows.pdx", ("texts", "words")) == saved(archives[1], tmp_path / "lines.pdx", ("texts", "words"))
    assert [post.anchor for post in archives[0]] == [post.anchor for post in archives[1]]


@pytest.mark.parametrize("threads", [1, 3])
def test_rows_that_end_in_an_error_are_not_taken(rows, threads):
    def broken():
        yield from rows[:4_500]
        raise KeyError("no more")

    builder = _core.Builder("en", threads=threads)
    for _ in range(2):
        with pytest.raises(KeyError, match="no more"):
            builder.add_rows("broken", None, broken(), _inputs.json_row)
    assert builder.add_rows("whole", None, rows[:10], _inputs.json_row)
    assert builder.finish(None, None).info["posts"] == 10


@pytest.mark.parametrize("threads", [1, 3])
def test_what_gives_rows_may_use_the_builder_meanwhile(rows, threads):
    builder = _core.Builder("en", threads=threads)

    def giving():
        for i, row in enumerate(rows):
            if i == 4_500:
                assert builder.add("between", "", None, b'{"title": "Between", "text": "The quay."}\n')
            yield row

    assert builder.add_rows("rows", None, giving(), _inputs.json_row)
    store = builder.finish(None, None)
    archive = pdx.from_records(rows, language="en", progress=False)
    assert store.info["posts"] == len(archive) + 1
    assert [store.source(i)["name"] for i in range(2)] == ["between", "rows"]
    assert [store.post(i).title for i in (0, 1, 4_501)] == ["Between", archive[0].title, archive[4_500].title]


def test_a_builder_that_is_finished_meanwhile_takes_nothing(rows):
    builder = _core.Builder("en", threads=3)

    def giving():
        yield from rows[:4_500]
        builder.finish(None, None)
        yield rows[0]

    with pytest.raises(RuntimeError, match="finished"):
        builder.add_rows("rows", None, giving(), _inputs.json_row)
