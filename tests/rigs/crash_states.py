"""What can stand on a disk after the power has gone, at every point of writing.

The file calls of a few commits are written down as they go through the one table. Of every beginning of that log states are made that a disk
may show: all of it, only what was synced, any part of what was not (names and contents apart), contents torn at 512 bytes and at 4 KiB. In each
the archive opens and verifies, as the commit before or the one under way; what was acknowledged is there.
"""

from __future__ import annotations

import os
import random
from collections.abc import Callable
from dataclasses import dataclass, field

from rigs import beneath
import postdex as pdx
from rigs.rig import Known, Rig, opened, put_files, rows, seen

ABOUT = "simulated crash states of the files of an archive"
UNIT = "states"
BUILD = "small"
SHARES = 2
PLANTED = {
    "files are not synced": r"commit \d+ was told, found \w*Error",
    "what was drafted is not synced": r"commit \d+ was told, found \w*Error",
    "folders are not synced": r"commit \d+ was told, found what (commit \d+ left|was there before any)|the folder is gone",
    "a rename before the sync": r"commit \d+ was told, found \w*Error",
    "what is renamed is written before the rest": r"commit \d+ was told, found \w*Error",
    "a commit that is told too soon": r"commit \d+ was told, found what (commit \d+ left|was there before any)|the folder is gone",
}
COMMITS = 10


# ---- the log


def recorded(path: str, rng: random.Random) -> tuple[list[tuple[object, ...]], list[object]]:
    """What some commits do, each ended by ("told", k); and what the archive says after each of them, from none on."""
    log: list[tuple[object, ...]] = []
    fds: dict[int, int] = {}
    n_files = 0

    def watch(event: beneath.Event) -> None:
        nonlocal n_files
        if not event.after or event.code != 0:
            return
        name = event.name
        if name == "open" and event.how != beneath.READ:
            n_files += 1
            fds[event.fd] = n_files
            log.append(("open", n_files, os.fsdecode(event.path)))
        elif name in ("write", "sync") and event.fd in fds:
            log.append((name, fds[event.fd], *([event.data] if name == "write" else [])))
        elif name == "close":
            fds.pop(event.fd, None)
        elif name in ("rename", "unlink", "make_folder", "sync_folder"):
            log.append((name, os.path.normpath(os.fsdecode(event.path)), *([os.fsdecode(event.to)] if name == "rename" else [])))

    states: list[object] = [None]
    for k in range(1, COMMITS + 1):
        with beneath.files(watch):
            if k % 6 == 0:
                opened(path).save(path)
            elif k % 6 == 3:
                with pdx.writer(path) as writer:
                    writer.optimize()
            else:
                with pdx.writer(path, language="en") as writer:
                    if k % 6 == 5:  # a draft that is forgotten
                        writer.add_records(rows(rng, 900, 2), name="forgotten")
                        writer.preview()
                        writer.rollback()
                    if k % 3 == 2:  # all of a source, which goes when parts become one
                        writer.delete([post for post in writer.archive if post.anchor.source == f"rows {k - 1}"])
                    elif k > 2:
                        writer.delete(rng.randrange(len(writer.archive)))
                    writer.add_records(rows(rng, 10 * k, rng.randint(1, 4)), name=f"rows {k}")
                    if k % 6 == 4:  # a draft that is gone on from
                        writer.preview()
                        writer.upsert_records(rows(rng, 10 * k + 5, 2), name=f"rows {k - 3}")
        log.append(("told", k))
        states.append(everything(path))
    return log, states


def everything(path: str) -> object:
    """What an archive says, and which sources it has."""
    archive = opened(path)
    return seen(archive), [source.name for source in archive.sources]


def spoiled(log: list[tuple[object, ...]], planted: str | None) -> list[tuple[object, ...]]:
    """The log of a program with a bug."""
    if planted == "files are not synced":
        return [entry for entry in log if entry[0] != "sync"]
    if planted == "what was drafted is not synced":
        named: dict[object, object] = {}
        again = {entry[1] for entry in log if entry[0] == "open" and named.setdefault(entry[2], entry[1]) != entry[1] and not os.path.basename(str(entry[2])).startswith("manifest")}
        return [entry for entry in log if entry[0] != "sync" or entry[1] not in again]
    if planted == "folders are not synced":
        return [entry for entry in log if entry[0] != "sync_folder"]
    if planted == "a rename before the sync":
        log = log[:]
        for i in [i for i, entry in enumerate(log) if entry[0] == "rename"]:
            k = max(k for k in range(i) if log[k][0] == "sync")
            log.insert(k, log.pop(i))
        return log
    if planted == "what is renamed is written before the rest":
        out: list[tuple[object, ...]] = []
        begin = 0
        for end in [i + 1 for i, entry in enumerate(log) if entry[0] == "told"]:
            commit = log[begin:end]
            begin = end
            renamed = {entry[1] for entry in commit if entry[0] == "rename"}
            numbers = {entry[1] for entry in commit if entry[0] == "open" and entry[2] in renamed}
            first = [entry for entry in commit if (entry[0] in ("open", "write", "sync") and entry[1] in numbers) or entry[0] in ("rename", "make_folder")]
            out += first + [entry for entry in commit if entry not in first]
        return out
    if planted == "a commit that is told too soon":
        log = log[:]
        for i in [i for i, entry in enumerate(log) if entry[0] == "told"]:
            k = max((k for k in range(i) if log[k][0] == "rename"), default=i)
            log.insert(k, log.pop(i))
    return log


