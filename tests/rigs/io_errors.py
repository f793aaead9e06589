"""Every file call of writing and opening fails, for each of ten reasons, once or from then on; and is interrupted, and does only a part.

What comes of it is an error of postdex's with a path in it, and the archive as it was; or it works, and the archive is the new one. No descriptor
and no map is left open, no file is left over, and the next writer goes on. Interrupted calls and short ones are nobody's business: they are survived.
"""

from __future__ import annotations

import errno
import gc
import os

from rigs import beneath
import postdex as pdx
from rigs.rig import Known, Rig, files_of, open_descriptors, opened, put_files, rows, seen

ABOUT = "errors of the system at every file call"
UNIT = "faults"
BUILD = "small"
SHARES = 2
PLANTED = {
    "an error that is passed over": r"told (None|CorruptError\(.*\)), found ",
    "a descriptor that is not closed": r"descriptors are left open",
    "an interrupted call that is not taken up again": r"EINTR: was not survived: ",
}
CODES = [errno.ENOSPC, errno.EIO, errno.EINTR, errno.EMFILE, errno.EACCES, errno.EROFS, errno.EDQUOT, errno.ENOENT, errno.EPERM, errno.EBUSY]
KINDS = {beneath.ONCE: "once", beneath.STICKY: "from then on", beneath.SHORT: "short"}


class Workload:
    """Files to begin with, what is done to them, and what the archive says before and after."""

    def __init__(self, rig: Rig, name: str, commits: int) -> None:
        self.name, self.path, self.known = name, rig.fresh("town.pdx"), Known()
        for k in range(commits):
            with pdx.writer(self.path, language="en") as writer:
                writer.add_records(rows(rig.random, 10 * k, 3), name=str(k))
        self.files = files_of(self.path)
        self.before = seen(opened(self.path)) if commits else None
        self.new = rows(rig.random, 1000, 2)
        self.work()
        self.after = seen(opened(self.path))
        self.n_files = {self.n_files_with_more()}  # that there are to be after one commit more
        self.reset()
        self.n_files.add(self.n_files_with_more())

    def reset(self) -> None:
        put_files(self.path, self.files)
        if not self.files:
            os.rmdir(self.path)

    def n_files_with_more(self) -> int:
        with pdx.writer(self.path, language="en") as writer:
            writer.add_records([{"title": "More", "text": "The lamp is lit again."}], name="more")
        return len(files_of(self.path))

    def work(self) -> None:
        if self.name == "saving over":
            pdx.from_records(self.new, language="en").save(self.path)
            return
        with pdx.writer(self.path, language="en") as writer:
            if self.name == "one part of all, without a source":
                writer.delete([post for post in writer.archive if post.anchor.source == "0"])
            if self.name.startswith("one part of all"):
                writer.optimize()
                return
            if len(writer.archive):
                writer.delete(0)
            writer.add_records(self.new, name="new")
            if self.name == "a draft, and a source in the place of another":
                writer.preview()
                writer.upsert_records(self.new, name="0")
        opened(self.path)

    def codes(self) -> list[int]:
        return CODES

    def accepts(self, found: object, error: Exception | None) -> bool:
        return found in ([self.after] if error is None else [self.before, self.after])


class Few(Workload):
    """What is much like the others: three reasons."""

    def codes(self) -> list[int]:
        return CODES[:2] + [errno.ENOENT]


class Repairing(Few):
    """A new archive of a damaged one, which stays as it is."""

    def __init__(self, rig: Rig, name: str, commits: int) -> None:
        self.damaged = rig.fresh("damaged.pdx")
        for k in range(commits):
            with pdx.writer(self.damaged, language="en") as writer:
                writer.add_records(rows(rig.random, 10 * k, 3), name=str(k))
        self.kept = files_of(self.damaged)
        words = next(name for name in self.kept if name.startswith("words"))
        self.kept[words] = self.kept[words][:-40]
        put_files(self.damaged, self.kept)
        super().__init__(rig, name, 0)

    def work(self) -> None:
        self.done = pdx.repair(self.damaged, self.path)

    def accepts(self, found: object, error: Exception | None) -> bool:
        """A file that cannot be read is one more that is damaged."""
        unchanged = {name: data for name, data in files_of(self.damaged).items() if name not in ("lock", "owner")} == {name: data for name, data in self.kept.items() if name != "lock"}
        return unchanged and (found in (None, self.after) if error is not None else found == self.after or len(self.done.damage) > 1)


