"""The writer: what is committed is what opening all of it anew gives, what is not is not there, and neither errors nor kill -9 change that."""

from __future__ import annotations

import os
import pickle
import random
import shutil
import threading

import postdex as pdx
import pytest
from rigs import model

WORDS = ["ferry", "tide", "harbour", "door", "mill", "river", "stone", "lamp", "café", "rope"]
QUERIES = ["ferry", "tide OR mill", "harbour -door", "tag:Quay", "ri*", '"ferry tide"', "tags:town", "date:2019-02..2019-06"]


def make_rows(rng, number, n):
    rows = []
    for i in range(n):
        row = {"title": f"Note {number}.{i}", "text": " ".join(rng.choices(WORDS, k=rng.randint(1, 30)))}
        if rng.random() < 0.6:
            row["tags"] = rng.sample(["Quay", "Town", "Mill", "Weather"], rng.randint(1, 3))
        if rng.random() < 0.5:
            row["date"] = f"2019-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        rows.append(row)
    return rows


def everything(archive):
    """All that does not say from which source a post comes."""
    posts = [(p.number, p.title, p.tags, p.categories, p.language, repr(p.published), repr(p.published_bounds), [str(q) for q in p.paragraphs]) for p in archive]
    hits = [[(hit.post.number, hit.score, hit.snippet.text) for hit in archive.search(query)] for query in QUERIES]
    lines = [(line.before, line.node, line.after) for line in archive.find("ferry OR river")]
    return posts, hits, lines, list(archive.tags), list(archive.words())


def matches(archive, live):
    assert everything(archive) == everything(pdx.from_records(live, language="en"))


@pytest.mark.parametrize("seed", range(4))
def test_model(tmp_path, seed):
    """A little of the rig: random adding, deleting, committing, rolling back and opening again, against building all that is live anew."""
    rows = model.Rows(random.Random(seed), str(tmp_path / "town.pdx"))
    pages = model.Pages(random.Random(seed), tmp_path / "pages")
    for i in range(60):
        rows.step()
        if i % 20 == 0:
            pages.step()
    rows.close()


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


def test_a_part_of_which_half_is_gone(tmp_path):
    """It is written again without that by the commit that takes half, and not before; smaller parts behind it become one with it."""
    path, rng = tmp_path / "town.pdx", random.Random(4)
    live = make_rows(rng, 0, 300)
    with pdx.writer(path, language="en") as writer:
        writer.add_records(live, name="many")
        writer.commit()
        live += make_rows(rng, 1, 3)
        writer.add_records(live[300:], name="more")
    parts = []
    for _ in range(6):
        with pdx.writer(path) as writer:
            assert writer.delete(range(30)) == 30
        live = live[30:]
        archive = pdx.open(path)
        matches(archive, live)
        parts.append(sum(name.startswith("posts-") for name in files(path)))
    assert parts == [2, 2, 2, 2, 2, 1] or parts == [2, 2, 2, 2, 1, 1]
    archive.verify()


def files(path):
    return sorted(name.name for name in path.iterdir())


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


def test_of_a_first_one_that_fails_nothing_stays(tmp_path, monkeypatch):
    path = tmp_path / "town.pdx"
    with pytest.raises(pdx.MissingFileError), pdx.writer(path) as writer:
        writer.add(tmp_path / "nowhere.txt")
    assert not path.exists()
    writer = pdx.writer(path)
    assert files(path) == ["lock", "owner"]
    writer.close()
    assert not path.exists()
    path.mkdir()  # somebody else's
    pdx.writer(path).close()
    assert files(path) == ["lock"]


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


