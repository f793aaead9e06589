"""A folder that somebody else made or may write to: links, pipes, devices and folders in the place of files, swapped at any file call; a note and bytes from
a stranger. Nothing outside the folder is changed, nothing waits for ever, nothing is executed or unpickled.
"""

from __future__ import annotations

import contextlib
import os
import random
import signal
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from rigs import beneath
import postdex as pdx
from rigs.rig import Rig, files_of, opened, put_files, rows, seen

ABOUT = "hostile folders: links, races, pipes, strangers' bytes"
UNIT = "hostile folders"
BUILD = "small"
PLANTED = {"a link that is followed": r"a file outside was changed", "a pipe that is waited for": r"a pipe: waits for ever", "bytes that are executed": r"strangers' bytes in .*: (exec|compile)"}
VICTIM = b"somebody's own, not to be touched"
SECONDS = 120  # after which somebody waits for ever, also where many processes wait for a processor
HARMFUL = ("exec", "compile", "marshal.loads", "pickle.find_class", "os.system", "os.exec", "os.posix_spawn", "subprocess.Popen", "ctypes.dlopen", "socket.connect")


class Waits(BaseException):
    pass


@contextlib.contextmanager
def in_time(seconds: float) -> Iterator[None]:
    def late(number: int, frame: object) -> None:
        raise Waits

    signal.signal(signal.SIGALRM, late)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)


class Town:
    """An archive, and somebody's file beside it."""

    def __init__(self, rig: Rig) -> None:
        self.rig, self.path = rig, rig.fresh("town.pdx")
        for k in range(2):
            with pdx.writer(self.path, language="en") as writer:
                writer.add_records(rows(rig.random, 10 * k, 3), name=str(k))
        self.files = files_of(self.path)
        self.before = seen(opened(self.path))
        self.victim = rig.folder / "victim"
        self.elsewhere = rig.folder / "elsewhere"
        self.new = rows(rig.random, 100, 2)

    def reset(self) -> None:
        put_files(self.path, self.files)
        self.victim.write_bytes(VICTIM)
        os.chmod(self.victim, 0o600)
        put_files(self.elsewhere, {"letter": VICTIM})

    def write(self) -> None:
        with pdx.writer(self.path, language="en") as writer:
            if len(writer.archive):
                writer.delete(0)
            writer.add_records(self.new, name="new")

    def read(self) -> None:
        archive = pdx.open(self.path)
        seen(archive)
        archive.verify()

    def check(self, where: str, work: Callable[[], None], may_add: bool = False) -> None:
        """Whatever comes of it, something does, with a type of ours, and what is somebody's own is as it was."""
        self.rig.count += 1
        try:
            with in_time(1 if self.rig.planted == "a pipe that is waited for" else SECONDS):  # a pipe is waited for, however short
                work()
        except pdx.Error:
            pass
        except Waits:
            self.rig.fail(f"{where}: waits for ever")
        except Exception as error:
            self.rig.fail(f"{where}: {type(error).__name__}: {error}")
        if self.rig.planted == "a link that is followed" and self.rig.count == 10:
            self.victim.write_bytes(b"")
        self.rig.check(self.victim.read_bytes() == VICTIM and self.victim.stat().st_mode & 0o777 == 0o600, f"{where}: a file outside was changed")
        outside = files_of(self.elsewhere)
        if may_add:  # who may put a link in the place of the whole folder chooses where an archive is written; what stands there stays
            outside = {"letter": outside.get("letter", b"")}
        self.rig.check(outside == {"letter": VICTIM}, f"{where}: a folder outside was changed")


def plants(town: Town) -> dict[str, Callable[[str], None]]:
    """What a stranger puts in the place of a file."""
    return {
        "a link to a file outside": lambda place: os.symlink(town.victim, place),
        "a link to nothing": lambda place: os.symlink(town.rig.folder / "nothing", place),
        "a link to itself": lambda place: os.symlink(place, place),
        "a link to a folder outside": lambda place: os.symlink(town.elsewhere, place),
        "a link to a device": lambda place: os.symlink("/dev/zero", place),
        "a second name of a file outside": lambda place: os.link(town.victim, place),
        "a folder": os.mkdir,
        "a pipe": os.mkfifo,
    }