WORKLOADS = [
    (Workload, "adding to one commit", 1), (Few, "the first commit", 0), (Few, "saving over", 2),
    (Few, "a draft, and a source in the place of another", 1), (Few, "one part of all", 2),
    (Few, "one part of all, without a source", 2), (Repairing, "repairing", 2),
]  # fmt: skip


def run(rig: Rig) -> None:
    for number, (kind_of, name, commits) in enumerate(WORKLOADS + [(Workload, "adding to nine commits", 9)] * rig.long):
        if not rig.mine(number):
            continue
        workload = kind_of(rig, name, commits)
        calls = 0
        gc.freeze()  # so that collecting, at each fault, is quick
        for kind in KINDS:
            for code in workload.codes() if kind != beneath.SHORT else [0]:
                if kind == beneath.STICKY and code == errno.EINTR:
                    continue  # for ever means that it is asked for ever
                nth = 1
                while one(rig, workload, kind, code, nth):
                    nth += 1
                calls = max(calls, nth - 1)
        rig.fact(f"{name}: {calls} calls, each with {len(workload.codes())} reasons, once and from then on, and short")


def planted(rig: Rig):  # type: ignore[no-untyped-def]
    """What a watcher does for the rig's own bugs."""
    if rig.planted == "an error that is passed over":
        return lambda event: beneath.PRETEND if event.name == "write" and not event.after and rig.count % 7 == 3 else 0
    return None


def one(rig: Rig, workload: Workload, kind: int, code: int, nth: int) -> bool:
    """One fault; gives whether the calls came as far as it."""
    workload.reset()
    gc.collect()
    descriptors, held = open_descriptors(), beneath.told()
    where = f"{workload.name}, call {nth} {KINDS[kind]} {errno.errorcode.get(code, '')}".rstrip()
    error: Exception | None = None
    given = errno.EIO if rig.planted == "an interrupted call that is not taken up again" and code == errno.EINTR else code
    with beneath.files(planted(rig), kind, nth, given):
        try:
            workload.work()
        except Exception as raised:
            error = raised.with_traceback(None)
            error.__context__ = None  # nor with what stands in its frames
    if rig.planted == "a descriptor that is not closed" and rig.count == 30:
        os.open(os.devnull, os.O_RDONLY)
    now = beneath.told()
    if now.fired == 0 and kind != beneath.SHORT:
        rig.check(error is None, f"{where}: {error!r} without a fault")
        return False
    if kind == beneath.SHORT and nth > now.calls:
        return False
    rig.count += 1
    gc.collect()
    harmless = kind == beneath.SHORT or code == errno.EINTR
    if error is not None:
        rig.check(not harmless, f"{where}: was not survived: {error!r}")
        rig.check(isinstance(error, pdx.Error) and isinstance(error, OSError | ValueError), f"{where}: {error!r}")
        rig.check(os.path.dirname(workload.path) in f"{error} {getattr(error, 'path', None)}", f"{where}: the path is not told: {error!r}")
    rig.check(open_descriptors() == descriptors, f"{where}: descriptors are left open")
    rig.check(now.open_files == held.open_files, f"{where}: files are left open")
    judged(rig, workload, error, where)
    rig.check(beneath.told().open_maps == held.open_maps, f"{where}: maps are left")
    return True


def what_stands(path: str) -> object:
    """What an archive says; None if there is none; the error that it gives."""
    try:
        return seen(opened(path))
    except pdx.MissingFileError:
        return None
    except pdx.FileError as raised:
        return None if not files_of(path) else raised.with_traceback(None)  # an empty folder
    except Exception as raised:
        return raised.with_traceback(None)


def judged(rig: Rig, workload: Workload, error: Exception | None, where: str) -> None:
    """The archive is what it was or what it was to be; the next writer goes on, and what was left over goes with it."""
    found = workload.known.of(files_of(workload.path), lambda: what_stands(workload.path))
    if not rig.check(not isinstance(found, Exception) and workload.accepts(found, error), f"{where}: told {error!r}, found {found!r:.300}"):
        return
    if rig.count % 9 == 0 and (error is not None or found == workload.after):
        n_files = workload.n_files_with_more()
        rig.check("More" in [post.title for post in opened(workload.path)], f"{where}: what was written afterwards is not there")
        rig.check(n_files in workload.n_files, f"{where}: {n_files} files, not {workload.n_files}: {sorted(files_of(workload.path))}")
