"""Reading what the user points at: files, folders, patterns, file objects."""

from __future__ import annotations

import errno
import os
import stat

from ._errors import AccessError, Error, FileError, FormatError, MissingFileError, UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import IO, Any


_REMEDIES = {
    errno.ENOSPC: "no room is left on this disk: free some, or write elsewhere",
    errno.EDQUOT: "no more may be written here by this account: free some room, or write elsewhere",
    errno.EROFS: "this file system cannot be written: write elsewhere",
    errno.EBADF: "it is closed: leave it open, or write to a file",
}  # fmt: skip


def file_error(error: OSError, path: Any, written: bool = False) -> FileError:
    """The same, as ours: what, where, and what to do. `written`: it was to be written."""
    name = os.fspath(path) if not isinstance(path, bytes) else os.fsdecode(path)
    if isinstance(error, FileNotFoundError):
        made: FileError = MissingFileError(
            "there is no such file: check the path, or give a folder or a pattern such as 'pages/*.txt'", path=name
        )
    elif isinstance(error, PermissionError):
        made = AccessError(f"this may not be {'written' if written else 'read'}: change its permissions, or run as somebody who may", path=name)
    elif isinstance(error, IsADirectoryError) and written:
        made = FileError("there is a folder of this name: give the name of a file", path=name)
    elif isinstance(error, IsADirectoryError) and _is_archive(name):
        made = FileError("a saved archive is opened alone, by its own path, and not with other files", path=name)
    elif isinstance(error, IsADirectoryError):
        made = FileError("this is a folder, and a file is needed here", path=name)
    else:
        made = FileError(_REMEDIES.get(error.errno or 0) or error.strerror or str(error), path=name)
    made.errno, made.strerror, made.filename = error.errno, error.strerror, name
    return made


def path_of(given: Any) -> str:
    """A path that was given, which can be that of something."""
    path = os.fsdecode(given)
    if not path or "\0" in path:
        raise UsageError("a path has no NUL in it" if path else "the path is empty")
    try:
        os.fsencode(path)
    except UnicodeEncodeError as error:
        raise UsageError(f"{shown(path)}: no path has half of a surrogate pair in it") from error
    return path


class Written:
    """A text file that is there when all of it is written, and not before: beside what is there until then, and put in its place in one step.

    As a context manager; after an error what was there stays. A device, a pipe, or whatever else is no file is written to as it is. `safe`: it is on the disk then, whatever becomes of the
    machine, for which each file waits as long as the disk takes.
    """

    def __init__(self, path: str | bytes | os.PathLike[Any], newline: str | None = "\n", *, safe: bool = True) -> None:
        self._path, self._newline, self._safe = path_of(path), newline, safe
        self._place = os.path.realpath(self._path)  # what a link leads to is replaced, and not the link
        self._new: str | None = f"{self._place}.{os.getpid()}.new"
        if os.path.exists(self._place) and not os.path.isfile(self._place):
            self._new = None

    def __enter__(self) -> IO[str]:
        try:
            if self._new is not None and os.path.exists(self._place):
                open(self._place, "r+b").close()  # a file that may not be written is not replaced either
            self._file = open(self._new or self._path, "w" if self._new is None else "x", encoding="utf-8", errors="surrogatepass", newline=self._newline)
        except FileNotFoundError as error:
            missing = MissingFileError(f"there is no folder {os.path.dirname(self._place)} to write this into: make it first", path=self._path, errno=error.errno)
            missing.strerror = error.strerror
            raise missing from error
        except OSError as error:
            raise file_error(error, self._path, written=True) from error
        return self._file

    def __exit__(self, kind: object, error: object, trace: object) -> None:
        try:
            try:
                if kind is None and self._new is not None:
                    self._file.flush()
                    if self._safe:
                        os.fsync(self._file.fileno())
            finally:
                self._file.close()
            if kind is None and self._new is not None:
                if os.path.exists(self._place):
                    os.chmod(self._new, os.stat(self._place).st_mode & 0o777)
                os.replace(self._new, self._place)
                self._new = None
        except OSError as failed:
            raise file_error(failed, self._path, written=True) from failed
        finally:
            if self._new is not None and os.path.exists(self._new):
                os.remove(self._new)
        if isinstance(error, OSError) and not isinstance(error, (Error, BrokenPipeError)) and error.filename is None:  # of what was written: the system names no file then
            raise file_error(error, self._path, written=True) from error


def read(path: str | os.PathLike[str]) -> bytes:
    """The bytes of a file."""
    try:
        with open(path, "rb") as file:
            return file.read()
    except OSError as error:
        raise file_error(error, path) from error


def _is_archive(folder: str) -> bool:
    """Whether a folder is an archive that was saved, or begun: one thing, whose files are nobody's sources."""
    from . import _core

    name = os.fsencode(folder)
    return b"\0" not in name and (_core._is_saved(name) or _core._is_begun(name))


