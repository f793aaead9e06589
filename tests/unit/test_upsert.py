"""Sources in the place of those with their names: posts stay what they are, with their numbers, as far as the new source has them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from pathlib import Path

import pytest
from test_sources_left import feed, names

import postdex as pdx


def records(path: Path, rows: list[dict[str, object]]) -> pdx.Archive:
    with pdx.writer(path, language="en") as writer:
        writer.upsert_records(rows, name="diary")
    archive = pdx.open(path)
    archive.verify()
    return archive


def told(posts: Iterable[pdx.Post]) -> list[tuple[str, str]]:
    return [(str(post.title), post.text) for post in posts]


def row(title: str, text: str, **more: object) -> dict[str, object]:
    return {"title": title, "text": text, **more}


@pytest.mark.parametrize(
    "edited",
    [
        row("Two", "Another text altogether.", date="2019-02-02", url="https://town.example/2"),
        row("Second", "Another text altogether.", date="2020-01-01", url="https://town.example/2"),
        row("Two", "The second text, edited.", date="2019-02-02"),
        row("Two", "The second text, edited.", date="2021-02-02"),
        row("Second", "The second text."),
    ],
)
def test_an_edited_row_is_the_same_post(tmp_path: Path, edited: dict[str, object]) -> None:
    path = tmp_path / "town.pdx"
    rows = [row("One", "The first text.", date="2019-01-01"), row("Two", "The second text.", date="2019-02-02", url="https://town.example/2"), row("Three", "The third text.", date="2019-03-03")]
    records(path, rows)
    with pdx.writer(path) as writer:
        writer.add_records([row("Behind", "Of another source.")], name="other")
    archive = records(path, [row("New", "Nobody had it."), edited, rows[2], rows[0]])
    assert told(archive) == [("One", "The first text."), (edited["title"], edited["text"]), ("Three", "The third text."), ("Behind", "Of another source."), ("New", "Nobody had it.")]
    assert len(archive.search("second" if "second" not in str(edited["text"]) and "Second" != edited["title"] else "nobodyhasthis")) == 0
    with pdx.writer(path) as writer:
        merged = writer.optimize()
    merged.verify()
    assert told(merged) == told(archive)
    assert names(merged.sources) == ["other", "diary"]


def test_rows_that_say_the_same_go_in_their_order(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    records(path, [row("Same", "a first"), row("Other", "b"), row("Same", "c third")])
    archive = records(path, [row("Same", "d"), row("Same", "e"), row("Same", "f")])
    assert told(archive) == [("Same", "d"), ("Same", "e"), ("Same", "f")]
    archive = records(path, [row("Same", "f")])
    assert told(archive) == [("Same", "f")]


def test_what_was_deleted_stays_so(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    records(path, [row("One", "a"), row("Two", "b")])
    with pdx.writer(path) as writer:
        writer.add_records([row("Behind", "c")], name="other")
    with pdx.writer(path) as writer:
        writer.delete(0)
        writer.upsert_records([row("One", "a, edited"), row("Two", "b")], name="diary")
    assert told(pdx.open(path)) == [("Two", "b"), ("Behind", "c"), ("One", "a, edited")]


def test_a_post_of_two_feeds_loses_what_the_old_one_said(tmp_path: Path) -> None:
    path, one, two = tmp_path / "town.pdx", tmp_path / "one.xml", tmp_path / "two.xml"
    feed(one, [1, 2, 3])
    feed(two, [2, 3, 4])
    with pdx.writer(path, language="en") as writer:
        writer.add([one, two])
    assert [len(post.appearances) for post in pdx.open(path)] == [1, 2, 2, 1]
    text = feed(one, [1, 2]).read_text()
    one.write_text(text.replace("Quay", "Pier").replace("The ferry number 1 stayed", "The steamer number 1 stayed"))
    with pdx.writer(path) as writer:
        assert writer.upsert(one) == 1
    archive = pdx.open(path)
    archive.verify()
    assert [str(post.title) for post in archive] == ["Notice 1", "Notice 2", "Notice 3", "Notice 4"]
    assert [[Path(each.page.source.name).name for each in post.appearances] for post in archive] == [["one.xml"], ["two.xml", "one.xml"], ["two.xml"], ["two.xml"]]
    assert [sorted(map(str, post.tags or post.categories)) for post in archive] == [["Pier"], ["Pier", "Quay"], ["Quay"], ["Quay"]]
    assert [hit.post.number for hit in archive.search("steamer")] == [0]
    assert [Path(source.name).name for source in archive.sources] == ["two.xml", "one.xml"]
    with pdx.writer(path) as writer:
        merged = writer.optimize()
    merged.verify()
    assert told(merged) == told(archive)
    assert [Path(source.name).name for source in merged.sources] == ["two.xml", "one.xml"]


@pytest.mark.parametrize("memory", [1, 1 << 29])
def test_in_little_memory(tmp_path: Path, memory: int) -> None:
    """Every source is written when the next one comes; what was deleted waits for the commit."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        for name in "abcd":
            writer.add_records([row(f"{name} one", f"{name} first"), row(f"{name} two", f"{name} second")], name=name)
    with pdx.writer(path, memory=memory) as writer:
        writer.delete(7)
        for name in "acb":
            writer.upsert_records([row(f"{name} two", f"{name} edited"), row(f"{name} three", f"{name} third")], name=name)
    archive = pdx.open(path)
    archive.verify()
    wanted = [("a two", "a edited"), ("b two", "b edited"), ("c two", "c edited"), ("d one", "d first"), *((f"{name} three", f"{name} third") for name in "acb")]
    assert told(archive) == wanted


