"""The files of a tar archive, in one pass over a stream; a damaged header is told of, and those behind it are read."""

from __future__ import annotations

from ._errors import FormatError, LimitError
from ._streams import Stretch

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ._streams import Stream

BLOCK = 512
SUM = 148  # where a header has its sum: octal digits, or bits behind a first byte that says so
SUM_BEGINS = b"01234567 \t\n\v\f\r+-_\0\x80\xff"  # with all that is taken for a number
HEADER_MOST = 1 << 20  # of what stands before a file: a long name, or a table of them
LINKS = {b"1": "a hard link", b"2": "a symbolic link", b"3": "a device", b"4": "a device", b"6": "a pipe", b"S": "a sparse file"}


def is_tar(head: bytes) -> bool:
    """Whether a file that begins so is a tar archive: its first header has the right sum."""
    return len(head) >= BLOCK and _header(head[:BLOCK]) is not None


def _header(block: bytes) -> Any:
    if len(block) < BLOCK or block[SUM] not in SUM_BEGINS or not block.strip(b"\0"):
        return None
    import tarfile

    try:
        return tarfile.TarInfo.frombuf(block, "utf-8", "surrogateescape")
    except (tarfile.HeaderError, ValueError, OverflowError):
        return None


def _pax(data: bytes) -> dict[str, str]:
    """Lines `length key=value`."""
    found: dict[str, str] = {}
    at = 0
    while at < len(data):
        digits, _, rest = data[at : at + 32].partition(b" ")
        if not digits.isdigit() or not rest or int(digits) <= len(digits):
            break
        line = data[at + len(digits) + 1 : at + int(digits)]
        key, _, value = line.rstrip(b"\n").partition(b"=")
        found[key.decode("utf-8", "replace")] = value.decode("utf-8", "surrogateescape")
        at += int(digits)
    return found


class _Extra:
    """What headers before a file say of it."""

    def __init__(self) -> None:
        self.all: dict[str, str] = {}
        self.one: dict[str, str] = {}

    def get(self, key: str) -> str | None:
        return self.one.get(key, self.all.get(key))

    def take(self, kind: bytes, data: bytes) -> None:
        if kind == b"x":
            self.one.update(_pax(data))
        elif kind == b"g":
            self.all.update(_pax(data))
        elif kind == b"L":
            self.one["path"] = data.rstrip(b"\0").decode("utf-8", "surrogateescape")


def _skip(stream: Stream, n: int) -> None:
    while n > 0:
        chunk = stream.read(min(n, 1 << 20))
        if not chunk:
            raise FormatError("this tar archive ends before its end: it was cut off", offset=stream.at)
        n -= len(chunk)


def _resume(stream: Stream, report: Callable[[str], None]) -> bytes:
    """Behind a header that is none: the next one that is, or nothing."""
    begin, passed = stream.at - BLOCK, BLOCK
    while True:
        block = stream.exactly(BLOCK)
        if len(block) < BLOCK or _header(block) is not None:
            report(f"{passed + (len(block) if len(block) < BLOCK else 0):,} bytes from byte {begin:,} on are no files: a damaged header")
            return block if len(block) == BLOCK else b""
        passed += BLOCK


def _size(info: Any, extra: _Extra) -> int:
    given = extra.get("size")
    return int(given) if given is not None and given.isdigit() else int(info.size)


def files(stream: Stream, report: Callable[[str], None]) -> Iterator[tuple[str, Stretch | str]]:
    """Of each file its name and its bytes, or why these are not to be had; folders are left out."""
    extra = _Extra()
    while True:
        block = stream.exactly(BLOCK)
        if not block.strip(b"\0"):
            if not block:
                report("this tar archive has no mark at its end: it may have been cut off")
            return  # the mark is zeros
        if len(block) < BLOCK:
            raise FormatError("this tar archive ends before its end: it was cut off", offset=stream.at)
        info = _header(block)
        if info is None:
            block = _resume(stream, report)
            if not block:
                return
            info = _header(block)
        size = _size(info, extra)
        if info.type in (b"x", b"g", b"L", b"K"):
            if size > HEADER_MOST:
                raise LimitError(f"a header of {size:,} bytes stands before a file in this tar archive", offset=stream.at)
            extra.take(info.type, stream.exactly(size))
            _skip(stream, -size % BLOCK)
            continue
        name = extra.get("path") or info.name
        is_sparse = info.type == b"S" or any(key.startswith("GNU.sparse") for key in extra.one)
        extra.one = {}
        if is_sparse or info.type in LINKS:
            yield name, LINKS[b"S" if is_sparse else info.type]
            size = 0 if info.type in (b"1", b"2", b"3", b"4", b"6") else size
            _skip(stream, size + -size % BLOCK)
            continue
        end = stream.at + size
        if info.type != b"5" and not name.endswith("/"):
            yield name, Stretch(stream, size)
        _skip(stream, end - stream.at + -size % BLOCK)
