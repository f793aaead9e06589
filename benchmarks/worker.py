"""One engine in a process of its own: built once, then asked again and again. Its memory is its own, and so is what it breaks."""

from __future__ import annotations

import gc
import itertools
import multiprocessing
import time
import zlib
from array import array
from collections.abc import Callable, Iterator
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from benchmarks import corpus, engines
from benchmarks.corpus import Post
from benchmarks.engines.base import Engine, Unable
from benchmarks.queries import Query

CLOCK = time.process_time_ns  # of all threads of the process: neighbours on the machine do not count, threads that help do
LOOK = min(-(CLOCK() - CLOCK()) for _ in range(200))  # ns that a look at the clock takes
FAST = 2_000_000  # ns: what is faster is asked again within one round, and the least taken
AGAIN = 10
SLOW = 250_000_000  # ns: what is faster is asked twice, whether it is fast or not when nothing it needs is at hand


class Feed:
    """Posts from a file, with the time that reading takes taken off the engine's."""

    def __init__(self, path: Path, most: int) -> None:
        self.path, self.most, self.reading, self.bytes, self.n = path, most, 0, 0, 0

    def __iter__(self) -> Iterator[Post]:
        begin = CLOCK()
        for post in corpus.read(self.path):
            if self.n == self.most:
                break
            self.n += 1
            self.bytes += len(post.title) + len(post.text) + sum(len(tag) for tag in post.tags)
            self.reading += CLOCK() - begin
            yield post
            begin = CLOCK()
        self.reading += CLOCK() - begin


def peak_memory() -> int:
    """Bytes that this process held at most."""
    try:
        status = Path("/proc/self/status").read_text()
        return 1024 * int(status.split("VmHWM:")[1].split()[0])
    except (OSError, IndexError):
        import resource
        import sys

        most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return most if sys.platform == "darwin" else 1024 * most


def once(call: Callable[[], Any]) -> int:
    begin = CLOCK()
    call()
    return CLOCK() - begin