def test_of_a_first_saving_that_fails_nothing_stays(tmp_path):
    resource = pytest.importorskip("resource")
    path, most = tmp_path / "town.pdx", resource.getrlimit(resource.RLIMIT_FSIZE)
    archive = pdx.from_records([{"title": f"Note {number}", "text": "The ferry waited. " * 9} for number in range(99)])
    resource.setrlimit(resource.RLIMIT_FSIZE, (1024, most[1]))
    try:
        with pytest.raises(pdx.FileError):
            archive.save(path)
        assert not path.exists()
        path.mkdir()  # somebody else's
        with pytest.raises(pdx.FileError):
            archive.save(path)
        assert files(path) == ["lock"]
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, most)
    archive.save(path)
    assert pdx.open(path) == archive


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
        assert len(writer.archive) == 2 == len(writer.commit())


def test_upsert(tmp_path):
    path, file, other = tmp_path / "town.pdx", tmp_path / "one.txt", tmp_path / "two.txt"
    file.write_text(PAGE)
    other.write_text("Tag: Weather\n\n" + PAGE[PAGE.index("Rain for") :])
    with pdx.writer(path) as writer:
        assert writer.upsert([file, other]) == 2 and writer.upsert([file, other]) == 0
    titles = ["The wheel turns again", "A bridge of boats", "Rain for a week"]
    assert [post.title for post in pdx.open(path)] == titles
    file.write_text(PAGE.replace("A bridge of boats", "A bridge of stone"))
    with pdx.writer(path) as writer:
        assert writer.upsert(file) == 1 and repr(writer).endswith("1 new sources and 2 deleted posts to commit>")
        assert writer.upsert(file) == 0
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == [titles[0], "A bridge of stone", titles[2]]
    assert len(archive.sources) == len(archive.pages) == 2  # the one whose place another has is no source any more
    assert [len(post.appearances) for post in archive] == [1, 1, 2]  # the last stands elsewhere too
    file.write_text(PAGE)
    with pdx.writer(path) as writer:
        assert writer.upsert(file) == 1  # the first version again
        assert [post.title for post in writer.preview()] == titles
        file.write_text(PAGE.replace("A bridge of boats", "No bridge at all"))
        assert writer.upsert(file) == 1 == writer.upsert_records([{"title": "Low tide", "text": "A ferry."}], name="diary")
        assert writer.upsert_records([{"title": "Low tide", "text": "A ferry."}], name="diary") == 0
        assert writer.upsert_records([{"title": "High tide", "text": "A ferry."}], name="diary") == 1
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == [titles[0], "No bridge at all", titles[2], "High tide"]
    with pdx.writer(path) as writer:
        whole = writer.optimize()
        assert everything(whole) == everything(archive)
        assert writer.upsert(file) == 0 == writer.add(file)


def parts_of(path):
    """The numbers of the parts that the folder has."""
    return sorted(name.partition("-")[2] for name in os.listdir(path) if name.startswith("posts-"))


def test_many_commits(tmp_path):
    """Each adds little, and now and then a post goes: files are few, and most of them stay; one that holds an archive keeps it."""
    rng = random.Random(7)
    path = tmp_path / "town.pdx"
    live, most, written, kept = [], 0, set(), None
    with pdx.writer(path, language="en") as writer:
        for number in range(150):
            rows = make_rows(rng, number, rng.randint(1, 4))
            writer.add_records(rows, name=f"rows {number}")
            out = rng.randrange(len(live)) if live and number % 3 == 0 else None
            if out is not None:
                assert writer.delete(out) == 1
            archive = writer.commit()
            live = [row for i, row in enumerate(live) if i != out] + rows
            most, written = max(most, len(parts_of(path))), written | set(parts_of(path))
            if number % 15 == 0:
                matches(archive, live)
                archive.verify()
            if number == 60:
                kept = archive, everything(archive)
        assert most <= 12 and len(written) == 150  # one with each commit, however many became one with it
        archive = writer.optimize()
        matches(archive, live)
        assert len(parts_of(path)) == 1 and writer.optimize() is archive
    assert kept is not None and everything(kept[0]) == kept[1]


def appearances_of(archive):
    return [[(a.page.number, a.title, str(a)) for a in post.appearances] for post in archive], [[a.post and a.post.number for a in page.appearances] for page in archive.pages]


