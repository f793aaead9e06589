"""The writer: what is committed is what opening all of it anew gives, whatever came before and however many parts it lies in."""

from __future__ import annotations

import pickle
import random
import shutil

import postdex as pdx
import pytest
from rigs import model
from written import PAGE, WORDS, appearances_of, everything, make_rows, matches, parts_of


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


def test_writers_and_scans_are_neither_copied_nor_pickled(tmp_path):
    import copy
    import pickle

    with pdx.writer(tmp_path / "town.pdx") as writer:
        for each in (writer, pdx.scan(pdx.sample())):
            for take in (copy.copy, copy.deepcopy, pickle.dumps):
                with pytest.raises(TypeError, match="neither copied nor pickled"):
                    take(each)


def test_numbers_of_other_packages(tmp_path):
    numpy = pytest.importorskip("numpy")
    assert len(pdx.open(pdx.sample(), threads=numpy.int64(1))) == 15
    with pdx.writer(tmp_path / "town.pdx", memory=numpy.int64(1 << 20), threads=numpy.int64(1)) as writer:
        assert writer.add_records([{"title": "Rain"}], name="rain") == 1