def least(call: Callable[[], Any]) -> int:
    """ns of one call: of the better of two, of the best of a few where calls are fast."""
    best = once(call)
    if best < SLOW:
        best = min(best, once(call))  # decided by the second time: the first may be slow where the others are fast
    for _ in range(min(AGAIN, FAST // max(best, 1))):
        best = min(best, once(call))
    return max(best - LOOK, 1)


class Worker:
    def __init__(self, name: str) -> None:
        self.engine: Engine = engines.engine(name)
        self.queries: list[Query] = []
        self.prepared: list[Any] = []

    def about(self) -> dict[str, Any]:
        reads = type(self.engine).open is not Engine.open
        return {"version": self.engine.version(), "place": self.engine.place, "settings": self.engine.settings, "reads files": reads}

    def build(self, path: Path, most: int) -> dict[str, Any]:
        feed = Feed(path, most)
        begin = CLOCK()
        self.engine.build(feed)
        seconds = (CLOCK() - begin - feed.reading) / 1e9
        gc.collect()
        gc.freeze()  # what the build left behind is not walked through again and again
        try:
            sizes = self.engine.sizes()
        except Unable:
            sizes = {}
        return {"seconds": seconds, "bytes": feed.bytes, "posts": feed.n, "peak": peak_memory(), **sizes}

    def build_on_the_wall(self, path: Path, most: int) -> float:
        """Seconds on the wall, for what more threads are to shorten; posts are read before."""
        posts = list(itertools.islice(corpus.read(path), most))
        gc.collect()
        begin = time.perf_counter()
        self.engine.build(iter(posts))
        return time.perf_counter() - begin

    def open(self, path: Path) -> dict[str, float]:
        """How long the engine takes to read a file of JSON lines by itself, and how much memory."""
        begin = CLOCK()
        self.engine.open(path)
        return {"seconds": (CLOCK() - begin) / 1e9, "peak": peak_memory()}

    def load(self, queries: list[Query]) -> list[str]:
        """Prepares them; for each the reason why it cannot be asked, or nothing."""
        self.queries, self.prepared, reasons = queries, [], []
        for query in queries:
            try:
                self.prepared.append(self.engine.prepare(query))
                reasons.append("")
            except Unable as error:
                self.prepared.append(None)
                reasons.append(str(error))
        return reasons

    def _call(self, axis: str, i: int) -> Callable[[], Any]:
        engine, prepared = self.engine, self.prepared[i]
        if axis == "fetch 1000":
            given = engine.top(prepared, 1000)  # found before: what is timed is getting at the fields
            return lambda: engine.fetch(given)
        return {
            "top 10": lambda: engine.top(prepared, 10),
            "count": lambda: engine.count(prepared),
            "top 100 + count": lambda: engine.top_and_count(prepared, 100),
            "whole call": lambda: engine.ask(self.queries[i]),
        }[axis]

    def time(self, axis: str, which: list[int], budget: float) -> list[int]:
        """ns for each of these queries; fewer when the budget of seconds runs out."""
        times: list[int] = []
        end = time.monotonic() + budget
        for i in which:
            if times and time.monotonic() > end:
                break
            times.append(least(self._call(axis, i)))
        return times

    def time_reopen(self) -> int:
        """ns to open what was saved, of the best of a few."""
        self.engine.save()
        return min(least(self.engine.reopen) for _ in range(3))

    def time_batch(self, which: list[int], k: int) -> int:
        prepared = [self.prepared[i] for i in which]
        return least(lambda: self.engine.batch(prepared, k))

    def time_lines(self, words: list[str], most: int | None, by_right: bool) -> tuple[list[int], list[int]]:
        """ns, and how many lines, for each word."""
        found: dict[str, int] = {}

        def call(word: str) -> None:
            found[word] = self.engine.lines(word, most, by_right)

        return [least(lambda word=word: call(word)) for word in words], [found[word] for word in words]

    def answer(self, i: int, k: int = 10) -> dict[str, Any]:
        """What query i matches: how many, a checksum of their numbers, and the k best."""
        given: dict[str, Any] = {"ranked": self.engine.ranked(self.engine.top(self.prepared[i], k))}
        try:
            numbers = self.engine.matches(self.prepared[i])
            given |= {"n": len(numbers), "sum": zlib.crc32(array("I", numbers).tobytes()), "count": self.engine.count(self.prepared[i])}
        except Unable as error:
            given["untold"] = str(error)
        return given

    def matches(self, i: int) -> list[int]:
        return self.engine.matches(self.prepared[i])

    def peak(self) -> int:
        return peak_memory()

    def close(self) -> None:
        del self.engine


def serve(name: str, connection: Connection) -> None:
    try:
        worker = Worker(name)
    except ImportError as error:
        connection.send(("missing", str(error)))
        return
    connection.send(("ready", worker.about()))
    while True:
        try:
            verb, arguments = connection.recv()
        except EOFError:  # the bench is gone
            worker.close()
            return
        try:
            connection.send(("done", getattr(worker, verb)(*arguments)))
        except Unable as error:
            connection.send(("unable", str(error)))
        except Exception as error:  # told, not hidden: the other engines go on
            connection.send(("failed", f"{type(error).__name__}: {error}"))
        if verb == "close":
            return


class Broken(Exception):
    """The engine failed where it should not have."""


class Remote:
    """A worker seen from the bench: `remote.ask(verb, ...)` gives the answer, or raises Unable or Broken."""

    def __init__(self, name: str) -> None:
        self.name = name
        context = multiprocessing.get_context("spawn")
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(name, theirs), name=name, daemon=True)
        self.process.start()
        theirs.close()
        told, self.about = self._receive()
        if told != "ready":
            raise Unable(f"not installed: {self.about}")

    def _receive(self) -> tuple[str, Any]:
        try:
            return self.connection.recv()
        except EOFError:
            self.process.join()
            return "failed", f"its process ended with {self.process.exitcode}"

    def ask(self, verb: str, *arguments: Any) -> Any:
        try:
            self.connection.send((verb, arguments))
        except BrokenPipeError:
            raise Broken("its process is gone") from None
        told, answer = self._receive()
        if told == "unable":
            raise Unable(answer)
        if told == "failed":
            raise Broken(answer)
        return answer

    def close(self) -> None:
        try:
            self.ask("close")
        except (Broken, Unable):
            pass
        self.process.join(10)
        if self.process.is_alive():
            self.process.kill()
