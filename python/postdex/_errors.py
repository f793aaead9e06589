"""What can go wrong, as exceptions: each derives from `Error` and from the built-in that fits."""

from __future__ import annotations


class Error(Exception):
    """Anything that postdex raises on its own account.

    `path` is the file it speaks of and `offset` the byte (of the file, or of the query), where they are known.
    """

    path: str | None
    offset: int | None

    def __init__(self, message: str = "", *, path: str | None = None, offset: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.path = path
        self.offset = offset

    def __str__(self) -> str:
        where = "" if self.path is None else f"{self.path}: "
        at = "" if self.offset is None or self.path is None else f" (byte {self.offset:,})"
        return f"{where}{self.message}{at}"

    def __reduce__(self) -> tuple[object, ...]:
        return _restore, (type(self), self.message, self.path, self.offset)


def _restore(cls: type[Error], message: str, path: str | None, offset: int | None) -> Error:
    return cls(message, path=path, offset=offset)


class FormatError(Error, ValueError):
    """The bytes are not in a form that postdex reads."""


class QueryError(Error, ValueError):
    """The query cannot be read, or a filter in it has an unusable value. `offset` is a byte of the query.

    `query` is its number among those given to `search_many`, from 0; None elsewhere.
    """

    query: int | None

    def __init__(self, message: str = "", *, path: str | None = None, offset: int | None = None) -> None:
        super().__init__(message, path=path, offset=offset)
        self.query = None

    def __reduce__(self) -> tuple[object, ...]:
        return *super().__reduce__(), {"query": self.query}


class UsageError(Error, ValueError):
    """An argument has a value that cannot be used."""


class LimitError(Error, ValueError):
    """A stated limit was reached."""


class CorruptError(Error, ValueError):
    """The bytes of an index are damaged."""


class LockedError(Error, RuntimeError):
    """Somebody else is writing."""


class FileError(Error, OSError):
    """A file could not be read or written. `errno` is the system's reason, where it is known."""

    def __new__(cls, message: str = "", *, path: str | None = None, offset: int | None = None, errno: int | None = None) -> FileError:
        if cls is FileError:  # what the system said decides
            cls = MissingFileError if errno == 2 else AccessError if errno in (1, 13, 30) else cls  # ENOENT; EPERM, EACCES, EROFS
        return super().__new__(cls, message)

    def __init__(self, message: str = "", *, path: str | None = None, offset: int | None = None, errno: int | None = None) -> None:
        super().__init__(message, path=path, offset=offset)
        self.errno, self.filename = errno, path

    def __reduce__(self) -> tuple[object, ...]:
        return *super().__reduce__(), {"errno": self.errno, "strerror": self.strerror, "filename": self.filename}


class MissingFileError(FileError, FileNotFoundError):
    """There is no such file."""


class AccessError(FileError, PermissionError):
    """The file may not be read, or not written."""


class MissingPackageError(Error, ImportError):
    """A package that this needs is not installed."""


def shown(given: object) -> str:
    """A value that somebody gave, as a message shows it: on one line, and not all of a long one."""
    from reprlib import Repr  # only what went wrong needs it

    brief = Repr()
    brief.maxstring = brief.maxother = 80
    try:
        return " ".join(brief.repr(given).split())
    except ValueError:  # of a number, or in it, that has more digits than Python writes
        return f"an int of {given.bit_length():,} bits" if isinstance(given, int) else f"a {type(given).__name__} that cannot be written"
