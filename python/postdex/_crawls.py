"""The pages in WARC, ARC and WET files: answers that succeeded, resources, conversions; what else stands there is counted, what is damaged told of."""

from __future__ import annotations

import io

from . import _core
from ._display import counted
from ._errors import FormatError, LimitError, MissingPackageError
from ._limits import check_ratio
from ._streams import COMPRESSIONS, MADE_MOST, Decompressed, Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import Any

    from ._limits import Budget

BEGINS = (b"WARC/0.", b"WARC/1.", b"filedesc://")


def is_crawl(head: bytes) -> bool:
    return head.startswith(BEGINS)


class Page:
    """A page as a crawl has it."""

    __slots__ = ("captured", "charset", "data", "place", "url")

    def __init__(self, place: str, data: bytes, url: str, captured: str | None, charset: str) -> None:
        self.place, self.data, self.url, self.captured, self.charset = place, data, url, captured, charset


class Places:
    """Where records stand in the file: at a byte, or, where records are not compressed one by one, so many bytes behind one when it is decompressed."""

    def __init__(self, begin: int, compressed: Decompressed | None) -> None:
        self._begin, self._compressed = begin, compressed
        self._members: list[tuple[int, int]] = []
        self._first = 0

    def marks(self) -> list[tuple[int, int]]:
        """The members that began since this was asked."""
        if self._compressed is None or not self._compressed.members:
            return []
        found = self._compressed.members[:]
        self._compressed.members.clear()
        self._members += found
        return found

    def pass_to(self, at: int) -> None:
        """What stands before is not asked for any more."""
        members, first = self._members, self._first
        while first + 1 < len(members) and members[first + 1][0] <= at:
            first += 1
        if first > 1000:
            del members[:first]
            first = 0
        self._first = first

    def of(self, at: int) -> str:
        if self._compressed is None:
            return f"@{self._begin + at}"
        self.pass_to(at)
        here, there = self._members[self._first]
        return f"@{there}" if here == at else f"@{there}+{at - here}"


def _day(date: str) -> str | None:
    """The day of a record: 2013-05-02T..., or 20130502... in ARC files."""
    import datetime

    if date[:8].isdigit():
        date = f"{date[:4]}-{date[4:6]}-{date[6:8]}"
    try:
        return datetime.date.fromisoformat(date[:10]).isoformat()
    except ValueError:
        return None


def _brotli() -> Any:
    for name in ("brotli", "brotlicffi"):
        try:
            return __import__(name)
        except ImportError:
            continue
    raise MissingPackageError("it was compressed with brotli: install the package brotli to read it")


def _inflate(data: bytes, bits: int, budget: Budget) -> bytes:
    import zlib

    made, chunks, given = zlib.decompressobj(bits), [], 0
    try:
        while data and not made.eof:
            chunk = made.decompress(data, MADE_MOST)
            data = made.unconsumed_tail
            given += len(chunk)
            _count(len(chunk), given, budget)
            chunks.append(chunk)
    except zlib.error as error:
        raise FormatError(f"damaged deflate: {error}") from error
    if not made.eof:
        raise FormatError("this deflate ends before its end: it was cut off")
    return b"".join(chunks)


def _count(n: int, given: int, budget: Budget) -> None:
    budget.give(n)
    if given > budget.limits.record:
        raise LimitError("it is larger than records may be: Limits(record=...) says how large")


def _deflate(data: bytes, budget: Budget) -> bytes:
    try:
        return _inflate(data, 15, budget)
    except FormatError:
        return _inflate(data, -15, budget)  # as some servers do it


def _stream(data: bytes, kind: str, budget: Budget) -> bytes:
    """Of the compressions that files have, too. What does not begin so was stored as it was before."""
    if not data.startswith(COMPRESSIONS[kind][1]):
        return data
    made = Decompressed(Stream(io.BytesIO(data)), kind, budget, lambda _reason: None)
    chunks, given = [], 0
    while chunk := made.read(MADE_MOST):
        given += len(chunk)
        check_ratio(given, len(data), budget.limits)
        if given > budget.limits.record:
            raise LimitError("it is larger than records may be: Limits(record=...) says how large")
        chunks.append(chunk)
    return b"".join(chunks)


def _unbrotli(data: bytes, budget: Budget) -> bytes:
    brotli = _brotli()
    made, chunks, given = brotli.Decompressor(), [], 0
    step = getattr(made, "process", None) or made.decompress
    try:
        for at in range(0, len(data), 4096):
            chunk = step(data[at : at + 4096])
            given += len(chunk)
            _count(len(chunk), given, budget)
            chunks.append(chunk)
    except brotli.error as error:
        raise FormatError(f"damaged brotli: {error}") from error
    return b"".join(chunks)


def _decoded(data: bytes, coding: str, budget: Budget) -> bytes:
    """A payload as it was before it was made smaller on its way."""
    for word in reversed([word.strip().lower() for word in coding.split(",")]):
        if word in ("", "identity", "none", "utf-8"):
            continue
        if word in ("gzip", "x-gzip"):
            data = _stream(data, "gzip", budget)
        elif word == "deflate":
            data = _deflate(data, budget)
        elif word == "br":
            data = _unbrotli(data, budget)
        elif word == "zstd":
            data = _stream(data, "zstd", budget)
        else:
            raise FormatError(f"its content encoding {word!r} is not known")
    return data


def _what(kind: str, media: str, status: int) -> str:
    """Of a record without a page, for the count."""
    if kind not in ("response", "resource", "conversion"):
        return kind or "nameless"
    return f"{kind} with status {status}" if status and not 200 <= status < 300 else f"{kind} of {media or 'no type'}"


def pages(name: str, stream: Stream, compressed: Decompressed | None, budget: Budget, report: Callable[[str, str], None]) -> Iterator[Page]:
    """The pages of a crawl that is called so."""
    reader = _core.WebReader(min(budget.limits.record, 1 << 62))
    places = Places(stream.at, compressed)
    if compressed is not None:
        compressed.resume = lambda at, reason: report(f"{name}!@{at}", reason)
    others: dict[str, int] = {}
    days: dict[str, str | None] = {}
    while True:
        chunk = stream.read(MADE_MOST)
        for here, _ in places.marks():
            reader.mark(here)
        begin = 0
        for row in reader.feed(chunk, not chunk):
            begin, end, damage = row[0], row[1], row[-1]
            if len(row) == 3:
                report(f"{name}!{places.of(begin)}", f"{end - begin:,} bytes: {damage}")
                continue
            if damage is not None:
                report(f"{name}!{places.of(begin)}", damage)
            if len(row) == 6:
                what = _what(row[2], row[3], row[4])
                others[what] = others.get(what, 0) + 1
                continue
            _, _, url, date, charset, coding, data, _ = row
            if url.partition("://")[2].partition("/")[2] == "robots.txt":
                others["answer to robots.txt"] = others.get("answer to robots.txt", 0) + 1
                continue
            place = places.of(begin)
            try:
                if coding:
                    data = _decoded(data, coding, budget)
            except (FormatError, LimitError, MissingPackageError) as error:
                report(f"{name}!{place}", error.message)
                continue
            if (said := date[:10]) not in days:
                days = {said: _day(said)}
            yield Page(place, data, url, days[said], charset)
        places.pass_to(begin)
        if not chunk:
            break
    if others:
        kinds = ", ".join(f"{count:,} {what}" for what, count in sorted(others.items()))
        report(f"{name}!*", f"{counted(sum(others.values()), 'record')} without a page: {kinds}")
