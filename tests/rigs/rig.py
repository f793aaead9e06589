"""What all rigs share: counting, planted bugs, a little town of posts to write about, and children to be killed.

A rig is a file beside this one with ABOUT, UNIT (what it counts), BUILD (the mode of the extension that it wants), PLANTED (names of bugs that
it can plant, and what the check says that is to find each: a pattern) and `run(rig)`. run.py runs each in a process of its own, once as it is and
once for each planted bug. Work that can be divided stands in SHARES processes in its short form. Whatever else goes wrong with a planted bug, such as an exception of the rig itself, has not found it.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import random
import shutil
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import postdex as pdx

MOST_TOLD = 20
PROGRESS_SECONDS = 30
WORDS = ["ferry", "tide", "harbour", "door", "mill", "river", "stone", "lamp", "café", "rope", "کشتی", "quay"]
QUERIES = ["ferry", "tide OR mill", "harbour -door", "tag:Quay", "ri*", '"ferry tide"', "date:2019-02..2019-06"]


class Caught(BaseException):
    """Something was found where a bug is planted: nothing more to do. Nobody takes it for an error of what is tried."""


class Rig:
    """One run of a rig: counts, and keeps what went wrong."""

    def __init__(
        self, folder: Path, long: bool, planted: str | None, seed: int = 0, minutes: float = 0, progress: int | None = None, share: tuple[int, int] = (0, 1)
    ) -> None:
        self.folder, self.long, self.planted, self.seed, self.minutes = folder, long, planted, seed, minutes
        self.share, self.shares = share  # which part of the work is this one's, of how many
        self.progress = progress  # a descriptor
        self.began = self.said = time.monotonic()
        self.count = 0
        self.failures = 0
        self.told: list[str] = []  # the first failures, in words
        self.facts: list[str] = []  # to be shown beside the count
        self.random = random.Random(4 + seed + 1000 * self.share)

    def scale(self, each_run: int, long: int) -> int:
        return long if self.long else each_run

    def goal(self, each_run: int, long: int) -> int:
        """How much of that this share is to do."""
        whole = self.scale(each_run, long)
        return whole * (self.share + 1) // self.shares - whole * self.share // self.shares

    def mine(self, number: int) -> bool:
        """Whether what has this number is this share's to do."""
        return number % self.shares == self.share

    def more(self, goal: int) -> bool:
        """Whether to go on: the goal is not reached, and the minutes that were given are not over. Says now and then how far it is."""
        now = time.monotonic()
        late = self.minutes > 0 and now - self.began > 60 * self.minutes
        if self.progress is not None and self.long and (late or now - self.said > PROGRESS_SECONDS):
            self.said = now
            os.write(self.progress, f"{self.count:,} of {goal:,} after {now - self.began:.0f} s, {self.failures} failures\n".encode())
        if late and self.count < goal and not any(fact.startswith("stopped") for fact in self.facts):
            self.fact(f"stopped after {self.minutes:g} minutes, at {self.count:,} of {goal:,}; seed {self.seed}")
        return self.count < goal and not late

    def fail(self, what: str) -> None:
        self.failures += 1
        if len(self.told) < MOST_TOLD:
            self.told.append(what)
        if self.planted is not None:
            raise Caught(what)

    def check(self, holds: bool, what: str) -> bool:
        if not holds:
            self.fail(what)
        return holds

    def fact(self, text: str) -> None:
        self.facts.append(text)

    def fresh(self, name: str) -> str:
        """A path in the rig's folder where nothing is."""
        path = self.folder / name
        shutil.rmtree(path, ignore_errors=True)
        return str(path)


# ---- a town


