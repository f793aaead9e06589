"""Sources of which no post is left: parts that become one leave them out, with their texts and pages, and nobody sees a difference but in what is there of them."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

import pytest
from test_parts_as_one import files, rows, without_notes

import postdex as pdx


def feed(path: Path, ids: list[int]) -> Path:
    """A feed whose items have addresses: under them the same posts come again."""
    items = "".join(
        f"<item><title>Notice {i}</title><link>https://town.example/{i}</link><category>Quay</category><pubDate>Tue, {1 + i:02} Jan 2019 08:00:00 GMT</pubDate>"
        f"<description>&lt;p&gt;The ferry number {i} stayed in the harbour, and nobody came down to the water to ask why it did.&lt;/p&gt;</description></item>"
        for i in ids
    )
    path.write_text(f'<?xml version="1.0"?><rss version="2.0"><channel><title>Town</title>{items}</channel></rss>')
    return path


def jsonl(path: Path, begin: int, n: int) -> Path:
    path.write_text("".join(json.dumps(row) + "\n" for row in rows(begin, n)))
    return path


def page(path: Path, ids: list[int]) -> Path:
    entries = "".join(f"The lamp at number {i}\n\nMay {1 + i}, 2019\n\nThe lamp number {i} was lit by the keeper, and he went home.\n\nTags: Mill, River\n\nContinue reading\n\n" for i in ids)
    path.write_text(f"Notes from the mill\n\n{entries}Older posts of the mill\n")
    return path


def names(sources: Iterable[pdx.Source]) -> list[str]:
    return [Path(source.name).name for source in sources]


def shown(archive: pdx.Archive, query: str) -> list[tuple[object, ...]]:
    """Lines with where they stand."""
    return [(line.node, line.post and line.post.title, line.anchor.line, Path(str(line.anchor.source)).name) for line in archive.find(query)]


def delete_all(path: Path, source: str) -> None:
    with pdx.writer(path) as writer:
        archive = writer.archive
        numbers = [post.number for post in archive if set(names(each.page.source for each in post.appearances)) == {source}]
        assert numbers and writer.delete(numbers) == len(numbers)


def grow(path: Path, sources: list[Path]) -> None:
    for each in sources:
        with pdx.writer(path, language="en") as writer:
            assert writer.add(each) == 1


def test_optimize_gives_the_bytes_of_an_archive_that_never_had_them(tmp_path: Path) -> None:
    sources = [jsonl(tmp_path / "a.jsonl", 0, 20), feed(tmp_path / "b.xml", [1, 2, 3]), jsonl(tmp_path / "c.jsonl", 20, 3), feed(tmp_path / "d.xml", [2, 3, 4, 5]), jsonl(tmp_path / "e.jsonl", 23, 40)]
    grow(tmp_path / "grown.pdx", sources)
    delete_all(tmp_path / "grown.pdx", "a.jsonl")
    delete_all(tmp_path / "grown.pdx", "c.jsonl")
    with pdx.writer(tmp_path / "grown.pdx") as writer:
        grown = writer.optimize()
    grown.verify()
    grow(tmp_path / "other.pdx", [sources[1], sources[3], sources[4]])
    with pdx.writer(tmp_path / "other.pdx") as writer:
        other = writer.optimize()
    assert names(grown.sources) == names(other.sources) == ["b.xml", "d.xml", "e.jsonl"]
    one, two = files(tmp_path / "grown.pdx"), files(tmp_path / "other.pdx")
    assert one["texts"] == two["texts"]
    assert one["words"] == two["words"]
    differ = [i for i, (a, b) in enumerate(zip(without_notes(one["posts"]), without_notes(two["posts"]), strict=True)) if a != b]
    assert len(differ) <= 4, "ordinals differ, and what names them"
    assert [names(each.page.source for each in post.appearances) for post in grown] == [names(each.page.source for each in post.appearances) for post in other]
    assert shown(grown, "ferry OR harbour") == shown(other, "ferry OR harbour")


def test_an_appearance_between_others_goes(tmp_path: Path) -> None:
    """A post's parts name its appearances: where those between are left out, their distances are others."""
    sources = [feed(tmp_path / "a.xml", [1]), jsonl(tmp_path / "b.jsonl", 0, 5), feed(tmp_path / "c.xml", [1, 2])]
    text = (tmp_path / "c.xml").read_text().replace("to ask why it did", "but the dog, which had waited there for its old master since the morning")
    (tmp_path / "c.xml").write_text(text.replace("Quay", "Pier"))
    grow(tmp_path / "grown.pdx", sources)
    before = pdx.open(tmp_path / "grown.pdx")
    lines = shown(before, "morning OR dog OR ask")
    anchors = [line.anchor for line in before.find("morning OR dog OR ask")]
    assert {each[3] for each in lines} == {"a.xml", "c.xml"}
    delete_all(tmp_path / "grown.pdx", "b.jsonl")
    with pdx.writer(tmp_path / "grown.pdx") as writer:
        after = writer.optimize()
    after.verify()
    assert names(after.sources) == ["a.xml", "c.xml"]
    assert shown(after, "morning OR dog OR ask") == lines
    assert [line.anchor for line in after.find("morning OR dog OR ask")] == anchors
    assert all(anchor.verify() for anchor in anchors)