def test_an_optimized_archive_is_the_same(tmp_path):
    """Posts that are met again and again, on pages of text, over many parts."""
    rng = random.Random(3)
    path, copy = tmp_path / "town.pdx", tmp_path / "copy.pdx"
    entries = [
        f"Note on the {a} {b}\n\nMay {i + 1}, 2019\n\nThe {a} was seen by the {b}, and everybody who was there says that it was {number} times as large as usual.\n\n"
        f"Tags: {a.title()}, {b.title()}\n\nContinue reading\n\n"
        for number, (i, (a, b)) in enumerate((i, pair) for i, pair in enumerate(zip(WORDS * 2, WORDS[3:] * 2)))
    ]
    with pdx.writer(path, language="en") as writer:
        for number in range(12):
            (tmp_path / f"page {number}.txt").write_text(f"Notes of part {number}\n\n" + "".join(rng.sample(entries, 5)) + "Older posts\n")
            writer.add(tmp_path / f"page {number}.txt")
            if number in (4, 9):
                writer.delete(rng.randrange(len(writer.archive)))
            archive = writer.commit()
            shutil.copytree(path, copy)
            (copy / "owner").unlink()
            with pdx.writer(copy) as other:
                whole = other.optimize()
            assert everything(whole) == everything(archive)
            assert appearances_of(whole) == appearances_of(archive)
            archive.verify()
            whole.verify()
            shutil.rmtree(copy)
    assert len(archive) < 5 * 12 and max(len(post.appearances) for post in archive) > 2 and len(parts_of(path)) > 1


PAGE = """Notes from the mill

The wheel turns again

May 3, 2019

The miller has mended the wheel before 4 May 2019, and it turns as it did in the old days.

Tags: Mill, River

Continue reading

A bridge of boats

May 2, 2019

Boats were tied up in a row where the bridge had been, and people walk over them again.

Tags: River, Works

Continue reading

Rain for a week

May 1, 2019

It rained on the mill, on the river and on the boats, and nobody went out for seven days.

Tags: Weather

Continue reading

Older posts
"""


def test_a_post_met_again_gains_an_appearance(tmp_path):
    first, second = tmp_path / "one.txt", tmp_path / "two.txt"
    first.write_text(PAGE)
    second.write_text(PAGE.replace("Tags: Weather", "Tags: Weather, Rain").replace("Notes from the mill", "Tag: Rain"))
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        assert writer.add(first) == 1
    before = pdx.open(path)
    titles = [post.title for post in before]
    assert len(titles) == 3
    with pdx.writer(path) as writer:
        assert writer.add([first, second]) == 1
    after = before.refresh()
    assert [post.title for post in after] == titles and [post.number for post in after] == [0, 1, 2]
    assert [len(post.appearances) for post in after] == [2, 2, 2]
    assert after[2].tags == ["Weather", "Rain"] and before[2].tags == ["Weather"]
    assert [hit.post.number for hit in after.search("tag:Rain")] == [2] and len(before.search("tag:Rain")) == 0
    after.verify()
    assert before.refresh() is not after and after.refresh() is after


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


def test_what_deleting_writes_grows_with_what_goes(tmp_path):
    """A list of what is gone stays while what goes is little beside it; opened anew, all of it is gone."""
    path = tmp_path / "town.pdx"

    def lists():
        return {each.name: each.stat().st_size for each in path.iterdir() if each.name.startswith("gone-")}

    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": f"Slip {i}", "text": f"{'paid' if i % 3 else 'owed'} word{i}"} for i in range(400)], name="slips")
    with pdx.writer(path) as writer:
        writer.delete(range(150))
    before = lists()
    for i in range(4):
        with pdx.writer(path) as writer:
            writer.delete(f'title:"Slip {200 + i}"')
        after = lists()
        assert before.items() < after.items() and len(after) == 2
        assert sum(after.values()) - sum(before.values()) < sum(before.values()) // 3
    archive = pdx.open(path)
    archive.verify()
    assert [str(post.title) for post in archive] == [f"Slip {i}" for i in range(150, 400) if i not in range(200, 204)]
    kept = pdx.from_records([{"title": post.title, "text": post.text} for post in archive], language="en")
    assert [(hit.post.number, hit.score) for hit in archive.search("paid")] == [(hit.post.number, hit.score) for hit in kept.search("paid")]


