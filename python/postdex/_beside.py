"""Small files beside archives, which several notebooks write: a change is made to what the file says by then, and nobody's is lost."""

from __future__ import annotations

import contextlib
import os

from ._errors import FormatError
from ._files import Written, file_error, home_of, led, path_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def _begun(line: bytes) -> str:
    """A line without an end, perhaps within a character."""
    try:
        return line.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError:
        return line.decode("utf-8", "replace")


class FileBeside:
    """A file that is read as a whole, and replaced as a whole or added to."""

    __slots__ = ("_given", "_home", "_state")

    def __init__(self, path: Any) -> None:
        self._given: str = path_of(path)
        self._home = home_of(self._given)
        self._state: tuple[int, int, int] | None = None

    @property
    def path(self) -> str:
        """Where it is, whatever folder is the process's own by now."""
        return led(self._given, self._home)

    def read(self) -> str:
        """What it says; nothing when it is not there."""
        self._state = self._look()
        try:
            with open(self.path, "rb") as file:
                whole, end, rest = file.read().rpartition(b"\n")
        except FileNotFoundError:
            return ""
        except OSError as error:
            raise file_error(error, self.path) from error
        try:
            text = (whole + end).decode("utf-8", "surrogatepass") + _begun(rest)
        except UnicodeDecodeError as error:
            line = whole.count(b"\n", 0, error.start) + 1
            message = f"line {line} is not UTF-8, as it was written: mend that line, or put back a copy of the file"
            raise FormatError(message, path=self.path, offset=error.start) from error
        return text.replace("\r\n", "\n").replace("\r", "\n")

    def write(self, text: str) -> None:
        with Written(self.path) as file:
            file.write(text)
        self._state = self._look()

    def append(self, text: str) -> bool:
        """Writes lines behind those that are there, all of them or none; they are on the disk then. False, and nothing is written, where there is no file that ends with a whole line.
        (Who reads it meanwhile, or after the machine went out in the midst, may find the beginning of them, without the end of its line.)"""
        place = os.path.realpath(self.path)
        if not os.path.isfile(place):
            return False
        try:
            with open(place, "r+b", buffering=0) as file:
                end = file.seek(0, os.SEEK_END)
                file.seek(max(end - 1, 0))
                if file.read(1) != b"\n":
                    return False
                try:
                    left = memoryview(text.encode("utf-8", "surrogatepass"))
                    while left:
                        left = left[file.write(left) :]
                    os.fsync(file.fileno())
                except BaseException:
                    file.truncate(end)
                    raise
        except OSError as error:
            raise file_error(error, self.path, written=True) from error
        self._state = self._look()
        return True

    def has_changed(self) -> bool:
        """Whether somebody else has written it since it was read or written here."""
        return self._look() != self._state

    @contextlib.contextmanager
    def alone(self) -> Iterator[None]:
        """One change at a time, of all programs on this machine: the lock is on the folder, so that none is left behind. Where a system has no such locks, what has
        changed is still read before it is written."""
        try:
            import fcntl

            folder = os.open(os.path.dirname(os.path.realpath(self.path)), os.O_RDONLY)
        except (ImportError, OSError):
            yield
            return
        try:
            with contextlib.suppress(OSError):
                fcntl.flock(folder, fcntl.LOCK_EX)
            yield
        finally:
            os.close(folder)

    def _look(self) -> tuple[int, int, int] | None:
        try:
            found = os.stat(self.path)
        except OSError:
            return None
        return found.st_ino, found.st_size, found.st_mtime_ns
