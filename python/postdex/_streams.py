"""Bytes that come in chunks: from files, from file objects that cannot go back, and from what gzip, bzip2, xz and zstd have made of them."""

from __future__ import annotations

from ._errors import FormatError, LimitError
from ._limits import FREE, check_ratio

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._limits import Budget
    from ._types import Readable


CHUNK = 1 << 16
LARGE = 1 << 24
MADE_MOST = 1 << 20  # in one step, so that limits are looked at in between
STEP = CHUNK // 4  # of what is compressed, in one
TOGETHER = 1 << 17  # of what small members make


class Stream:
    """A source of bytes whose next ones can be looked at without taking them. `at` counts those that were taken."""

    def __init__(self, file: Readable, budget: Budget | None = None, at: int = 0) -> None:
        self.file = file  # what has no read-ahead of its own that anybody else looks at
        self.at = at
        self._budget = budget  # whose `taken` these bytes are
        self._ahead = b""
        self.is_text = False  # what came was text, which is UTF-8 here

    def _more(self, n: int) -> bytes:
        chunk = self.file.read(n)
        if isinstance(chunk, str):
            self.is_text = True
            chunk = chunk.encode("utf-8", "surrogatepass")
        chunk = bytes(chunk or b"")
        if self._budget is not None:
            self._budget.taken += len(chunk)
        return chunk

    def is_untouched(self) -> bool:
        """Whether nothing was taken, here or before, of a file that knows its place."""
        place: int = self.file.tell()  # type: ignore[attr-defined]
        return self.at == 0 and place == len(self._ahead)

    def peek(self, n: int) -> bytes:
        """The next n bytes, or as many as there are."""
        while len(self._ahead) < n:
            chunk = self._more(max(n - len(self._ahead), 1))
            if not chunk:
                break
            self._ahead += chunk
        return self._ahead[:n]

    def read(self, n: int) -> bytes:
        """At most n bytes; none at the end."""
        if self._ahead:
            chunk, self._ahead = self._ahead[:n], self._ahead[n:]
        else:
            chunk = self._more(n)
            if len(chunk) > n:  # text, whose characters are several bytes
                chunk, self._ahead = chunk[:n], chunk[n:]
        self.at += len(chunk)
        return chunk

    def exactly(self, n: int) -> bytes:
        """n bytes, or fewer at the end."""
        chunk = self.read(n)
        if len(chunk) == n or not chunk:
            return chunk
        chunks, got = [chunk], len(chunk)
        while got < n:
            chunk = self.read(n - got)
            if not chunk:
                break
            chunks.append(chunk)
            got += len(chunk)
        return b"".join(chunks)

    def rest(self, most: int | None = None) -> bytes:
        """All that is left, or not much more than `most`."""
        chunks: list[bytes] = []
        got = 0
        while most is None or got <= most:
            chunk = self.read(LARGE if most is None else CHUNK)
            if not chunk:
                break
            chunks.append(chunk)
            got += len(chunk)
        return chunks[0] if len(chunks) == 1 else b"".join(chunks)

    def drain(self) -> None:
        while self.read(CHUNK):
            pass


class Stretch:
    """The next n bytes of another stream, as one of their own."""

    def __init__(self, stream: Stream, n: int) -> None:
        self._stream, self.left = stream, n

    def read(self, n: int, /) -> bytes:
        chunk = self._stream.read(min(n, self.left)) if self.left else b""
        if not chunk and self.left:
            raise FormatError(f"this ends {self.left:,} bytes before its end")
        self.left -= len(chunk)
        return chunk


_inflater: Any = None


def inflater() -> Any:
    """The module that undoes deflate: isal is twice as fast where somebody has installed it. Looked for once: looking for what is not there takes as long as a record."""
    global _inflater
    if _inflater is None:
        try:
            from isal import isal_zlib  # type: ignore[import-not-found]

            _inflater = isal_zlib
        except ImportError:
            import zlib

            _inflater = zlib
    return _inflater


GZIP = 31  # with a head and a sum


class _Gzip:
    def __init__(self, begun: Any = None) -> None:
        module = inflater()
        self._made = module.decompressobj(GZIP) if begun is None else begun
        self.errors = (module.error,)

    def decompress(self, data: Any, most: int) -> bytes:
        made: bytes = self._made.decompress(data, most)
        return made

    @property
    def eof(self) -> bool:
        return bool(self._made.eof)

    @property
    def left(self) -> bytes:
        left: bytes = self._made.unused_data if self._made.eof else self._made.unconsumed_tail
        return left