def test_what_is_deleted(tmp_path):
    file = tmp_path / "one.txt"
    file.write_text(PAGE)
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add(file)
    with pdx.writer(path) as writer:
        assert writer.delete("bridge") == 1
    archive = pdx.open(path)
    assert [post.title for post in archive] == ["The wheel turns again", "Rain for a week"]
    assert len(archive.search("bridge")) == 0 and len(archive.find("bridge")) == 0 and len(archive.search("tag:Works")) == 0
    page = archive.pages[0]
    assert "".join(str(part) for part in page.parts) == PAGE  # the page is what it was
    assert [None if each.post is None else each.post.number for each in page.appearances] == [0, None, 1]
    assert [post.number for post in page.posts] == [0, 1]
    assert {part.post for part in page.parts if "bridge" in str(part)} == {None}
    assert archive.pages[0].parts.to_dicts() and str(page.explain()) and repr(page)
    with pdx.writer(path) as writer:
        assert writer.add(file) == 0
        assert writer.add_records([{"title": "A bridge of boats", "text": "Another."}]) == 1
    assert len(archive.refresh()) == 3
    with pdx.writer(path) as writer:
        assert writer.delete(writer.archive) == 3
    empty = archive.refresh()
    assert len(empty) == 0 and len(empty.search("mill")) == 0 and len(empty.pages) == len(empty.sources) == 0
    empty.verify()
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "New", "text": "A mill."}], name="more")
    assert [hit.post.title for hit in empty.refresh().search("mill")] == ["New"]


