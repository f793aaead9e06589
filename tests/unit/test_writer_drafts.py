"""Drafts: what a writer writes before it commits, because somebody looks or because memory is short. Nobody else sees them, and none stays."""

from __future__ import annotations

import gc
import os
import pickle
import random
import shutil

import postdex as pdx
import pytest
from written import everything, files, make_rows, matches, parts_of


@pytest.mark.parametrize(("seed", "memory"), [(0, 1 << 29), (1, 1 << 29), (2, 1)])
def test_drafts(tmp_path, seed, memory):
    """Looking before committing, among all that a writer does, with much memory or with none, against building anew what is live by then."""
    rng = random.Random(seed)
    path = tmp_path / "town.pdx"
    live, committed, pending, gone, number = [], [], [], set(), 0
    held = []  # snapshots, and what they were
    writer = pdx.writer(path, language="en", memory=memory)
    for _ in range(60 if memory > 1 else 30):
        step = rng.random()
        if step < 0.35:
            rows = make_rows(rng, number, rng.randint(1, 6))
            assert writer.add_records(rows, name=f"rows {number}") == 1
            assert writer.add_records(rows, name=f"rows {number}") == 0  # the same again
            pending += rows
            number += 1
        elif step < 0.55 and live:
            chosen = rng.sample(range(len(live)), rng.randint(1, min(3, len(live))))
            assert writer.delete([writer.archive[i] for i in chosen]) == len(set(chosen) - gone)
            gone |= set(chosen)
        elif step < 0.65:
            found = {i for i, row in enumerate(live + pending) if "lamp" in row["text"].split() and "Mill" in row.get("tags", [])}
            assert writer.delete("lamp tag:Mill") == len(found - gone)
            gone |= found
        elif step < 0.7:
            writer.rollback()
            live, pending, gone = committed, [], set()
        elif step < 0.78:
            archive = writer.preview()
            live = [row for i, row in enumerate(live + pending) if i not in gone]
            pending, gone = [], set()
            matches(archive, live)
            archive.verify()
            assert writer.archive is archive and (not committed or everything(pdx.open(path)) == everything(pdx.from_records(committed, language="en")))
        else:
            if step > 0.92:
                writer.close()
                live, pending, gone = committed, [], set()
                writer = pdx.writer(path, language="en", memory=memory)
            archive = writer.optimize() if rng.random() < 0.1 else writer.commit()
            live = [row for i, row in enumerate(live + pending) if i not in gone]
            pending, gone, committed = [], set(), live
            matches(archive, live)
            archive.verify()
            assert everything(pdx.open(path)) == everything(archive)
            held.append((archive, everything(archive)))
    writer.close()
    for archive, was in rng.sample(held, min(4, len(held))):
        assert everything(archive) == was  # through commits and deletes


def test_little_memory(tmp_path):
    """What is added beyond it is in parts that nobody sees before the commit, and that rolling back removes."""
    path, rng = tmp_path / "town.pdx", random.Random(1)
    sources = [make_rows(rng, number, 5) for number in range(6)]
    writer = pdx.writer(path, language="en", memory=1)
    for _ in range(2):
        for number, rows in enumerate(sources):
            assert writer.add_records(rows, name=f"rows {number}") == 1
        assert sum(name.startswith("posts-") for name in files(path)) == 5 and len(writer.archive) == 0  # the last waits
        with pytest.raises(pdx.MissingFileError):
            pdx.open(path)
        writer.rollback()
        assert files(path) == ["lock", "owner"]
    writer.add_records(sources[0], name="first")
    writer.commit()
    assert writer.delete([0, 1]) == 2
    for number, rows in enumerate(sources[1:]):
        writer.add_records(rows, name=f"rows {number}")
    assert len(writer.archive) == 5 and len(pdx.open(path)) == 5
    assert writer.delete([1, 2]) == 1  # of the archive that is seen
    assert repr(writer).endswith("5 new sources and 3 deleted posts to commit>")
    matches(writer.commit(), [*sources[0][3:], *(row for rows in sources[1:] for row in rows)])
    writer.upsert_records(sources[5], name="rows 0")
    writer.upsert_records(sources[4], name="rows 1")
    matches(writer.commit(), [*sources[0][3:], *(row for rows in [*sources[3:], sources[5], sources[4]] for row in rows)])
    writer.close()
    with pytest.raises(pdx.UsageError, match="memory=0"):
        pdx.writer(path, memory=0)