# ---- a disk


def overlaid(safe: bytes, pieces: list[tuple[int, bytes]]) -> bytes:
    """With pieces written over it, or behind it."""
    out = bytearray(safe)
    for at, data in pieces:
        out.extend(bytes(max(at - len(out), 0)))
        out[at : at + len(data)] = data
    return bytes(out)


@dataclass
class File:
    safe: bytes = b""  # what is on the medium
    late: list[tuple[int, bytes]] = field(default_factory=list)  # where something was written, and what, that is not synced

    def all(self) -> bytes:
        return overlaid(self.safe, self.late)


@dataclass
class Disk:
    """Files by number, names on the medium, and what was done to names of each folder and is not synced."""

    files: dict[int, File] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    late: dict[str, list[tuple[object, ...]]] = field(default_factory=dict)
    now: dict[str, int] = field(default_factory=dict)  # as the running system shows it
    at: dict[int, int] = field(default_factory=dict)  # where the next is written to of what was opened

    def do(self, entry: tuple[object, ...]) -> None:
        kind, what = entry[0], entry[1]
        if kind == "open":
            self.at[what] = 0  # type: ignore[index]
            if entry[2] in self.now:  # a file that is kept, such as a lock, or one whose beginning is written once more
                self.files[what] = self.files[self.now[entry[2]]]  # type: ignore[index]
            else:
                self.files[what] = File()  # type: ignore[index]
                self._name(("open", what, entry[2]), entry[2])  # type: ignore[arg-type]
        elif kind == "write":
            self.files[what].late.append((self.at[what], entry[2]))  # type: ignore[index, arg-type]
            self.at[what] += len(entry[2])  # type: ignore[index, arg-type]
        elif kind == "sync":
            file = self.files[what]  # type: ignore[index]
            file.safe, file.late = file.all(), []
        elif kind == "make_folder":
            self._name(entry, what)  # type: ignore[arg-type]
        elif kind == "sync_folder":
            for late in self.late.pop(what, []):  # type: ignore[call-overload]
                _rename(self.names, late)
        elif kind in ("rename", "unlink"):
            self._name(entry, what)  # type: ignore[arg-type]

    def _name(self, entry: tuple[object, ...], path: str) -> None:
        _rename(self.now, entry)
        self.late.setdefault(os.path.dirname(path), []).append(entry)

    def after_a_crash(self, names: list[bool] | bool, contents: object) -> dict[str, bytes] | None:
        """Which files there are, by name; None when the folder itself is gone. `names`: which of the late changes of names were kept; `contents`
        gives a file's bytes."""
        kept = dict(self.names)
        late = [entry for folder in sorted(self.late) for entry in self.late[folder]]  # a folder stands before what is in it
        for i, entry in enumerate(late):
            if names is True or (names is not False and names[i]):
                _rename(kept, entry)
        if FOLDER not in kept:
            return None
        return {os.path.basename(path): contents(self.files[number]) for path, number in kept.items() if path != FOLDER}  # type: ignore[operator]

    def n_late(self) -> int:
        return sum(map(len, self.late.values()))


FOLDER = ""  # the archive's; set by run


def _rename(names: dict[str, int], entry: tuple[object, ...]) -> None:
    """One change of names, where it can be done still."""
    kind, what = entry[0], entry[1]
    if kind == "open":
        names[entry[2]] = what  # type: ignore[index, assignment]
    elif kind == "make_folder":
        names[what] = 0  # type: ignore[index]
    elif kind == "unlink":
        names.pop(what, None)  # type: ignore[call-overload]
    elif kind == "rename" and what in names:
        names[entry[2]] = names.pop(what)  # type: ignore[index, call-overload]