def test_what_can_be_deleted(tmp_path):
    """Posts, hits and numbers of posts, one or many. Pages and sources have numbers too, and are no posts."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add(pdx.sample())
        writer.add_records([{"title": f"Note {i}", "text": "Low tide."} for i in range(12)])
    with pdx.writer(path) as writer:
        archive = writer.archive
        for wrong in (archive.pages, archive.pages[0], [archive.pages[0]], archive.sources, archive.find("tide"), archive.find("tide")[0], True, [False], 1.5, None, [None], ["tide"], b"tide"):
            with pytest.raises(TypeError, match="delete takes"):
                writer.delete(wrong)
        assert writer.delete([3, -1, archive[3], archive[4]]) == 3
        assert writer.delete(archive.search("title:note")[0]) == 1
        assert writer.delete(archive.where("title:note").search("tide")) == 10  # of 12, of which one was taken by number, and one by its hit
        with pytest.raises(IndexError):
            writer.delete([0, 99])
        assert writer.delete(archive[5:7]) == 2
        assert writer.delete(range(7, 9)) == 2
    assert len(pdx.open(path)) == len(archive) - 18


def test_what_a_query_object_finds_is_deleted(tmp_path):
    rows = [{"title": f"n{i}", "text": "The ferry waited." if i % 2 else "The bridge fell."} for i in range(4)]
    pdx.from_records(rows).save(tmp_path / "town.pdx")
    with pdx.writer(tmp_path / "town.pdx") as writer:
        assert writer.delete(pdx.Query("ferry") & ~pdx.Query("title:n1")) == 1
    assert [post.title for post in pdx.open(tmp_path / "town.pdx")] == ["n0", "n1", "n2"]


def test_what_a_query_deletes_is_also_what_was_just_added(tmp_path):
    """Adding and deleting in one commit: nothing that the query finds stays, and numbers of `archive` mean the same posts all the while."""
    path = tmp_path / "town.pdx"
    rows = [{"title": f"Note {i}", "text": f"ferry tide n{i}", "tags": ["Spam" if i % 2 else "Quay"]} for i in range(8)]
    with pdx.writer(path) as writer:
        writer.add_records(rows[:4], name="first")
        assert (writer.delete("tag:Spam"), writer.delete("tag:Spam"), len(writer.archive)) == (2, 0, 0)
    assert [post.title for post in pdx.open(path)] == ["Note 0", "Note 2"]
    with pdx.writer(path) as writer:
        assert writer.delete(0) == 1
        writer.add_records(rows[4:], name="second")
        assert (writer.delete("tag:Spam"), writer.delete("n0"), writer.delete(1), len(writer.archive)) == (2, 0, 1, 2)
        writer.upsert_records([{"title": "Note 9", "text": "tide"}], name="second")
        assert (writer.delete("ferry"), writer.delete("tide"), writer.delete("tide")) == (0, 1, 0)
        writer.add_records(rows[6:], name="third")
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == ["Note 6", "Note 7"]
    with pdx.writer(path) as writer:
        writer.add_records(rows[:2], name="fourth")
        assert writer.delete("n0 OR n6") == 2
        writer.rollback()
        assert (writer.delete("n7"), len(writer.commit())) == (1, 1)


@pytest.mark.parametrize("memory", [1 << 29, 1])
def test_a_post_goes_with_what_was_just_added_of_it(tmp_path, memory):
    """Of another page, or in the place of its source: it is not there again afterwards. What is added behind that is new."""

    def page(name, *titles):
        entries = "".join(f"{title}\n\nMay {3 + len(title)}, 2019\n\nA long {title} on the quay, and nobody came back to it.\n\nTags: Mill\n\nContinue reading\n\n" for title in titles)
        (tmp_path / name).write_text(f"Notes from the mill\n\n{entries}Older posts\n")
        return tmp_path / name

    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        writer.add(page("a.txt", "The ferry", "A lantern burns", "Two stones"))
        writer.add_records([{"title": "Low tide", "text": "mill"}, {"title": "High tide", "text": "rope"}], name="rows")
    with pdx.writer(path, memory=memory) as writer:
        numbers = {post.title: post.number for post in writer.archive}
        assert writer.add(page("b.txt", "The ferry", "Some rope left over", "Two stones")) == 1
        assert writer.upsert_records([{"title": "Low tide", "text": "mill"}, {"title": "Ebb", "text": "lamp"}], name="rows") == 1
        assert writer.delete([numbers["The ferry"], numbers["Low tide"]]) == 2
        assert writer.delete(numbers["High tide"]) == 0
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == ["A lantern burns", "Two stones", "Some rope left over", "Ebb"]
    assert [len(post.appearances) for post in archive] == [1, 2, 1, 1]
    with pdx.writer(path, memory=memory) as writer:
        assert writer.delete('"two stones"') == 1
        assert writer.add(page("c.txt", "Two stones", "A lantern burns")) == 1
    assert [(post.title, len(post.appearances)) for post in pdx.open(path)] == [("A lantern burns", 2), ("Some rope left over", 1), ("Ebb", 1), ("Two stones", 1)]


def test_many_turns_of_adding_and_deleting(tmp_path):
    """What each writes as a draft becomes one with others, as commits do."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        for i in range(40):
            writer.add_records([{"title": f"Note {i}", "text": f"ferry n{i}"}, {"title": f"Note {i}b", "text": f"tide n{i}"}], name=f"rows {i}")
            assert writer.delete(f"tide n{i}") == 1
        assert len(writer.archive) == 0
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == [f"Note {i}" for i in range(40)]
    assert len(archive._store.cache["note_lines"]) < 20