@pytest.mark.parametrize("name", ["ghost", "typepad", "medium"])
def test_pages_behind_a_draft_are_cut_with_those_before_it(tmp_path, name):
    from listings import generate
    from listingtext import themes
    from listingtext.site import Site

    theme = next(theme for _, theme in themes.select("all") if theme.name == name)
    pages = []
    for number, (data, _) in enumerate(generate.site_pages(Site(theme, theme.languages[0], 1), 8)):
        pages.append(tmp_path / f"{number}.txt")
        pages[-1].write_bytes(data)

    def cut(path, *between):
        """The last page, when this was done before it was added."""
        with pdx.writer(path) as writer:
            writer.add(pages[:-1])
            for verb in between:
                verb(writer)
            writer.add(pages[-1])
        archive = pdx.open(path)
        archive.verify()
        assert len(archive.sources) == len(pages)
        return [[(part.role, part.text) for part in entry.parts] for entry in archive.pages[-1].appearances]

    whole = cut(tmp_path / "whole.pdx")
    assert cut(tmp_path / "committed.pdx", lambda writer: writer.commit()) != whole
    assert cut(tmp_path / "deleted.pdx", lambda writer: writer.delete("qqqq")) == whole
    assert cut(tmp_path / "seen.pdx", lambda writer: writer.preview(), lambda writer: writer.delete("qqqq")) == whole


def add_many(path, n):
    with pdx.writer(path, language="en", memory=1) as writer:
        for number in range(n):
            writer.add_records([{"title": f"Note {number}", "text": "The ferry waited for the tide."}], name=f"rows {number}")
        drafted = sum(name.startswith("posts-") for name in files(path))
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == [f"Note {number}" for number in range(n)]
    return drafted, sum(name.startswith("posts-") for name in files(path))


def test_drafts_become_one_while_it_is_added(tmp_path):
    assert max(add_many(tmp_path / "town.pdx", 100)) <= 16


@pytest.mark.large
def test_more_sources_in_a_commit_than_there_may_be_parts(tmp_path):
    assert max(add_many(tmp_path / "town.pdx", 4150)) <= 40


@pytest.mark.parametrize("begun", [False, True])
@pytest.mark.parametrize("how", ["a look fails", "an error", "a look fails in a block"])
def test_no_draft_stays_of_what_comes_to_nothing(tmp_path, monkeypatch, begun, how):
    path = tmp_path / "town.pdx"
    if begun:
        with pdx.writer(path, language="en") as writer:
            writer.add_records([{"title": "Zero", "text": "A still tide."}], name="zero")
    before = files(path) if begun else None

    def fail(*given):
        raise pdx.LimitError("no more fits")

    def write(writer):
        writer.add_records([{"title": "One", "text": "A tide."}], name="one")
        writer.preview()
        assert "manifest.draft" in files(path)
        writer.add_records([{"title": "Two", "text": "A tide."}], name="two")
        if how == "an error":
            raise pdx.LimitError("no more fits")
        monkeypatch.setattr("postdex._saved.commit", fail)
        writer.preview()

    writer = pdx.writer(path, language="en")
    if how == "a look fails":
        with pytest.raises(pdx.LimitError):
            write(writer)
        writer.close()
    else:
        with pytest.raises(pdx.LimitError), writer:
            write(writer)
    assert (files(path) if path.exists() else None) == before


def test_pages_in_little_memory(tmp_path):
    """Posts that are met again in a later part are one post still."""
    with pdx.writer(tmp_path / "little.pdx", memory=1) as writer:
        assert writer.add([*pdx.sample(), *pdx.sample()]) == 2
    archive, whole = pdx.open(tmp_path / "little.pdx"), pdx.open(pdx.sample())
    archive.verify()
    assert [post.title for post in archive] == [post.title for post in whole]
    assert [len(post.appearances) for post in archive] == [len(post.appearances) for post in whole]


@pytest.mark.parametrize("begun", [False, True])
def test_a_look_before_committing(tmp_path, begun):
    path = tmp_path / "town.pdx"
    if begun:
        with pdx.writer(path, language="en") as writer:
            writer.add_records([{"title": "Zero", "text": "A still tide."}], name="zero")
    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": "One", "text": "Low tide."}], name="one")
        first = writer.preview()
        assert len(first.search("tide")) == 1 + begun and first is writer.archive is writer.preview()
        assert len(pdx.open(path)) == 1 if begun else not os.path.exists(path / "manifest")
        writer.add_records([{"title": "Two", "text": "A tide."}], name="two")
        assert writer.delete("low") == 1 and repr(writer).endswith("1 new sources and 1 deleted posts to commit, beside what was previewed>")
        second = writer.preview()
        assert [hit.post.title for hit in second.search("a tide")][:1] == ["Two"] and len(first.search("tide")) == 1 + begun
        writer.rollback()
        assert len(writer.archive) == begun and repr(writer).endswith("0 new sources and 0 deleted posts to commit>")
        writer.add_records([{"title": "Three", "text": "A ferry."}], name="three")
        writer.preview()
        assert writer.add_records([{"title": "Three", "text": "A ferry."}], name="three") == 0
        writer.add_records([{"title": "Four", "text": "A mill."}], name="four")
        assert writer.delete("ferry") == 1
    archive = pdx.open(path)
    assert [post.title for post in archive] == ["Zero"] * begun + ["Four"] and len(first) == 1 + begun
    assert not os.path.exists(path / "manifest.draft")
    archive.verify()
    with pytest.raises(pdx.UsageError, match="save it, or commit it, first"):
        pickle.dumps(second)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "latin-1"])