def test_what_stands_around_goes_with_the_commit_that_deletes(tmp_path: Path) -> None:
    """So that what is found does not depend on when parts become one."""
    path = tmp_path / "town.pdx"
    grow(path, [page(tmp_path / "one.txt", [1, 2, 3]), page(tmp_path / "two.txt", [4, 5])])
    assert len(pdx.open(path).find("older")) == 2
    delete_all(path, "one.txt")
    archive = pdx.open(path)
    archive.verify()
    assert len(archive.find("older")) == 1
    words = list(archive.words())
    with pdx.writer(path) as writer:
        merged = writer.optimize()
    merged.verify()
    assert list(merged.words()) == words
    assert len(merged.find("older")) == 1
    assert names(each.source for each in merged.pages) == ["two.txt"]
    assert merged.pages[0].data == (tmp_path / "two.txt").read_bytes()


def test_a_source_of_which_a_post_is_left_stays_whole(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    grow(path, [page(tmp_path / "one.txt", [1, 2, 3])])
    with pdx.writer(path) as writer:
        writer.delete([0, 1])
    with pdx.writer(path) as writer:
        merged = writer.optimize()
    assert names(merged.sources) == ["one.txt"]
    assert merged.sources[0].data == (tmp_path / "one.txt").read_bytes()
    assert len(merged.find("older")) == 1


def test_a_source_without_entries_stays(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    (tmp_path / "empty.txt").write_text("\n\n")
    grow(path, [jsonl(tmp_path / "rows.jsonl", 0, 3), tmp_path / "empty.txt"])
    assert [len(page.appearances) for page in pdx.open(path).sources[1].pages] == [0]
    delete_all(path, "rows.jsonl")
    with pdx.writer(path) as writer:
        merged = writer.optimize()
    merged.verify()
    assert names(merged.sources) == ["empty.txt"]
    assert len(merged) == 0


@pytest.mark.parametrize("merged", [False, True])
def test_what_was_deleted_with_its_source_can_be_added_again(tmp_path: Path, merged: bool) -> None:
    path = tmp_path / "town.pdx"
    source = jsonl(tmp_path / "a.jsonl", 0, 4)
    grow(path, [source, jsonl(tmp_path / "b.jsonl", 4, 4)])
    titles = [post.title for post in pdx.open(path)]
    delete_all(path, "a.jsonl")
    with pdx.writer(path) as writer:
        if merged:
            writer.optimize()
        assert writer.add(source) == 1
        assert writer.add(tmp_path / "b.jsonl") == 0
    archive = pdx.open(path)
    archive.verify()
    assert sorted(post.title for post in archive) == sorted(titles)


def test_an_archive_does_not_grow_where_what_comes_goes(tmp_path: Path) -> None:
    """Commits that add a source and delete the posts of an older one: merges keep the folder as large as what is there."""
    path, sizes = tmp_path / "town.pdx", []
    for i in range(120):
        with pdx.writer(path, language="en") as writer:
            if i >= 5:
                writer.delete(f'"pair{i - 5}"')
            writer.add_records([{"title": f"Pair {i}", "text": f"The ferry of pair{i} goes left, and the keeper with it. " * 40}], name=str(i))
        sizes.append(sum(each.stat().st_size for each in path.iterdir()))
    assert max(sizes[60:]) < 1.5 * max(sizes[:60])
    archive = pdx.open(path)
    archive.verify()
    assert len(archive) == 5
    assert len(archive.sources) < 40


def test_repair_leaves_them_out_too(tmp_path: Path) -> None:
    path = tmp_path / "town.pdx"
    grow(path, [page(tmp_path / "one.txt", [1, 2, 3]), page(tmp_path / "two.txt", [4, 5])])
    delete_all(path, "one.txt")
    pdx.repair(path, tmp_path / "repaired.pdx")
    repaired = pdx.open(tmp_path / "repaired.pdx")
    assert names(repaired.sources) == ["two.txt"]
    assert len(repaired.find("older")) == 1


def test_a_source_that_never_had_a_post_goes_when_another_comes_in_its_place(tmp_path: Path) -> None:
    """One without pages, and one whose page has no entry."""
    path, blank = tmp_path / "town.pdx", tmp_path / "blank.txt"
    blank.write_text("\n\n")
    with pdx.writer(path, language="en") as writer:
        writer.add_records(rows(0, 3), name="rows")
        writer.add_records([], name="later")
        writer.add(blank)
    before = pdx.open(path)
    assert (names(before.sources), len(before), len(before.pages)) == (["rows", "later", "blank.txt"], 3, 4)
    blank.write_text("\n \n\n")
    with pdx.writer(path) as writer:
        assert writer.upsert_records(rows(3, 2), name="later") == 1 and writer.upsert(blank) == 1
    for optimized in (False, True):
        if optimized:
            with pdx.writer(path) as writer:
                writer.optimize()
        after = pdx.open(path)
        after.verify()
        assert (names(after.sources), len(after), len(after.pages)) == (["rows", "later", "blank.txt"], 5, 6)
        assert [len(source.data) for source in after.sources][2] == 4
        assert len(after._store.left_sources()) == (0 if optimized else 2)
    with pdx.writer(path) as writer:
        assert writer.upsert_records([], name="later") == 1 and writer.upsert_records([], name="later") == 0
    with pdx.writer(path) as writer:
        assert writer.upsert_records([], name="later") == 0 and len(writer.archive) == 3
    assert names(pdx.open(path).sources) == ["rows", "blank.txt", "later"]