class _Keeping:
    """Of the interpreter's other decompressors, which keep what they have not used."""

    def __init__(self, made: Any, errors: tuple[type[Exception], ...]) -> None:
        self._made, self.errors = made, errors

    def decompress(self, data: Any, most: int) -> bytes:
        made: bytes = self._made.decompress(data, most)
        return made

    @property
    def eof(self) -> bool:
        return bool(self._made.eof)

    @property
    def left(self) -> bytes:
        """Of what it was given, at any time."""
        left: bytes = self._made.unused_data if self._made.eof else b""
        return left

    @property
    def needs_input(self) -> bool:
        return bool(self._made.needs_input)


def _bzip2() -> Any:
    import bz2

    return _Keeping(bz2.BZ2Decompressor(), (OSError, ValueError))


def _xz() -> Any:
    import lzma

    return _Keeping(lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=1 << 28), (lzma.LZMAError, EOFError))


def _zstd() -> Any:
    from compression import zstd  # type: ignore[import-not-found]

    return _Keeping(zstd.ZstdDecompressor(), (zstd.ZstdError, EOFError))


def _has_zstd() -> bool:
    import importlib.util

    try:
        return importlib.util.find_spec("compression.zstd") is not None
    except ModuleNotFoundError:
        return False


COMPRESSIONS: dict[str, tuple[Callable[[], Any], tuple[bytes, ...]]] = {
    "gzip": (_Gzip, (b"\x1f\x8b\x08",)),
    "bzip2": (_bzip2, tuple(b"BZh%c" % level + magic for level in b"123456789" for magic in (b"1AY&SY", b"\x17rE8P\x90"))),
    "xz": (_xz, (b"\xfd7zXZ\0",)),
    "zstd": (_zstd, (b"\x28\xb5\x2f\xfd",)),
}


def compression_of(head: bytes) -> str | None:
    """With what these first bytes were made smaller, if they were."""
    for name, (_, begins) in COMPRESSIONS.items():
        if head.startswith(begins):
            return name if name != "zstd" or _has_zstd() else None
    return None


