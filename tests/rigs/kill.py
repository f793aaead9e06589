"""Processes that write are killed with signal 9, and nothing that they have told is lost.

A child commits one after the other and tells each in a pipe when it has come back; it is killed just before or after one of its file calls,
each in turn, or at a random moment. What is opened then is the state that was told last, or the next one, whole; a new writer goes on from it.
"""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Callable

from rigs import beneath
import postdex as pdx
from rigs.rig import Child, Rig, opened

ABOUT = "kill -9 of a process that writes"
UNIT = "kills"
BUILD = "small"
PLANTED = {
    "a commit that is told before it is made": r"commit \d+ told: (neither it nor the next|.*there is no such file|.*nothing was ever committed)",
    "a commit in two halves": r"commit \d+ told: neither it nor the next",
    "a source that stays without posts": r"its sources are .*, and \(\d.*\) on the disk",
}
LIVE = 12  # posts of the archive, about
PERIOD = 4 * 7  # commits of each kind with each; then a new archive


def number(i: int) -> int:
    """What the i-th commit writes: so many posts."""
    return 1 + i % 3


def commit(path: str, i: int, planted: str | None) -> None:
    """The i-th commit: adds some posts, and deletes those of an older one."""
    rows = [{"title": f"Note {i}", "text": f"ferry {i} tide {k}", "tags": ["Quay"]} for k in range(number(i))]
    if planted == "a commit in two halves" and i > LIVE // 2:
        with pdx.writer(path, language="en") as writer:
            writer.delete(f'title:"Note {i - LIVE // 2}"')
    with pdx.writer(path, language="en") as writer:
        if i % 4 == 3:  # a draft, and a source in the place of one that it has
            writer.add_records(rows[:1], name=str(i))
            writer.preview()
            writer.upsert_records(rows, name=str(i))
        else:
            writer.add_records(rows, name=str(i))
        if i > LIVE // 2 and planted != "a commit in two halves":
            writer.delete(f'title:"Note {i - LIVE // 2}"')
        if i % 7 == 6:
            writer.commit()
            if planted != "a source that stays without posts":
                writer.optimize()


def titles(i: int) -> list[str]:
    """What is there after the i-th."""
    return [f"Note {k}" for k in range(max(1, i - LIVE // 2 + 1), i + 1) for _ in range(number(k))]


def writing(path: str, begin: int, at: int, planted: str | None) -> Callable[[Callable[[str], None]], None]:
    """Commits from the one behind `begin` on, and is killed at the `at`-th event of a file call (0: never)."""

    def work(tell: Callable[[str], None]) -> None:
        events = 0

        def watch(event: beneath.Event) -> None:
            nonlocal events
            events += 1
            if events == at:
                os.kill(os.getpid(), signal.SIGKILL)

        with beneath.files(watch if at else None):
            for i in range(begin + 1, begin + 1000):
                if planted == "a commit that is told before it is made":
                    tell(str(i))
                commit(path, i, planted)
                if planted != "a commit that is told before it is made":
                    tell(str(i))

    return work


def killed(path: str, begin: int, at: int, wait: float, planted: str | None) -> tuple[int, list[str]]:
    """The last commit that was told, and what else the child said."""
    child = Child(writing(path, begin, at, planted))
    timer = threading.Timer(300.0 if at else wait, child.kill)  # also one that was to kill itself does not live for ever
    timer.start()
    said = list(child.lines())
    timer.cancel()
    code = child.wait()
    numbers = [int(line) for line in said if line.isdigit()]
    others = [line for line in said if not line.isdigit()]
    if code != -signal.SIGKILL:
        others.append(f"ended with {code}")
    return (numbers[-1] if numbers else begin), others


def most_events(path: str) -> int:
    """What a watcher sees of the commit with the most file calls."""
    events = [0] * (PERIOD + 1)

    def watch(event: beneath.Event) -> None:
        events[i] += 1

    with beneath.files(watch):
        for i in range(1, len(events)):
            commit(path, i, None)
    return max(events)


def run(rig: Rig) -> None:
    span = 2 * most_events(rig.fresh("trial.pdx"))  # so that children come to every commit, and behind it
    path = rig.fresh("town.pdx")
    by_call = rig.scale(200, 15_000)
    done, stood, goal = 0, 0, rig.scale(300, 20_000)
    while rig.more(goal):
        if done >= PERIOD:
            path, stood, done = rig.fresh("town.pdx"), stood + done, 0
        k = rig.count
        at = 1 + (rig.seed + k * 11) % span if k < by_call else 0
        told, others = killed(path, done, at, rig.random.random() * 0.05, rig.planted)
        rig.count += 1
        where = f"kill {k} ({f'event {at}' if at else 'at random'}), commit {told} told"
        for line in others:
            rig.fail(f"{where}: {line}")
        done = judged(rig, path, told, told > done, where)
    n_calls = min(by_call, rig.count)
    rig.fact(f"{n_calls} before and after file calls, of {span} events; {rig.count - n_calls} at random moments; {stood + done} commits stood")
    rig.check(rig.planted is not None or stood + done > rig.count // 4, f"{rig.count} children made {stood + done} commits: they are killed before they come to any")


def judged(rig: Rig, path: str, told: int, new: bool, where: str) -> int:
    """Gives the commit that stands. What was told by this child and not found by it (`new`) has been optimized, where it is to be."""
    try:
        archive = opened(path)
    except pdx.FileError as error:
        rig.check(told == 0, f"{where}: {error}")
        return 0
    except pdx.Error as error:
        rig.fail(f"{where}: {type(error).__name__}: {error}")
        return told
    found = [post.title for post in archive]
    for stands in (told, told + 1):
        if found == titles(stands):
            if stands == told and new and told % 7 == 6:  # one that stood already may be of a child killed before it came to that
                names = [source.name for source in archive.sources]
                rig.check(set(names) == {title.split()[1] for title in found} and not archive._store.left_sources(), f"{where}: its sources are {names}, and {archive._store.left_sources()} on the disk")
            rig.check(len(archive.search("ferry")) == len(found), f"{where}: the index does not know what the posts say")
            return stands
    rig.fail(f"{where}: neither it nor the next, but {found}")
    return told

