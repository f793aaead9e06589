"""Many threads on one archive and on archives of their own, forks in the midst of them, interpreters beside each other.

8 threads, 20 rounds: all search, read, open and refresh what they share, each writes an archive of its own, and all try to write one that they share:
one at a time gets it. What each finds is what one thread alone finds. Children forked meanwhile can read and write; other interpreters, too.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import sys
import threading
import time
from typing import Any

import postdex as pdx
from rigs.rig import Rig, rows, seen

ABOUT = "threads, forks and interpreters"
UNIT = "rounds of a thread"
BUILD = "small"
PLANTED = {"an answer of another thread": r"another answer", "a lock that is not looked at": r"two write at once"}
THREADS = 8


def own(rig: Rig, number: int, turn: int) -> list[dict[str, object]]:
    return [{"title": f"Thread {number} {turn}", "text": f"ferry {number} {turn}"}]


class Rounds:
    def __init__(self, rig: Rig) -> None:
        self.rig, self.path = rig, rig.fresh("town.pdx")
        with pdx.writer(self.path, language="en") as writer:
            writer.add_records(rows(rig.random, 0, 40), name="first")
        self.shared = pdx.open(self.path)
        self.expected = seen(self.shared)
        self.lock = threading.Lock()
        self.last: Any = None  # what a bug of ours shares
        self.wrote: list[int] = []  # who got the shared writer, in turn
        self.inside = 0
        self.barrier = threading.Barrier(THREADS)

    def fail(self, what: str) -> None:
        with self.lock:
            self.rig.failures += 1
            if len(self.rig.told) < 20:
                self.rig.told.append(what)

    def one(self, number: int, turns: int) -> None:
        try:
            for turn in range(turns):
                self.barrier.wait(1500)  # a thread that hangs is told before the rig does
                self.round(number, turn)
                with self.lock:
                    self.rig.count += 1
        except BaseException as error:
            self.fail(f"thread {number}: {type(error).__name__}: {error}")
            self.barrier.abort()

    def round(self, number: int, turn: int) -> None:
        self.last = found = seen(self.shared if turn % 2 else pdx.open(self.path))
        if self.rig.planted == "an answer of another thread":
            self.last = (number, found)
            time.sleep(0.002)
            if self.last[0] != number:
                found = self.last
        if found != self.expected:
            self.fail(f"thread {number}, round {turn}: another answer")
        if self.shared.refresh() is not self.shared:
            self.fail(f"thread {number}: it was refreshed, and nothing was saved")
        path = f"{self.path}.{number}"
        with pdx.writer(path, language="en") as writer:
            writer.add_records(own(self.rig, number, turn), name=str(turn))
        if [post.title for post in pdx.open(path)] != [f"Thread {number} {k}" for k in range(turn + 1)]:
            self.fail(f"thread {number}: its own archive is not what it wrote")
        self.write_shared(number, turn)

    def write_shared(self, number: int, turn: int) -> None:
        try:
            place = f"{self.path}.all{number}" if self.rig.planted == "a lock that is not looked at" else f"{self.path}.all"
            with pdx.writer(place, language="en") as writer:
                with self.lock:
                    self.inside += 1
                    if self.inside > 1:
                        self.rig.failures += 1
                        self.rig.told.append("two write at once")
                writer.add_records(own(self.rig, number, turn), name=f"{number} {turn}")
                writer.commit()
                with self.lock:
                    self.wrote.append(number)
                    self.inside -= 1
        except pdx.LockedError:
            pass


def run(rig: Rig) -> None:
    turns = rig.scale(20, 500)
    rounds = Rounds(rig)
    threads = [threading.Thread(target=rounds.one, args=(number, turns)) for number in range(THREADS)]
    for thread in threads:
        thread.start()
    forks = 0
    while any(thread.is_alive() for thread in threads):
        forks += 1
        fork_once(rig, rounds, forks)
        threads[0].join(0.1)
    for thread in threads:
        thread.join()
    if rig.planted is None:
        found = [post.title for post in pdx.open(rounds.path + ".all")]
        rig.check(len(found) == len(rounds.wrote) > 0, f"{len(rounds.wrote)} wrote what they share, {len(found)} posts are there")
    interpreters = 0 if rig.planted else other_interpreters(rig, turns)
    rig.fact(f"{len(rounds.wrote)} of {THREADS * turns} got the writer that they share; {forks} forks meanwhile, {interpreters} interpreters")


def fork_once(rig: Rig, rounds: Rounds, number: int) -> None:
    """A child of a process with threads reads what was open, opens anew, and writes."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            good = seen(rounds.shared) == rounds.expected and seen(pdx.open(rounds.path)) == rounds.expected
            with pdx.writer(f"{rounds.path}.fork", language="en") as writer:
                writer.add_records([{"title": f"Fork {number}", "text": "ferry"}], name=str(number))
            code = 0 if good and len(pdx.open(f"{rounds.path}.fork")) == number else 3
        finally:
            os._exit(code)
    _, status = os.waitpid(pid, 0)
    rig.check(os.waitstatus_to_exitcode(status) == 0, f"fork {number} ended with {os.waitstatus_to_exitcode(status)}")


def other_interpreters(rig: Rig, turns: int) -> int:
    name = next((name for name in ("_interpreters", "_xxsubinterpreters") if importlib.util.find_spec(name)), None)
    if name is None:
        return 0
    interpreters = importlib.import_module(name)
    path = rig.fresh("other.pdx")
    for turn in range(turns):
        other = interpreters.create()
        try:
            failed = interpreters.run_string(
                other,
                f"import sys; sys.path[:] = {sys.path!r}\n"
                "import postdex as pdx\n"
                f"with pdx.writer({path!r}, language='ja') as writer:\n"
                f"    writer.add_records([{{'title': 'Turn {turn}', 'text': 'It rained over the harbour.'}}], name='{turn}')\n"
                f"assert len(pdx.open({path!r}).find('rained')) == {turn + 1}\n",
            )
            rig.check(failed is None, f"another interpreter, turn {turn}: {failed}")
        except Exception as error:
            rig.fail(f"another interpreter, turn {turn}: {error}")
        finally:
            interpreters.destroy(other)
    return turns