def test_a_writer_keeps_to_its_folder(tmp_path, monkeypatch):
    """Whatever folder is the process's own later: another archive there has the same relative path."""
    texts = {"here": "ferry", "there": "harbour"}
    for name, word in texts.items():
        (tmp_path / name).mkdir()
        with pdx.writer(tmp_path / name / "town.pdx") as writer:
            writer.add_records([{"title": name, "text": word}])
    monkeypatch.chdir(tmp_path / "here")
    archive, writer = pdx.open("town.pdx"), pdx.writer("town.pdx")
    writer.add_records([{"title": "new", "text": "tide"}], name="new")
    monkeypatch.chdir(tmp_path / "there")
    assert [post.title for post in writer.preview()] == ["here", "new"]
    writer.commit()
    writer.close()
    assert [post.title for post in archive.refresh()] == ["here", "new"]
    assert pickle.loads(pickle.dumps(archive.refresh())) == pdx.open("../here/town.pdx")
    other = pdx.open("town.pdx")
    other.verify()
    assert [post.title for post in other] == ["there"]


@pytest.mark.parametrize("what", ["the folder", "the lock"])
def test_another_archive_in_its_place_is_left_alone(tmp_path, what):
    """One of as many savings and parts, too."""
    path, moved = tmp_path / "town.pdx", tmp_path / "moved.pdx"
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "first", "text": "ferry"}])
    held = pdx.open(path)
    writer = pdx.writer(path)
    writer.add_records([{"title": "mine", "text": "tide"}], name="mine")
    path.rename(moved)
    if what == "the lock":
        shutil.copytree(moved, path)
        (path / "lock").unlink()
    with pdx.writer(path) as second:
        second.add_records([{"title": "another", "text": "harbour"}], name="other")
    with pdx.writer(path) as third:
        for change in (writer.preview, writer.optimize, writer.commit):
            with pytest.raises(pdx.UsageError, match="open it again"):
                change()
            writer.add_records([{"title": "mine", "text": "tide"}], name="mine")
        writer.close()
        with pytest.raises(pdx.LockedError, match=f"process {os.getpid()}"):  # what says who holds it is there still
            pdx.writer(path)
        third.rollback()
    archive = pdx.open(path)
    archive.verify()
    assert [post.title for post in archive] == (["another"] if what == "the folder" else ["first", "another"])
    assert [post.title for post in pdx.open(moved)] == ["first"]
    assert [post.title for post in held.refresh()] == [post.title for post in archive]  # saved once, like what it was


def test_errors_roll_back(tmp_path):
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "One", "text": "Low tide."}])
    with pytest.raises(ZeroDivisionError), pdx.writer(path) as writer:
        writer.add_records([{"title": "Two", "text": "High water."}], name="more")
        raise ZeroDivisionError
    assert len(pdx.open(path)) == 1
    with pytest.raises(pdx.UsageError, match="closed"):
        writer.commit()

    def stop(done, total):
        raise KeyboardInterrupt

    with pdx.writer(path) as writer:
        rows = [{"title": f"Note {i}", "text": "Words of a note. " * 50} for i in range(40_000)]  # asked 40 times a second
        writer.add_records(rows, name="many")
        with pytest.raises(KeyboardInterrupt):
            writer.commit(progress=stop)
        assert len(writer.commit()) == 1  # what was added is forgotten
        with pytest.raises(pdx.FileError):
            writer.add(tmp_path / "nowhere.txt")
        with pytest.raises(pdx.UsageError, match="another archive"):
            writer.delete([pdx.parse("Other\n\nA text.")[0]])
        with pytest.raises(IndexError):
            writer.delete(7)
        with pytest.raises(pdx.QueryError):
            writer.delete("tag:")
        with pytest.raises(pdx.UsageError, match="not added to another"):
            writer.add(path)
    assert len(pdx.open(path)) == 1


def test_one_writes_at_a_time(tmp_path):
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        with pytest.raises(pdx.LockedError, match=f"process {os.getpid()} on .*, since 20"):
            pdx.writer(path)
        with pytest.raises(pdx.LockedError):
            pdx.parse("A\n\nB").save(path)
        writer.add_records([{"title": "One", "text": "Low tide."}])
        assert len(writer.commit()) == len(pdx.open(path)) == 1
    with pdx.writer(path, language=None) as writer:
        assert repr(writer).endswith("0 new sources and 0 deleted posts to commit>")
    with pytest.raises(pdx.UsageError, match="another language="):
        pdx.writer(path, language="de")
    pdx.writer(path).close()
    assert len(os.listdir(path)) == 5  # who wrote is forgotten