def _walk(folder: str) -> Iterator[str]:
    """The files in a folder and those in it; an archive that stands there, a link to a folder, and a folder that cannot be listed are given as what they are,
    folders, which whoever opens them is told of."""
    unlisted: list[str] = []

    def fail(error: OSError) -> None:
        if error.filename in (None, folder):
            raise file_error(error, folder) from error
        unlisted.append(error.filename)

    for here, folders, files in os.walk(folder, onerror=fail):
        seen = [name for name in folders if not name.startswith(".")]
        whole = [name for name in seen if os.path.islink(os.path.join(here, name)) or _is_archive(os.path.join(here, name))]
        folders[:] = sorted(set(seen).difference(whole))
        files += whole
        needed, begin = _page_beside(here), os.path.join(here, "")
        for name in sorted(files):
            if not name.startswith(".") and (not needed or name.lower().endswith(PAGES)):
                yield begin + name
    yield from unlisted


# What a browser that saves a page puts beside it, in the languages that browsers have for it: pictures, styles and programs, and frames, which are pages.
_BESIDE = ("_files", "-files", ".files", "-Dateien", "_fichiers", "_archivos", "_arquivos", "_bestanden", "_pliki", "_soubory", "_dosyalar", "_file")
PAGES = (".htm", ".html", ".xhtml", ".shtml")


# What stands beside posts and pages in a folder or an archive: not what a file is told by, but what nobody means who opens all of a folder.
_PROGRAMS = frozenset((
    ".js", ".mjs", ".cjs", ".ts", ".css", ".scss", ".sass", ".less", ".map", ".py", ".rb", ".php", ".sh", ".bat", ".go", ".java", ".c", ".h",
    ".yml", ".yaml", ".toml", ".ini", ".cfg", ".conf", ".lock", ".gemspec", ".svg",
))  # fmt: skip
PROGRAM = "it is named as a program, a style or settings: open it by itself to read it as text"


HEAD = 256


def is_program(name: str, head: Callable[[], bytes]) -> bool:
    """Whether a file that was not named itself is left out by its name: a program, a style, settings. `head` gives its first bytes, which tell
    apart what is named as a program and is data."""
    kind = os.path.splitext(name)[1].lower()
    return kind in _PROGRAMS and not (kind == ".js" and _is_named_array(head()))


def _is_named_array(head: bytes) -> bool:
    """Whether an array of objects was given a name: data that a program's page loads, as services export what somebody posted."""
    import re

    return re.match(rb"(?:\xef\xbb\xbf)?\s*(?:(?:var|let|const)\s+)?[\w$.]{1,100}\s*=\s*\[\s*\{\s*\"", head) is not None


def _head_of(path: str) -> bytes:
    try:
        with open(path, "rb") as file:
            return file.read(HEAD)
    except OSError:
        return b""


_SPECIAL = "it is a pipe, a socket or a device: open it by itself to read what comes out of it"
_LINK = "it is a link to a folder, and none is followed: open what it leads to by its own path"


def left_out(path: str) -> str | None:
    """Why what stands in a folder is not read, where that is seen without reading it."""
    try:
        mode = os.stat(path).st_mode
    except OSError:  # whoever reads it says what is wrong
        return PROGRAM if is_program(path, bytes) else None
    if is_program(path, lambda: _head_of(path) if stat.S_ISREG(mode) else b""):
        return PROGRAM
    if stat.S_ISDIR(mode):
        return _LINK if os.path.islink(path) and not _is_archive(path) else None
    return None if stat.S_ISREG(mode) else _SPECIAL


def is_folder(path: str) -> bool:
    """Whether a path as it was given leads to a folder."""
    return os.path.isdir(os.path.expanduser(path))


def _page_beside(folder: str) -> bool:
    """Whether a folder holds what a page beside it needs to be shown."""
    for end in _BESIDE:
        if folder.endswith(end):
            page = folder[: -len(end)]
            return any(os.path.isfile(page + suffix) for suffix in PAGES)
    return False


def _without_archives(files: list[str]) -> list[str]:
    """The files that a pattern fits, with an archive in the place of what stands in it."""
    found: dict[str, None] = {}
    archives: dict[str, str] = {}  # the archive that a folder is, or is within
    for file in files:
        folder = os.path.dirname(file)
        if folder not in archives:
            within, archives[folder] = folder, ""
            while within and not archives[folder]:
                archives[folder] = within if _is_archive(within) else ""
                above = os.path.dirname(within)
                within = "" if above == within else above
        found[archives[folder] or file] = None
    return list(found)


def expand(path: str) -> tuple[list[str], bool]:
    """The files that a path stands for, and whether each was named itself (then it must be readable)."""
    if "://" in path[:12]:
        raise FormatError(
            "addresses are not fetched: save the page and open the file, with url= to say where it came from", path=path
        )
    path = os.path.expanduser(path)
    if os.path.isdir(path):
        found = list(_walk(path))
        if not found:
            raise FileError("there is no file in this folder", path=path)
        return found, False
    if not os.path.lexists(path) and any(mark in path for mark in "*?["):
        import glob

        found = _without_archives(sorted(name for name in glob.glob(path, recursive=True) if os.path.isfile(name)))
        if not found:
            raise MissingFileError("no file fits this pattern", path=path)
        return found, False
    return [path], True


def home_of(path: str) -> str:
    """The folder from which a path leads, where that is the process's own, which may become another; "": it leads from the root."""
    try:
        return "" if os.path.isabs(path) else os.getcwd()
    except OSError:  # it was removed
        return ""


def led(path: str, home: str) -> str:
    """A path as it was given, while it leads where it led; else from the root."""
    return path if not home or home_of(path) == home else os.path.join(home, path)