def take_away(place: str) -> None:
    with contextlib.suppress(FileNotFoundError):
        os.rmdir(place) if os.path.isdir(place) and not os.path.islink(place) else os.unlink(place)


def names_of(town: Town) -> list[str]:
    """All paths in the folder that reading and writing ask for."""
    found: dict[str, None] = {}

    def watch(event: beneath.Event) -> None:
        for path in (event.path, event.to):
            if path and os.fsdecode(path).startswith(town.path + "/"):
                found[os.fsdecode(path)] = None

    town.reset()
    with beneath.files(watch):
        town.write()
        town.read()
    return list(found)


def in_the_place_of_files(rig: Rig, town: Town) -> None:
    """Of each file, before reading and writing begin."""
    for name in names_of(town):
        for what, plant in plants(town).items():
            for work in (town.read, town.write):
                town.reset()
                take_away(name)
                plant(name)
                town.check(f"{what} as {os.path.basename(name)}, {work.__name__}", work)
                take_away(name)


def at_any_call(rig: Rig, town: Town) -> None:
    """Just before each file call, in the place of the name that it asks for; the whole folder, too."""
    for what, plant in plants(town).items():
        for whole in (False, True) if what == "a link to a folder outside" else (False,):
            nth, reached = 0, True
            while reached:
                nth += 1
                reached = swapped(rig, town, what, plant, nth, whole)


def swapped(rig: Rig, town: Town, what: str, plant: Callable[[str], None], nth: int, whole: bool) -> bool:
    calls = 0

    def watch(event: beneath.Event) -> None:
        nonlocal calls
        name = os.fsdecode(event.to or event.path or b"")
        if event.after or not name.startswith(town.path + "/"):
            return
        calls += 1
        if calls == nth and whole:
            os.rename(town.path, town.path + ".away")
            os.symlink(town.elsewhere, town.path)
        elif calls == nth:
            take_away(name)
            plant(name)

    town.reset()
    with beneath.files(watch):
        town.check(f"{what} before call {nth}{' in the place of the folder' if whole else ''}", town.write, whole)
    if whole and os.path.islink(town.path):
        os.unlink(town.path)
        os.rename(town.path + ".away", town.path)
    for each in os.listdir(town.path):
        take_away(f"{town.path}/{each}")
    return calls >= nth


def strangers_bytes(rig: Rig, town: Town) -> None:
    """Bytes at random, and notes that would be code to somebody who lets them: nothing of it is run, loaded or unpickled."""
    rng = random.Random(3)
    harmful: list[str] = []
    listening = [False]

    def hear(name: str, arguments: tuple[Any, ...]) -> None:
        if listening[0] and name.startswith(HARMFUL):
            harmful.append(f"{name} {arguments!r:.100}")

    town.reset()
    town.read()  # what is imported late is imported now
    sys.addaudithook(hear)
    import pickle

    payload = pickle.dumps(Path("x"))
    for k in range(rig.scale(2000, 100_000)):
        files = dict(town.files)
        name = rng.choice([name for name, data in files.items() if data])
        data = bytearray(files[name])
        at = rng.randrange(len(data))
        if k % 3:
            for _ in range(rng.randint(1, 5)):
                data[rng.randrange(len(data))] = rng.choice([0, 1, 0x7F, 0x80, 0xFF, rng.randrange(256)])
        else:
            data[at : at + len(payload)] = payload
        files[name] = bytes(data)
        put_files(town.path, files)
        listening[0] = True
        if rig.planted == "bytes that are executed":
            eval("1 + 1")
        town.check(f"strangers' bytes in {name}", town.read)
        listening[0] = False
        for what in harmful:
            rig.fail(f"strangers' bytes in {name}: {what}")
        harmful.clear()


def run(rig: Rig) -> None:
    town = Town(rig)
    if rig.planted == "a pipe that is waited for":
        os.mkfifo(rig.folder / "pipe")
        town.reset()
        town.check("a pipe", lambda: open(rig.folder / "pipe").close())
    in_the_place_of_files(rig, town)
    at = rig.count
    at_any_call(rig, town)
    rig.fact(f"{at:,} with something else in the place of a file, {rig.count - at:,} swapped just before a file call")
    strangers_bytes(rig, town)
    town.reset()
    rig.check(seen(opened(town.path)) == town.before, "the archive itself")
