"""What a process has begun is its own: a fork of it, made while it works, neither goes on with that nor takes anything of it away."""

import functools
import os
import random
import signal
import time

import pytest

import postdex as pdx
from postdex import _building

pytestmark = [
    pytest.mark.skipif(not hasattr(os, "fork"), reason="forks"),
    pytest.mark.skipif("POSTDEX_SANITIZED" in os.environ, reason="a sanitizer's heap keeps the locks that other threads had when the child was made"),
]
N = 20_000  # posts: work that looks round a few times


@functools.cache
def rows(n=N):
    rng = random.Random(3)
    words = ["".join(rng.choices("abcdefghiklmnoprstuv", k=rng.randint(2, 9))) for _ in range(3000)]
    return [{"title": f"Note {i}", "text": " ".join(rng.choices(words, k=60))} for i in range(n)]


class Forking:
    """A callback that forks the first times that it is called; its children go back to where it was called from."""

    def __init__(self, times):
        self.left, self.process, self.children = times, os.getpid(), []

    def __call__(self, *given):
        if os.getpid() == self.process and self.left:
            self.left -= 1
            child = os.fork()
            if child:
                self.children.append(child)

    def told(self, work):
        """What a process of the parent's gives; a child ends here, with what it was told in its exit code."""
        try:
            return work()
        except pdx.UsageError as error:
            if os.getpid() == self.process:
                raise
            os._exit(7 if "fork" in str(error) else 8)
        finally:
            if os.getpid() != self.process:
                os._exit(9)

    def codes(self):
        found = []
        for child in self.children:
            end = time.monotonic() + 60
            while (status := os.waitpid(child, os.WNOHANG)) == (0, 0) and time.monotonic() < end:
                time.sleep(0.01)
            if status == (0, 0):
                os.kill(child, signal.SIGKILL)
                status = os.waitpid(child, 0)
            found.append(os.waitstatus_to_exitcode(status[1]))
        return found


@pytest.mark.parametrize("threads", [1, 2])
def test_who_forks_while_he_commits(tmp_path, threads):
    """What a child would write goes into its parent's files, and what it would tidy up is its parent's new part."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": "First", "text": "Low tide."}], name="first")
    forking = Forking(12)
    with pdx.writer(path, threads=threads) as writer:
        writer.add_records(rows(), name="rows")
        forking.told(lambda: writer.commit(progress=forking))
    assert set(forking.codes()) == {7}
    archive = pdx.open(path)
    archive.verify()
    assert len(archive) == N + 1


@pytest.mark.parametrize("threads", [1, 2])
def test_who_forks_while_it_is_built(threads):
    forking = Forking(4)
    archive = forking.told(lambda: pdx.parse("".join(pdx.from_records(rows()).sources[0].data.decode()), name="x", threads=threads, progress=forking))
    assert set(forking.codes()) == {7}
    assert len(archive) == N


def test_who_forks_while_words_are_stemmed(monkeypatch):
    forking, stem = Forking(1), _building.stem

    def stems(language, words):
        forking()
        return stem(language, words)

    monkeypatch.setattr(_building, "stem", stems)
    archive = forking.told(lambda: pdx.from_records(rows(500), language="en"))
    assert forking.codes() == [7]
    assert len(archive) == 500


def test_who_forks_while_he_gives_rows(tmp_path):
    """A child that goes on with its parent's writer writes nothing, not even a draft."""
    path = tmp_path / "town.pdx"
    with pdx.writer(path, language="en") as writer:
        writer.add_records([{"title": "First", "text": "Low tide."}], name="first")
    forking = Forking(1)

    def some():
        for i, row in enumerate(rows(2000)):
            if i == 1000:
                forking()
            yield row

    with pdx.writer(path, memory=1 << 20) as writer:
        forking.told(lambda: writer.add_records(some(), name="rows"))
        assert forking.codes() == [7]
    archive = pdx.open(path)
    archive.verify()
    assert len(archive) == 2001


def test_who_forks_while_he_repairs(tmp_path):
    path, mended = tmp_path / "town.pdx", tmp_path / "mended.pdx"
    pdx.from_records(rows(), language="en").save(path)
    forking = Forking(12)
    forking.told(lambda: pdx.repair(path, mended, progress=forking))
    assert set(forking.codes()) == {7}
    pdx.open(mended).verify()


def test_forks_have_no_lock(tmp_path):
    """A child that lives on keeps nobody from writing, and neither commits with its parent's writer nor lets go of its lock."""
    path = tmp_path / "town.pdx"
    wait, go = os.pipe()
    asked, tell = os.pipe()
    writer = pdx.writer(path)
    writer.add_records([{"title": "One", "text": "Low tide."}])
    child = os.fork()
    if child == 0:
        try:
            os.close(go)
            os.close(asked)
            with pytest.raises(pdx.UsageError, match="fork"):
                writer.commit()
            writer.close()
            with pytest.raises(pdx.LockedError):
                pdx.writer(path)
            os.write(tell, b"!")
            os.read(wait, 1)
            os._exit(7)
        finally:
            os._exit(1)
    os.close(wait)
    os.close(tell)
    writer.commit()
    held = os.fork()
    if held == 0:
        os.close(go)
        signal.pause()
    try:
        assert os.read(asked, 1) == b"!"  # the child has met the lock
        os.close(asked)
        writer.close()
        pdx.writer(path).close()  # both children have the file open still
    finally:
        os.kill(held, signal.SIGKILL)
        os.waitpid(held, 0)
        os.close(go)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 7


def test_forks_of_a_writer_that_died_hold_nobody_up(tmp_path):
    """As workers do that live on when a notebook's kernel was killed: none has the lock, and each can close what it has."""
    path = tmp_path / "town.pdx"
    wait, go = os.pipe()
    asked, tell = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            writer = pdx.writer(path)
            if os.fork() == 0:
                os.close(go)
                os.write(tell, b"!")
                os.read(wait, 1)
                writer.close()
                with pdx.writer(path) as again:
                    again.add_records([{"title": "Two", "text": "High water."}], name="two")
                os.write(tell, b"+")
            else:
                signal.pause()
        finally:
            os._exit(1)
    os.close(wait)
    os.close(tell)
    assert os.read(asked, 1) == b"!"  # the fork of the child is there
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    try:
        with pdx.writer(path) as writer:
            writer.add_records([{"title": "One", "text": "Low tide."}], name="one")
    finally:
        os.close(go)
    assert os.read(asked, 1) == b"+"
    assert [post.title for post in pdx.open(path)] == ["One", "Two"]