def test_pages_in_any_encoding_behind_a_look(tmp_path, encoding):
    """What pages teach that are written already is read of those alone that are what their bytes say."""
    pages = [f'<html><head><meta charset="{encoding}"></head><body><h1>Café {i}</h1><p>{"A déjà ferry. " * 20}</p></body></html>' for i in range(3)]
    with pdx.writer(tmp_path / "town.pdx", language="en") as writer:
        for i, page in enumerate(pages):
            (tmp_path / f"{i}.html").write_bytes(page.encode(encoding))
            assert writer.add(tmp_path / f"{i}.html") == 1
            assert len(writer.preview().search("déjà")) == i + 1
    assert [str(post.title) for post in pdx.open(tmp_path / "town.pdx")] == ["Café 0", "Café 1", "Café 2"]


@pytest.mark.parametrize("at", [1, 2])
@pytest.mark.parametrize("packed", [False, True])
def test_what_cannot_be_written_is_told_though_a_folder_is_read(tmp_path, monkeypatch, at, packed):
    """It is no reason to leave a file out: what was added is gone."""
    (tmp_path / "notes").mkdir()
    for i in range(3):
        (tmp_path / "notes" / f"{i}.json").write_text(f'[{{"title": "Note {i}", "text": "A ferry."}}]')
    path = tmp_path / "notes"
    if packed:
        path = shutil.make_archive(str(tmp_path / "packed"), "zip", path)
    with pdx.writer(tmp_path / "town.pdx", language="en", memory=1) as writer:
        write, calls = writer._building.full, []

        def full():
            calls.append(1)
            if len(calls) == at:
                with monkeypatch.context() as patched:
                    patched.setattr("postdex._saved.save", fail)
                    patched.setattr("postdex._saved.commit", fail)
                    return write()
            return write()

        def fail(*given):
            raise pdx.LimitError("no more fits")

        writer._building.full = full
        with pytest.raises(pdx.LimitError, match="no more fits"):
            writer.add(path)
        assert len(calls) == at
        with pytest.raises(pdx.UsageError, match="was forgotten .* call rollback"):  # else what comes would be committed, and what came before missed
            writer.add_records([{"title": "Last", "text": "A row."}])
        writer.rollback()
        writer.add_records([{"title": "Last", "text": "A row."}])
    assert [post.title for post in pdx.open(tmp_path / "town.pdx")] == ["Last"]


def test_a_look_that_is_forgotten(tmp_path):
    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": "Zero", "text": "A still tide."}], name="zero")
    writer = pdx.writer(path)
    writer.delete(0)
    assert len(writer.preview()) == 0
    writer.close()
    assert len(pdx.open(path)) == 1
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "Four", "text": "A mill."}], name="four")
    assert not os.path.exists(path / "manifest.draft") and len(parts_of(path)) == 2 and not any(name.startswith("gone") for name in os.listdir(path))

    def stop(done, total):
        raise KeyboardInterrupt

    with pdx.writer(path) as writer:
        writer.delete(0)
        assert len(writer.preview()) == 1
        writer.add_records([{"title": f"Note {i}", "text": "Words of a note. " * 50} for i in range(40_000)], name="many")  # asked 40 times a second
        with pytest.raises(KeyboardInterrupt):
            writer.preview(progress=stop)
        for again in (writer.commit, writer.preview, writer.optimize, lambda: writer.delete(0), lambda: writer.delete("mill"), lambda: writer.upsert(path), lambda: writer.add(path)):
            with pytest.raises(pdx.UsageError, match="was forgotten .* call rollback"):
                again()
        writer.rollback()
        assert len(writer.archive) == 2 == len(writer.commit())


def test_short_rows_weigh_more_than_their_bytes(tmp_path):
    """What comes is taken to weigh what has come did: the third file finds no room, though it has few bytes."""
    path, files = tmp_path / "town.pdx", [tmp_path / f"{k}.jsonl" for k in range(3)]
    for k, file in enumerate(files):
        file.write_text("".join(f'{{"text": "slip {k} {i}"}}\n' for i in range(1000)))
    with pdx.writer(path, language="en", memory=10 << 20) as writer:
        for file in files:
            writer.add(file)
    assert len(list(path.glob("posts-*"))) == 2
    archive = pdx.open(path)
    assert len(archive) == 3000 and len(archive.search("slip")) == 3000


def test_no_draft_stays_of_a_writer_that_was_let_go(tmp_path):
    path = tmp_path / "town.pdx"
    pdx.from_records([{"title": "The ferry", "text": "It left at noon."}]).save(path)
    before = sorted(os.listdir(path))
    writer = pdx.writer(path)
    writer.add_records([{"title": "The storm", "text": "It came at night."}], name="more")
    assert len(writer.preview()) == 2 and "manifest.draft" in os.listdir(path)
    del writer
    gc.collect()
    assert sorted(os.listdir(path)) == before
    assert len(pdx.open(path)) == 1
