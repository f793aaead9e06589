"""Ctrl-C at any moment of adding, committing, opening, verifying and searching: answered soon, and the archive is whole.

Times are of the process's own, and bounds are told by what this machine takes for a fixed piece of work, just before and afterwards: another one may be slower, and much load makes processors
slow for each. After each interrupt the archive is the one of the last commit or of the one that was under way, and its lock is free.
"""

from __future__ import annotations

import random
import signal
import sys
import time
from collections.abc import Callable

import postdex as pdx
from rigs.rig import Rig, opened

ABOUT = "Ctrl-C while an archive is written and read"
UNIT = "interrupts"
BUILD = "release"
PLANTED = {"a long call that does not ask": r"99 of 100 are answered in ", "an interrupt that is passed over": r"an interrupt was never raised"}
BATCH = 1500  # posts of a commit
MOST = 0.100  # seconds, of 99 in 100, on a machine that takes USUAL for a piece of work
USUAL = 0.020


def piece() -> float:
    """The process's own seconds for a fixed piece of work: the median of some."""
    times = []
    for _ in range(9):
        begin = time.process_time()
        sorted(str(i * 7919 % 30_011) for i in range(30_000))
        times.append(time.process_time() - begin)
    return sorted(times)[4]


def run(rig: Rig) -> None:
    rng = random.Random(7)
    pieces = [piece()]
    words = ["".join(rng.choices("abcdefghiklmnoprstuv", k=rng.randint(2, 9))) for _ in range(5000)]
    path = rig.fresh("town.pdx")
    texts = [" ".join(rng.choices(words, k=150)) for _ in range(3000)]

    def batch(k: int, n: int = BATCH) -> list[dict[str, object]]:
        return [{"title": f"Batch {k}", "text": text} for text in texts[:n]]

    with pdx.writer(path, language="en") as writer:
        writer.add_records(batch(0), name="0")
    state = {"commits": 1}

    def commit() -> None:
        k = state["commits"] = state["commits"] + 1
        with pdx.writer(path, language="en") as writer:
            if len(writer.archive) > 4000:
                writer.delete(f'title:"Batch {int(writer.archive[0].title.split()[1])}"')
            writer.add_records(batch(k), name=str(k))

    def read() -> None:
        archive = pdx.open(path)
        archive.verify()
        len(archive.find(f"{words[0]} | {words[1]}").sort("L1 R1"))
        sum(len(post.text) for post in archive)
        archive.to_dicts()

    def build() -> None:
        pdx.from_records(batch(0, 3000), language="en")

    def deaf() -> None:
        sum(range(120_000_000))

    works: list[Callable[[], None]] = [commit, read, build]
    if rig.planted == "a long call that does not ask":
        works = [deaf]
    spans = {}
    for work in works:
        begin = time.process_time()
        work()
        spans[work] = time.process_time() - begin
    waits = []
    while rig.more(5 if rig.planted else rig.scale(100, 5000)):
        work = works[rig.count % len(works)]
        waits.append(interrupted(rig, work, max(0.001, spans[work] * rng.random())))
        rig.count += 1
        judged(rig, path)
    pieces.append(piece())
    most = MOST * max(1, *(each / USUAL for each in pieces))
    own = sorted(wait for wait in waits if wait is not None)
    worst, late = own[-1], own[(99 * len(own) + 99) // 100 - 1]
    rig.fact(f"own time from signal to KeyboardInterrupt, ms: half {1000 * own[len(own) // 2]:.1f}, 99 of 100 {1000 * late:.1f}, worst {1000 * worst:.1f}")
    rig.check(late <= most, f"99 of 100 are answered in {1000 * late:.0f} ms, not in {1000 * most:.0f}")


def interrupted(rig: Rig, work: Callable[[], None], wait: float) -> float | None:
    """Its own time until the interrupt was raised: the system sends the signal after `wait` of it, whoever has the interpreter then."""
    lost: list[str] = []  # what Python could raise to nobody
    sys.unraisablehook = lambda said: lost.append(f"{said.exc_type.__name__} in {said.object!r}")
    signal.signal(signal.SIGPROF, signal.default_int_handler)
    begin = time.process_time()
    try:
        signal.setitimer(signal.ITIMER_PROF, wait)
        while time.process_time() < begin + wait + 20:
            try:
                work()
            except KeyboardInterrupt:
                if rig.planted == "an interrupt that is passed over":
                    break
                raise
        rig.fail(f"an interrupt was never raised: {', '.join(lost) or 'Python said nothing of it'}")
    except KeyboardInterrupt:
        return time.process_time() - begin - wait
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)
        sys.unraisablehook = sys.__unraisablehook__
    return None


def judged(rig: Rig, path: str) -> None:
    """Whole batches are there, and the next writer may write."""
    archive = opened(path)
    batches: dict[str, int] = {}
    for post in archive:
        batches[post.title] = batches.get(post.title, 0) + 1
    rig.check(set(batches.values()) == {BATCH}, f"half a commit: {batches}")
    try:
        pdx.writer(path).close()
    except pdx.LockedError as error:
        rig.fail(f"the lock is held still: {error}")