def torn(file: File, size: int, rng: random.Random) -> bytes:
    """What is late of a file up to a sector, or as long as it is with sectors as they were before."""
    whole = file.all()
    sectors = sorted({sector for at, data in file.late for sector in range(at // size, -(-(at + len(data)) // size))})
    if not sectors:
        return whole
    if rng.random() < 0.5:
        return whole[: max(len(file.safe), rng.choice(sectors) * size)]
    out = bytearray(whole)
    for sector in sectors:
        if rng.random() < 0.5:
            begin, end = sector * size, min(len(out), (sector + 1) * size)
            out[begin:end] = file.safe[begin:end].ljust(end - begin, b"\0")
    return bytes(out)


def some(file: File, rng: random.Random) -> bytes:
    """Some of the late writes: the last ones missing, or any."""
    if rng.random() < 0.5:
        return overlaid(file.safe, file.late[: rng.randint(0, len(file.late))])
    return overlaid(file.safe, [piece for piece in file.late if rng.random() < 0.5])


def crash_states(disk: Disk, n: int, rng: random.Random):  # type: ignore[no-untyped-def]
    """`n` of them, the plain ones first."""
    yield disk.after_a_crash(True, File.all)
    yield disk.after_a_crash(False, lambda file: file.safe)
    for k in range(n - 2):
        names: list[bool] | bool = True if k % 4 < 2 and k < 8 else [rng.random() < 0.5 for _ in range(disk.n_late())]
        size = 512 if k % 2 else 4096
        pieces = (lambda file: some(file, rng)) if k % 4 > 1 else (lambda file, size=size: torn(file, size, rng))
        yield disk.after_a_crash(names, pieces)


# ---- the rig


EACH_RUN = 10_000


def run(rig: Rig) -> None:
    """In the long form again and again, each time of other commits."""
    goal = rig.goal(EACH_RUN, 1_000_000)
    while rig.more(goal):
        states_of_a_log(rig, goal)


def states_of_a_log(rig: Rig, goal: int) -> None:
    global FOLDER
    path = FOLDER = rig.fresh("town.pdx")
    log, states = recorded(path, rig.random)
    log = spoiled(log, rig.planted)
    each = -(-rig.goal(EACH_RUN, EACH_RUN) // len(log))
    disk, told = Disk(), 0
    place = rig.fresh("after.pdx")
    now: dict[str, bytes] | None = None
    known, stood = Known(), 0
    for i, entry in enumerate(log):
        if entry[0] == "told":
            told = int(entry[1])  # type: ignore[call-overload]
        else:
            disk.do(entry)
        if rig.long and not rig.more(goal):
            return
        for k, files in enumerate(crash_states(disk, max(each, 4), rig.random)):
            rig.count += 1
            where = f"after {i + 1} calls ({' '.join(map(str, entry[:2]))}), state {k}"
            if files is None:
                rig.check(told == 0, f"{where}: the folder is gone, commit {told} was told")
                continue

            def put(files: dict[str, bytes] = files) -> None:
                nonlocal now
                put_files(place, files, now)
                now = files

            def find(put: Callable[[], None] = put) -> object:
                nonlocal stood
                stood += 1
                put()
                return what_stands(place)

            judged(rig, known.of(files, find), states, told, where)
            if (i + k) % 37 == 0:
                put()
                goes_on(rig, place, where)
                now = None
    if not rig.long:
        rig.fact(f"{len(log)} calls of {COMMITS} commits, {max(each, 4)} states after each, {stood:,} of them with other files than any before")


def what_stands(place: str) -> object:
    """What an archive says; None if nothing was ever committed; the error that it gives."""
    try:
        return everything(place)
    except pdx.MissingFileError as error:
        return None if "nothing was ever committed" in str(error) else error.with_traceback(None)
    except pdx.FileError as error:
        return error.with_traceback(None) if os.listdir(place) else None
    except Exception as error:
        return error.with_traceback(None)


def judged(rig: Rig, found: object, states: list[object], told: int, where: str) -> None:
    """It is what was told last, or the commit under way."""
    wanted = states[told : told + 2]
    if isinstance(found, Exception) or found not in wanted:
        rig.fail(f"{where}: commit {told} was told, found {named(found, states)}")


def named(found: object, states: list[object]) -> str:
    """What was found that should not have been, so that a state that is lost is told from one that is damaged."""
    if isinstance(found, Exception) or found not in states:
        return f"{found!r:.300}"
    return f"what commit {states.index(found)} left" if found is not None else "what was there before any"


def goes_on(rig: Rig, place: str, where: str) -> None:
    """Whatever a crash has left, the next writer goes on from it."""
    try:
        with pdx.writer(place, language="en") as writer:
            before = len(writer.archive)
            writer.add_records([{"title": "After", "text": "The lamp is lit again."}], name="after")
        rig.check(len(opened(place)) == before + 1, f"{where}: what was written afterwards is not there")
    except pdx.Error as error:
        rig.fail(f"{where}: cannot be written to afterwards: {error}")
