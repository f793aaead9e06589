"""Every byte of every file of an archive is altered, every length cut short, files are lengthened, emptied and taken away.

`verify` finds all of it. Without it, opening and reading everything end with an error of postdex's or with what was written; no sanitizer speaks up.
"""

from __future__ import annotations

import ctypes
import random

import postdex as pdx
from rigs.rig import QUERIES, Rig, files_of, put_files, rows, seen

ABOUT = "damage to every byte and every length of every file"
UNIT = "damaged archives"
BUILD = "asan"
SHARES = 2
PLANTED = {
    "a verify that looks at nothing": r"verify finds nothing",
    "an error of no type of ours": r"opening gave KeyError",
    "a read beyond the end": r"a sanitizer spoke up:\n.*heap-buffer-overflow",
    "a text of which nobody doubts that it is another": r"reading gave something else than was written",
}


def walk(archive: pdx.Archive) -> object:
    lines = [(line.before, line.node, line.after) for line in archive.find("ferry OR tide")]
    hits = [[str(hit.snippet) for hit in archive.search(query)] for query in QUERIES[:3]]
    pages = [(page.label, page.kind, page.language, page.order, page.text, len(page.remainder), [(part.role, part.line, part.raw, part.text) for part in page.parts]) for page in archive.pages]
    return seen(archive), lines, hits, pages, list(archive.tags), list(archive.words()), [source.data for source in archive.sources]


def made(rig: Rig, name: str = "town.pdx") -> str:
    """A small archive with all kinds of files that commits make."""
    path = rig.fresh(name)
    with pdx.writer(path, language="en") as writer:
        writer.add_records(rows(rig.random, 0, 2), name="first")
        writer.add_records(rows(rig.random, 2, 1), name="left")
    with pdx.writer(path, language="en") as writer:
        writer.add_records(rows(rig.random, 10, 2), name="second")
        writer.delete(2)  # and nothing is left of its source
    return path


def run(rig: Rig) -> None:
    path = made(rig)
    files = {name: data for name, data in files_of(path).items() if data}
    whole = walk(pdx.open(path))
    state = {"told": 0, "same": 0}
    another = files_of(made(rig, "another.pdx")) if rig.planted == "a text of which nobody doubts that it is another" else None
    now = files_of(path)

    def put(name: str, data: bytes | None) -> None:
        nonlocal now
        after = {**files, name: data} if data is not None else {other: files[other] for other in files if other != name}
        if another is not None and rig.count == 20:
            after = another
        put_files(path, after, now)
        now = after

    for name, data in files.items():
        for i in filter(rig.mine, range(len(data))):
            put(name, data[:i] + bytes([data[i] ^ 1 << i % 8]) + data[i + 1 :])
            judged(rig, path, whole, state, f"{name}, byte {i} altered")
        for length in filter(rig.mine, range(len(data))):
            put(name, data[:length])
            judged(rig, path, whole, state, f"{name} cut to {length}")
        for more in (b"\0", data[-8:], bytes(4096)):
            put(name, data + more)
            judged(rig, path, whole, state, f"{name} lengthened by {len(more)}")
        put(name, None)
        judged(rig, path, whole, state, f"{name} taken away")
        put(name, data)
        rig.check(walk(pdx.open(path)) == whole, f"{name} put back")
    rig.fact(f"{len(files)} files of {sum(map(len, files.values())):,} bytes; {state['told']:,} told by who opens or reads, {state['same']:,} without consequence for what is read")
    if rig.long:
        many_flips(rig, path, files, whole, state)
        rig.fact(f"and flips at random: {state['told']:,} told by who opens or reads, {state['same']:,} without consequence for what is read")


def many_flips(rig: Rig, path: str, files: dict[str, bytes], whole: object, state: dict[str, int]) -> None:
    """Several at once, at random."""
    rng = random.Random(9 + rig.seed)
    now = None
    while rig.more(5_000_000):
        damaged = {name: bytearray(data) for name, data in files.items()}
        for _ in range(rng.randint(1, 4)):
            data = damaged[rng.choice(list(damaged))]
            data[rng.randrange(len(data))] ^= rng.randint(1, 255)
        after = {name: bytes(data) for name, data in damaged.items()}
        if after != files:
            put_files(path, after, now)
            now = after
            judged(rig, path, whole, state, f"flips at random, seed {rig.seed}")


def judged(rig: Rig, path: str, whole: object, state: dict[str, int], where: str) -> None:
    rig.count += 1
    try:
        spoil(rig)
        archive = pdx.open(path)
    except pdx.Error:
        state["told"] += 1
        return
    except Exception as error:
        rig.fail(f"{where}: opening gave {type(error).__name__}: {error}")
        return
    try:
        if rig.check(walk(archive) == whole, f"{where}: reading gave something else than was written"):
            state["same"] += 1
    except pdx.Error:
        state["told"] += 1
    except Exception as error:
        rig.fail(f"{where}: reading gave {type(error).__name__}: {error}")
    try:
        if rig.planted != "a verify that looks at nothing":
            archive.verify()
        rig.fail(f"{where}: verify finds nothing")
    except pdx.Error:
        pass
    except Exception as error:
        rig.fail(f"{where}: verify gave {type(error).__name__}: {error}")


def spoil(rig: Rig) -> None:
    """Does what opening is not to do."""
    if rig.planted == "an error of no type of ours" and rig.count == 20:
        raise KeyError("planted")
    if rig.planted == "a read beyond the end" and rig.count == 20:
        malloc = ctypes.CDLL(None).malloc
        malloc.restype = ctypes.c_void_p
        ctypes.memmove(ctypes.create_string_buffer(64), malloc(40), 60)