def test_repair_keeps_what_is_replaced_out(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    records(path, [row("One", "a first text", tags=["Quay"]), row("Two", "b")])
    archive = records(path, [row("One", "an edited text"), row("Two", "b")])
    assert [len(post.appearances) for post in archive] == [1, 1]
    pdx.repair(path, tmp_path / "repaired.pdx")
    repaired = pdx.open(tmp_path / "repaired.pdx")
    assert told(repaired) == told(archive)
    assert [len(post.appearances) for post in repaired] == [1, 1]


def test_a_corrected_page_that_comes_again_is_as_it_was_corrected(tmp_path):
    page = tmp_path / "page.txt"
    first = "Old mill\n\nMay 1, 2011\n\nThe quay was opened.\n\nLow water\n\nMay 2, 2011\n\nThe lock is shut.\n"
    page.write_text(first)
    mended = pdx.open(page).pages[0].correct({5: "caption"}).archive
    mended.save(tmp_path / "town.pdx")

    def after(text):
        page.write_text(text)
        with pdx.writer(tmp_path / "town.pdx") as writer:
            assert writer.upsert(page) == 1
        now = pdx.open(tmp_path / "town.pdx")
        return [part.role for part in now.pages[0].parts if part.line == 5 and part.role != "blank"], now.corrections

    assert after(first.replace("opened", "painted")) == (["paragraph"], {})
    assert after(first) == (["caption"], {str(page): {5: "caption: The quay was opened."}})
    with pdx.writer(tmp_path / "town.pdx") as writer:
        writer.optimize()
    assert pdx.open(tmp_path / "town.pdx").corrections == {str(page): {5: "caption: The quay was opened."}}


class Once:
    """A stream that does not go back."""

    def __init__(self, data, name):
        self._file, self.name = io.BytesIO(data), name

    def read(self, n=-1):
        return self._file.read(n)


@pytest.mark.parametrize("kind", ["bytes", "text", "stream", "zip"])
def test_a_file_object_in_the_place_of_what_was_added_just_before(tmp_path, kind):
    """What is replaced must be looked at first, and then what it has is read once more."""

    def file(text):
        if kind == "text":
            made = io.StringIO("before" + text)
            made.seek(6)
            return made
        data = text.encode()
        if kind == "zip":
            packed = io.BytesIO()
            with zipfile.ZipFile(packed, "w") as archive:
                archive.writestr("a.txt", data)
                archive.writestr("b.txt", b"Fog\n\nIt was thick.")
            data = packed.getvalue()
        return Once(data, "rain.txt") if kind == "stream" else io.BytesIO(data)

    with pdx.writer(tmp_path / "town.pdx") as writer:
        assert writer.add(file("Rain\n\nIt rained on the mill all day.")) == 1 + (kind == "zip")
        assert writer.upsert(file("Rain again\n\nIt rained on the mill all day.")) == 1
    archive = pdx.open(tmp_path / "town.pdx")
    archive.verify()
    assert sorted(post.title for post in archive) == ["Fog"] * (kind == "zip") + ["Rain again"]


def test_paths_that_are_given_one_by_one(tmp_path):
    files = [tmp_path / f"{name}.txt" for name in "abc"]
    for file in files:
        file.write_text(f"Note {file.stem}\n\nThe ferry waited for the tide at quay {file.stem}.\n")
    with pdx.writer(tmp_path / "town.pdx") as writer:
        assert writer.add(files[1]) == 1
        files[1].write_text("Note b, edited\n\nThe ferry waited for the tide at quay b.\n")
        assert writer.upsert(each for each in files) == 3
    assert sorted(post.title for post in pdx.open(tmp_path / "town.pdx")) == ["Note a", "Note b, edited", "Note c"]


@pytest.mark.parametrize("kind", ["polars", "pandas", "pyarrow", "postdex"])
def test_rows_of_a_table_in_the_place_of_others(tmp_path, kind):
    rows = [{"title": "One", "text": "A ferry."}, {"title": "Two", "text": "A mill."}]
    if kind == "postdex":
        table = pdx.from_records(rows)
    elif kind == "pandas":
        table = pytest.importorskip("pandas").DataFrame(rows)
    else:
        table = pytest.importorskip("polars").DataFrame(rows)
        table = table.to_arrow() if kind == "pyarrow" else table
    with pdx.writer(tmp_path / "town.pdx") as writer:
        writer.add_records(rows[:1])
        assert writer.upsert_records(table) == 1
    assert [post.title for post in pdx.open(tmp_path / "town.pdx")] == ["One", "Two"]
