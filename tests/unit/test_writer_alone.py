"""One writes at a time, in his own folder; what fails leaves what was there."""

from __future__ import annotations

import contextlib
import gc
import os
import random
import pickle
import shutil
import threading

import postdex as pdx
import pytest
from postdex import _core
from written import files, make_rows


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
        for again in (writer.commit, writer.optimize):
            with pytest.raises(pdx.UsageError, match="the commit before this failed"):  # what was added is forgotten
                again()
        assert writer.add_records(rows[:3], name="few") == 1 and len(writer.commit()) == 4 == len(writer.commit())
        writer.add_records(rows, name="many")
        with pytest.raises(KeyboardInterrupt):
            writer.commit(progress=stop)
        writer.rollback()
        assert len(writer.commit()) == 4 and writer.delete("note") == 3 and len(writer.commit()) == 1
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


@pytest.mark.parametrize("what", ["nothing", "rows", "a delete", "a look", "a commit"])
def test_one_that_nobody_has_lets_go_at_once(tmp_path, what):
    """As where Ctrl-C comes between `pdx.writer` and the `with` that would close it."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path) as writer:
        writer.add_records([{"title": f"Note {n}", "text": "Low tide."} for n in range(3)])
    gc.collect()
    gc.disable()
    try:
        writer = pdx.writer(path)
        if what != "nothing":
            writer.add_records([{"title": f"Note {n}", "text": "High water."} for n in range(3, 6)])
        if what == "a delete":
            writer.delete("tide")
        if what == "a look":
            assert len(writer.preview()) == 6
        if what == "a commit":
            writer.commit()
        del writer
        with pdx.writer(path) as writer:
            assert len(writer.archive) == (6 if what == "a commit" else 3)
    finally:
        gc.enable()


def test_odd_paths(tmp_path):
    with pytest.raises(TypeError, match="writer takes the path of an archive as a str or a Path, and no bytes"):
        pdx.writer(os.fsencode(tmp_path / "town.pdx"))
    with pdx.writer(tmp_path / "town.pdx") as writer:
        for call in (lambda: writer.add("a\0b"), lambda: writer.add(["a", "a\0b"]), lambda: pdx.open("a\0b")):
            with pytest.raises(pdx.UsageError, match="a path has no NUL in it"):
                call()


def test_another_archive_that_comes_in_its_place_while_it_writes_is_left_alone(tmp_path):
    """Neither the manifest goes there nor is anything tidied up."""
    path, other, moved = tmp_path / "town.pdx", tmp_path / "other.pdx", tmp_path / "moved.pdx"
    rng = random.Random(5)
    for number in range(2):
        with pdx.writer(path, language="en") as writer:
            writer.add_records(make_rows(rng, number, 12_000), name=str(number))
    pdx.from_records(make_rows(rng, 9, 3), language="en").save(other)
    (other / "posts-00ab000000000007").write_bytes(b"what somebody else is just writing")
    there = {file.name: file.read_bytes() for file in other.iterdir()}

    def swap(done, total):
        if not moved.exists():
            path.rename(moved)
            other.rename(path)

    writer = pdx.writer(path)
    with pytest.raises((pdx.UsageError, pdx.FileError), match="moved or removed|put another file"):  # by its lock, or by a file that is not where it was written
        writer.optimize(progress=swap)
    with contextlib.suppress(pdx.Error):
        writer.close()
    assert there.items() <= {file.name: file.read_bytes() for file in path.iterdir()}.items()
    pdx.open(moved).verify()
    assert (len(pdx.open(path)), len(pdx.open(moved))) == (3, 24_000)


@pytest.mark.skipif(os.name == "nt", reason="links need a right there")
def test_a_link_that_leads_to_nothing_is_no_place(tmp_path):
    link = tmp_path / "town.pdx"
    link.symlink_to(tmp_path / "nowhere.pdx")
    for begin in (pdx.writer, pdx.from_records([{"title": "One", "text": "Low tide."}]).save):
        with pytest.raises(pdx.UsageError, match="a link of this name, which leads to nothing"):
            begin(link)
    assert link.is_symlink() and os.listdir(tmp_path) == ["town.pdx"]
    (tmp_path / "nowhere.pdx").mkdir()
    pdx.writer(link).close()
    assert link.is_symlink()


def test_a_writer_that_cannot_be_leaves_nothing(tmp_path, monkeypatch):
    """As on a full disk, where the lock can be taken, and not be noted whose it is."""
    lock = _core._lock

    def full(name, owner):
        held = lock(name, "")
        if owner:
            _core._unlock(held)
            raise pdx.FileError("no space left on the device")
        return held

    with monkeypatch.context() as patched:
        patched.setattr(_core, "_lock", full)
        with pytest.raises(pdx.FileError, match="no space"):
            pdx.writer(tmp_path / "town.pdx")
    assert os.listdir(tmp_path) == []


def test_rows_that_close_the_writer_are_not_taken_for_added(tmp_path):
    writer = pdx.writer(tmp_path / "town.pdx")

    def rows():
        yield {"title": "One", "text": "Low tide."}
        writer.close()

    with pytest.raises(pdx.UsageError, match="closed"):
        writer.add_records(rows())