def test_what_was_only_begun_is_neither_archive_nor_pages(tmp_path):
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        with pytest.raises(pdx.MissingFileError, match="nothing was ever committed"):
            pdx.open(path)
        writer.add_records([{"title": "One", "text": "Low tide."}])
    assert len(pdx.open(path)) == 1


def test_what_grew_is_not_built_again(tmp_path):
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        once = writer.add_records([{"title": "One", "text": "Low tide."}]) and writer.commit()
        assert pickle.loads(pickle.dumps(once)) == once
        writer.delete(0)
        grown = writer.commit()
    assert grown != once
    again = tmp_path / "copy.pdx"
    grown.save(again)
    assert pdx.open(again) == grown and len(pdx.open(again)) == 0


def test_what_grew_pickles_as_its_place(tmp_path):
    """Its sources alone do not say what it is; where it is saved is what it is, while nobody changes it."""
    path = tmp_path / "town.pdx"
    for k in range(3):
        with pdx.writer(path, language="en") as writer:
            writer.add_records([{"title": f"Note {k}", "text": "A ferry waits."}], name=str(k))
            writer.delete('title:"Note 1"')
    for mapped in (True, False):
        archive = pdx.open(path, mmap=mapped)
        things = (archive, archive[1], archive.search("ferry"), archive.find("ferry")[0].anchor)
        again = pickle.loads(pickle.dumps(things))
        assert again[:3] == things[:3] and str(path).encode() in pickle.dumps(archive)
        assert [hit.score for hit in again[2]] == [hit.score for hit in things[2]]
    frozen = pickle.dumps(archive)
    with pdx.writer(path) as writer:
        writer.delete(0)
    with pytest.raises(pdx.UsageError, match="has been changed since it was pickled"):
        pickle.loads(frozen)
    shutil.rmtree(path)
    with pytest.raises(pdx.MissingFileError):
        pickle.loads(frozen)


def test_threads_share_a_writer(tmp_path):
    path = tmp_path / "town.pdx"
    wrong = []

    def work(writer, k):
        try:
            for i in range(8):
                writer.add_records([{"title": f"{k} {i}", "text": "tide " * 40}], name=f"{k}-{i}")
                if i % 3 == k:
                    writer.commit()
                assert len(writer.archive.search("tide")) >= 0
        except BaseException as error:
            wrong.append(error)

    with pdx.writer(path, language="en") as writer:
        threads = [threading.Thread(target=work, args=(writer, k)) for k in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert not wrong and sorted(str(post.title) for post in pdx.open(path)) == sorted(f"{k} {i}" for k in range(4) for i in range(8))


def test_who_holds_it(tmp_path):
    path = tmp_path / "town.pdx"
    archive = pdx.from_records([{"title": "One", "text": "Low tide."}])
    with pdx.writer(path) as writer:
        writer.add_records([{"title": "One", "text": "Low tide."}])
        for attempt in (lambda: archive.save(path), lambda: pdx.writer(path)):
            with pytest.raises(pdx.LockedError, match=f"another writer holds it: process {os.getpid()} on .*, since 20"):
                attempt()
    (path / "owner").write_text("process 1 on elsewhere, since long ago")  # of somebody who was killed
    archive.save(path)
    assert not (path / "owner").exists()


def test_odd_paths(tmp_path):
    with pytest.raises(TypeError, match="writer takes the path of an archive as a str or a Path, and no bytes"):
        pdx.writer(os.fsencode(tmp_path / "town.pdx"))
    with pdx.writer(tmp_path / "town.pdx") as writer:
        for call in (lambda: writer.add("a\0b"), lambda: writer.add(["a", "a\0b"]), lambda: pdx.open("a\0b")):
            with pytest.raises(pdx.UsageError, match="a path has no NUL in it"):
                call()