def rows(rng: random.Random, begin: int, n: int, words: int = 12) -> list[dict[str, object]]:
    """Posts with numbers in their titles; some with tags, some with dates."""
    made: list[dict[str, object]] = []
    for i in range(begin, begin + n):
        row: dict[str, object] = {"title": f"Note {i}", "text": " ".join(rng.choices(WORDS, k=rng.randint(1, words)))}
        if rng.random() < 0.6:
            row["tags"] = rng.sample(["Quay", "Town", "Mill", "Weather"], rng.randint(1, 3))
        if rng.random() < 0.5:
            row["date"] = f"2019-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"
        made.append(row)
    return made


def seen(archive: pdx.Archive) -> object:
    """What an archive says of its posts, and what it answers: equal for equal archives."""
    posts = [(post.title, post.text, post.tags, repr(post.published_bounds)) for post in archive]
    return posts, [[(hit.post.number, hit.score) for hit in archive.search(query)] for query in QUERIES]


def opened(path: str, verify: bool = True) -> pdx.Archive:
    archive = pdx.open(path)
    if verify:
        archive.verify()
    return archive


# ---- folders as they lie on the disk


def files_of(path: str | Path) -> dict[str, bytes]:
    return {each.name: each.read_bytes() for each in sorted(Path(path).iterdir())} if os.path.isdir(path) else {}


def put_files(path: str | Path, files: dict[str, bytes], now: dict[str, bytes] | None = None) -> None:
    """Makes a folder hold just these files; `now` says what it holds, if that is known."""
    place = os.fspath(path)
    if now is None:
        shutil.rmtree(place, ignore_errors=True)
        os.mkdir(place)
        now = {}
    for name in now.keys() - files.keys():
        os.unlink(f"{place}/{name}")
    for name, data in files.items():
        if now.get(name) != data:
            with contextlib.suppress(FileNotFoundError):
                os.unlink(f"{place}/{name}")  # a new file: whoever has the old one mapped keeps it
            with open(f"{place}/{name}", "wb", buffering=0) as file:
                file.write(data)


class Known:
    """What was found in folders, by the bytes of their files: who opens the same once more finds the same. A lock and who holds it say nothing of an archive."""

    def __init__(self) -> None:
        self._found: dict[bytes, Any] = {}

    def of(self, files: dict[str, bytes], find: Callable[[], Any]) -> Any:
        key = hashlib.blake2b()
        for name in sorted(files.keys() - {"lock", "owner"}):
            key.update(f"{name}\0{len(files[name])}\0".encode() + files[name])
        whole = key.digest()
        if whole not in self._found:
            self._found[whole] = find()
        return self._found[whole]


def open_descriptors() -> int:
    return len(os.listdir("/proc/self/fd")) if os.path.isdir("/proc/self/fd") else 0


# ---- children


class Child:
    """A forked process that writes lines into a pipe; what it prints or raises does not reach anybody."""

    def __init__(self, work: Callable[[Callable[[str], None]], None]) -> None:
        self._from, into = os.pipe()
        self.pid = os.fork()
        if self.pid == 0:
            code = 70
            try:
                signal.signal(signal.SIGINT, signal.SIG_DFL)
                os.close(self._from)
                work(lambda line: _write_all(into, line))
                code = 0
            except BaseException as error:
                _write_all(into, f"! {type(error).__name__}: {error}".replace("\n", " "))
            finally:
                os._exit(code)
        os.close(into)
        self._rest = b""

    def lines(self) -> Iterator[str]:
        """What it says, until it has ended."""
        while chunk := os.read(self._from, 65536):
            *whole, self._rest = (self._rest + chunk).split(b"\n")
            yield from (line.decode() for line in whole)

    def kill(self) -> None:
        os.kill(self.pid, signal.SIGKILL)

    def wait(self) -> int:
        """Its exit code, negative when a signal ended it."""
        _, status = os.waitpid(self.pid, 0)
        os.close(self._from)
        return os.waitstatus_to_exitcode(status)


def _write_all(into: int, line: str) -> None:
    data = (line + "\n").encode()
    while data:
        data = data[os.write(into, data) :]
