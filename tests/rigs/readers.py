"""Readers that look while a writer commits: each sees one commit, whole, never one that is older than what it saw before.

Each commit adds two posts that name each other and deletes two of an older one, so that half of a commit shows. Readers refresh, search, and hold some of
what they have opened: it stays what it was. In the long form the memory of readers and the writer is watched, too.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

import postdex as pdx
from rigs.rig import Child, Rig

ABOUT = "readers against a writer"
UNIT = "looks of 4 readers"
BUILD = "small"
PLANTED = {"a commit in two halves": r"! not in pairs: ", "a reader that goes back": r"! pair \d+ after pair \d+"}
READERS = 4
WINDOW = 10  # pairs that are live
HOURS = 2


def write(path: str, i: int, planted: str | None) -> None:
    """Pair i comes, pair i - WINDOW goes."""
    pair = [{"title": f"Pair {i} {side}", "text": f"The ferry of pair{i} goes {side}.", "tags": ["Quay"]} for side in ("left", "right")]
    halves = [pair[:1], pair[1:]] if planted == "a commit in two halves" else [pair]
    for k, half in enumerate(halves):
        with pdx.writer(path, language="en") as writer:
            if i >= WINDOW and k == 0:
                writer.delete(f'"pair{i - WINDOW}"')
            writer.add_records(half, name=f"{i} {k}")


def wrong(archive: pdx.Archive) -> str | None:
    """What is wrong with one that a reader sees; None if nothing is."""
    titles = [post.title for post in archive]
    numbers = [int(title.split()[1]) for title in titles[::2]]
    if titles != [f"Pair {i} {side}" for i in numbers for side in ("left", "right")]:
        return f"not in pairs: {titles}"
    if numbers != list(range(numbers[0], numbers[-1] + 1)) or len(numbers) != min(WINDOW, numbers[-1] + 1):
        return f"not what one commit left: {numbers}"
    if len(archive.search("ferry")) != len(titles) or len(archive.find("ferry")) != len(titles):
        return f"{len(titles)} posts, {len(archive.search('ferry'))} found"
    if [hit.post.title for hit in archive.search(f"pair{numbers[-1]} left")] != [f"Pair {numbers[-1]} left"]:
        return f"pair {numbers[-1]} is not found"
    return None


def last(archive: pdx.Archive) -> int:
    return int(archive[-1].title.split()[1])


def reading(path: str, seed: int, planted: str | None) -> Callable[[Callable[[str], None]], None]:
    def work(tell: Callable[[str], None]) -> None:
        rng = random.Random(seed)
        archive, held, looks, newest = pdx.open(path), [], 0, 0
        told = time.monotonic()
        while not os.path.exists(path + ".end"):
            archive = archive.refresh() if rng.random() < 0.7 else pdx.open(path, mmap=rng.random() < 0.5)
            if planted == "a reader that goes back" and held and rng.random() < 0.1:
                archive = held[0][0]
            looks += 1
            if what := wrong(archive):
                tell(f"! {what}")
            if last(archive) < newest:
                tell(f"! pair {last(archive)} after pair {newest}")
            newest = max(newest, last(archive))
            if rng.random() < 0.1:
                held = [*held[-4:], (archive, [post.text for post in archive], [hit.score for hit in archive.search("ferry left")])]
            if held and rng.random() < 0.2:
                old, texts, scores = rng.choice(held)
                if [post.text for post in old] != texts or [hit.score for hit in old.search("ferry left")] != scores:
                    tell("! a snapshot is not what it was")
            if time.monotonic() - told > 60:
                told = time.monotonic()
                tell(f"memory {resident()}")
        tell(f"looks {looks}")

    return work


def resident() -> int:
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def slope(samples: list[int]) -> float:
    """Of a minute's samples: percent in an hour, by the least squares, after a sixth of them."""
    samples = samples[len(samples) // 6 :]
    n = len(samples)
    if n < 10:
        return 0.0
    middle, mean = (n - 1) / 2, sum(samples) / n
    rise = sum((i - middle) * (value - mean) for i, value in enumerate(samples)) / sum((i - middle) ** 2 for i in range(n))
    return 100 * 60 * rise / mean


def run(rig: Rig) -> None:
    path = rig.fresh("town.pdx")
    write(path, 0, None)
    children = [Child(reading(path, seed, rig.planted)) for seed in range(READERS)]
    begin, commits, own = time.monotonic(), 0, [resident()]
    span = 60 * rig.minutes if rig.minutes else HOURS * 3600
    least = 60 if rig.planted else 300
    while commits < least or (rig.long and time.monotonic() - begin < span):
        commits += 1
        write(path, commits, rig.planted)
        if rig.long:
            time.sleep(0.5)  # 2,000 an hour and more, and time for the readers
            if time.monotonic() - begin > 60 * len(own):
                own.append(resident())
    seconds = time.monotonic() - begin
    open(path + ".end", "w").close()
    slopes = [slope(own)]
    failed = []
    for child in children:
        memory = []
        for line in child.lines():
            what, _, rest = line.partition(" ")
            if what == "looks":
                rig.count += int(rest)
            elif what == "memory":
                memory.append(int(rest))
            else:
                failed.append(line)
        slopes.append(slope(memory))
        code = child.wait()
        if code != 0:
            failed.append(f"a reader ended with {code}")
    rig.fact(f"{commits} commits in {seconds:.0f} s" + (f"; memory of the writer and of readers, in percent an hour: {', '.join(f'{each:.2f}' for each in slopes)}" if rig.long else ""))
    for line in failed:
        rig.fail(line)
    rig.check(rig.count >= READERS, "the readers saw nothing")
    rig.check(all(each < 1 for each in slopes), f"memory grows: {slopes}")