class Decompressed:
    """What a compressed stream holds: all its members, one behind the other, as one stream. Zeros behind the last one are padding; `report` is told of
    anything else there.

    With `resume` a member that is damaged is told of with its offset, too, and reading goes on with the next one: for records that are compressed one by one.
    `members` has a pair (offset here, offset in the compressed stream) for each member that began, until somebody takes it away.
    """

    def __init__(self, stream: Stream, kind: str, budget: Budget, report: Callable[[str], None], resume: Callable[[int, str], None] | None = None) -> None:
        self._stream, self._kind, self._budget = stream, kind, budget
        self._make, self._begins = COMPRESSIONS[kind]
        self._report, self.resume = report, resume
        self.given = 0
        self.members: list[tuple[int, int]] = []
        self._begin = self._member_begin = stream.at
        self._buffer = b""  # what was taken from the stream, from `_at` on not used yet
        self._at = 0
        self._one: Any = None

    def _where(self) -> int:
        """The offset of what comes next in the compressed stream."""
        return self._stream.at - len(self._buffer) + self._at

    def _fill(self) -> bool:
        if self._at < len(self._buffer):
            return True
        self._buffer, self._at = self._stream.read(CHUNK), 0
        return bool(self._buffer)

    def _next_member(self) -> bool:
        """Begins the next member, if there is one."""
        head = self._buffer[self._at : self._at + 16]
        if len(head) < 16:
            self._buffer = self._buffer[self._at :] + self._stream.exactly(CHUNK)
            self._at = 0
            head = self._buffer[:16]
        if not head:
            return False
        if not head.startswith(self._begins):
            return self._skip_junk()
        self._member_begin = self._where()
        self.members.append((self.given, self._member_begin))
        self._one = self._make()
        return True

    def _find_member(self) -> bool:
        """Goes to the next thing that looks like the beginning of a member, or to the end; says whether all that is passed is zeros."""
        begin, is_padding = self._begins[0], True
        while self._fill():
            found = self._buffer.find(begin, self._at)
            end = found if found >= 0 else max(len(self._buffer) - len(begin) + 1, self._at)
            is_padding = is_padding and not self._buffer[self._at : end].strip(b"\0")
            self._at = end
            if found >= 0:
                break
            more = self._stream.read(CHUNK)
            self._buffer, self._at = self._buffer[end:] + more, 0  # it may begin in the last bytes
            if not more:
                is_padding = is_padding and not self._buffer.strip(b"\0")
                self._at = len(self._buffer)
        return is_padding

    def _skip_junk(self) -> bool:
        """What follows is no member: nothing but zeros, or told of; with `resume` the next one is looked for."""
        begin = self._where()
        if self.resume is not None:
            is_padding = self._find_member()
            if not is_padding:
                self.resume(begin, f"{self._where() - begin:,} bytes that are no {self._kind}")
            return self._fill() and self._next_member()
        is_padding = True
        while self._fill():
            is_padding = is_padding and not self._buffer[self._at :].strip(b"\0")
            self._at = len(self._buffer)
        if not is_padding:
            self._report(f"{self._where() - begin:,} bytes that are no {self._kind}, from byte {begin:,} on, stand behind its end")
        return False

    def _pass_over(self, begin: int, reason: str) -> None:
        """The member that began there is damaged: goes on at the next thing that looks like one."""
        if self.resume is None:
            raise FormatError(reason, offset=begin)
        self._one = None
        if self._where() == begin:
            self._at += 1
        self._find_member()
        self.resume(begin, f"{reason}; {self._where() - begin:,} bytes are passed over")

    def _has_room(self, n: int) -> bool:
        """Whether so many bytes more are within all limits, however few come in: it need not be asked after each member."""
        limits = self._budget.limits
        return self._budget.has_room(n) and self.given + n <= max(FREE, limits.ratio * max(self._where() - self._begin, 1))

    def _small_members(self) -> bytes:
        """What the next members of gzip make that stand in what was read, some together: a record of a crawl is a member, and asking for each takes longer than it does.
        One that is longer is begun; one that is damaged is left to who tells of it.
        """
        module, begin, buffer, at = inflater(), self._begins[0], self._buffer, self._at
        if not buffer.startswith(begin, at) or not self._has_room(TOGETHER + MADE_MOST):
            return b""
        make, errors, view, members, base = module.decompressobj, (module.error, MemoryError), memoryview(buffer), self.members, self._stream.at - len(buffer)
        given, most = self.given, self.given + TOGETHER
        made = []
        while given < most and buffer.startswith(begin, at):
            part, one = view[at : at + STEP], make(GZIP)
            try:
                chunk = one.decompress(part, MADE_MOST)
            except errors:
                break
            members.append((given, base + at))
            made.append(chunk)
            given += len(chunk)
            if not one.eof:
                self._one, self._member_begin = _Gzip(one), base + at
                at += len(part) - len(one.unconsumed_tail)
                break
            at += len(part) - len(one.unused_data)
        self._at = at
        self._budget.give(given - self.given)
        self.given = given
        return b"".join(made)

    def read(self, n: int, /) -> bytes:
        while True:
            if self._one is None and self._kind == "gzip" and (made := self._small_members()):
                return made
            if self._one is None and not self._next_member():
                return b""
            if made := self._step(n, self._member_begin):
                self.given += len(made)
                self._budget.give(len(made))
                check_ratio(self.given, max(self._where() - self._begin, 1), self._budget.limits)
                return made

    def _step(self, n: int, begin: int) -> bytes:
        one = self._one
        waits = getattr(one, "needs_input", True)
        at_end = waits and not self._fill()
        data = memoryview(self._buffer)[self._at : self._at + STEP] if waits else b""
        try:
            made: bytes = one.decompress(data, min(max(n, 1), MADE_MOST))
        except one.errors as error:
            self._pass_over(begin, f"damaged {self._kind}: {error}")
            return b""
        except MemoryError as error:
            raise LimitError(f"this {self._kind} needs more memory than it may have", offset=begin) from error
        self._at += len(data) - len(one.left)
        if one.eof:
            self._one = None
        elif at_end and not made:
            self._pass_over(begin, f"this {self._kind} ends before its end: it was cut off")
        return made
