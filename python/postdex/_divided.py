"""Sources of records that are too large to be held: read a piece at a time into the archive that is written, in which they are one source."""

from __future__ import annotations

import os

from . import _core, _inputs

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._building import Building
    from ._streams import Stream
    from ._types import When

SHARE = 64  # a source of records that has more bytes than one in so many of those that may be used is read in pieces
HEAD = 1 << 16  # enough to see what a source is
PIECE = 1 << 18
ANY = 1 << 62  # how large a record may be
ROWS = 1 << 12  # of somebody's own that are written together
TOLD = 1000  # records of a source that are listed when they cannot be read


def rest(building: Building, name: str, stream: Stream, path: str | None, url: str | None, captured: When, charset: str) -> bytes | None:
    """The bytes of a source that is to be held as a whole. None: it was taken in pieces, or is there already."""
    if building.full is None:
        return stream.rest()
    most = building.memory // SHARE
    head = stream.rest(most)
    if len(head) <= most or not _is_divided(building, head, charset, stream.is_text):
        return head + stream.rest()
    with _copied(head, stream) as file:
        return _Divided(building, name, file, stream.is_text, path, url, captured, charset).added()


def rest_of_file(building: Building, name: str, file: Any, path: str) -> bytes | None:
    """The same of a file that can be read anywhere, and is read from its beginning."""
    most = building.memory // SHARE
    file.seek(0)
    if building.full is None or os.fstat(file.fileno()).st_size <= most or not _is_divided(building, file.read(HEAD), "", False):
        file.seek(0)
        data: bytes = file.read()
        return data
    return _Divided(building, name, file, False, path, None, None, "").added()


def rest_of_rows(building: Building, name: str, rows: Any) -> bytes | None:
    """The same of rows, as the JSON lines that they are taken as."""
    import itertools
    import tempfile

    most = building.memory // SHARE
    with tempfile.SpooledTemporaryFile(max_size=most) as file:
        rows, n = iter(rows), 0

        def encode(number: int, row: Any) -> str:
            return _inputs.json_row(n + number, row)

        while some := list(itertools.islice(rows, ROWS)):
            file.write(_core.Builder.lines(some, encode))
            n += len(some)
        if file.tell() > most:
            return _Divided(building, name, file, True, None, None, None, "", are_rows=True).added()
        file.seek(0)
        return file.read()


def _is_divided(building: Building, head: bytes, charset: str, is_text: bool) -> bool:
    encoded = None if is_text else building.encoded(head[:HEAD], charset)
    return _core.Scanner(head[:HEAD] if encoded is None else encoded.begun(head[:HEAD]), ANY, 0).streams


def _copied(head: bytes, stream: Stream) -> Any:
    """All of a stream, as a file that can be read again."""
    import tempfile

    copy = tempfile.TemporaryFile()  # noqa: SIM115
    try:
        copy.write(head)
        while chunk := stream.read(PIECE):
            copy.write(chunk)
    except BaseException:
        copy.close()
        raise
    return copy


class _Divided:
    """A source that is taken in pieces."""

    def __init__(
        self, building: Building, name: str, file: Any, is_text: bool, path: str | None, url: str | None, captured: When, charset: str, are_rows: bool = False
    ) -> None:
        file.seek(0)
        head = file.read(HEAD)
        self._building, self._name, self._file, self._path = building, name, file, path
        self._are_rows = are_rows
        self._facts = (name, "", _inputs.day_number(_inputs.fact(building.captured, name))) if are_rows else (name, *building.facts(name, *building.saved_facts(head, url, captured)))
        self._encoded = None if is_text else building.encoded(self._sample(head), charset)
        self._head = head if self._encoded is None else self._encoded.begun(head)
        file.seek(0, os.SEEK_END)
        self._size = file.tell()
        self._n_pieces = 0  # that were written
        self._whole: _core.Builder | None = None  # what the dates of all pieces prove
        self._is_half = False  # a piece was closed that is not written yet, or not one with those before
        self._problems: list[tuple[int, int, str]] = []
        self._n_problems = 0

    def _sample(self, head: bytes) -> bytes:
        """What tells in which encoding it was written: where that begins with ASCII alone, with the first stretch that has more."""
        while head.isascii() and (more := self._file.read(1 << 20)):
            if not more.isascii():
                at = next(i for i, byte in enumerate(more) if byte > 127)
                head += more[max(at - HEAD // 2, 0) : at + HEAD // 2]
        return head[: head.rfind(b"\n") + 1] or head

    def added(self) -> bytes | None:
        building = self._building
        building._look(self._name)
        if self._name in building.named:
            building.write()  # what is compared with must be written
        last = building.builder.last_named(self._name) if building.replace else None  # which this one is put in the place of
        if any(self._is_same(number) for number in building.builder.alike(*self._facts, self._size) if last is None or number == last):
            return None
        if last is not None or not self._take():
            self._file.seek(0)
            data: bytes = self._file.read()
            return data
        return None

    def _is_same(self, number: int) -> bool:
        base = self._building.base
        if base is None:
            return False
        self._file.seek(0)
        at = 0
        while piece := self._file.read(PIECE):
            if base.source_bytes(number, at, at + len(piece)) != piece:
                return False
            at += len(piece)
        return bool(at == self._size)

    def _take(self) -> bool:
        """False: none of its records can be read."""
        try:
            return self._is_taken()
        except BaseException:
            if self._is_half:  # a commit would make sources of pieces
                self._building.forget()
            raise

    def _is_taken(self) -> bool:
        building = self._building
        if building.named and building.builder.weight(self._size) > building.memory:
            building.write()
        while (done := self._read()) is None:
            building.write()
        if not done:
            return False
        building.know(self._name, self._path, self._encoded)
        self._tell()
        building.names.append(self._name)
        if self._n_pieces == 0:
            building.named.add(self._name)
        else:
            building.builder.unite(self._n_pieces + 1)
            building.write()
        return True

    def _tell(self) -> None:
        building = self._building
        if self._are_rows:
            building.tell_empty(self._name, self._n_problems)
            return
        building.skipped += [(self._name, f"bytes {begin:,} to {end:,}: {why}") for begin, end, why in self._problems]
        if self._n_problems > len(self._problems):
            building.skipped.append((self._name, f"and {self._n_problems - len(self._problems):,} records more"))

    def _read(self) -> bool | None:
        """Reads it once. None: what waits beside it is to be written first; False: there is nothing that can be read."""
        building = self._building
        scanner = _core.Scanner(self._head, ANY, 0, keep=True)
        self._problems, self._n_problems = [], 0
        try:
            for piece, decoded in self._fed():
                if piece and scanner.weight and building.builder.weight(0) + scanner.weight > building.memory:
                    if building.named:
                        scanner.drop(building.builder)
                        return None
                    self._prove()
                    self._close(scanner)
                    building.write()
                    self._n_pieces += 1
                    self._is_half = False
                scanner.feed(piece, not piece, decoded)
                self._add(scanner)
            if self._n_pieces == 0 and self._n_problems and not scanner.weight:
                scanner.drop(building.builder)
                return False
            if self._n_pieces:
                self._prove()
            self._close(scanner)
        except BaseException as error:
            if not self._is_half:
                self._undo(scanner, error)
            raise
        return True

    def _fed(self) -> Iterator[tuple[bytes, tuple[bytes, int, bytes] | None]]:
        self._file.seek(0)
        n = max(min(PIECE, self._building.memory // SHARE), 1 << 12)
        pieces = None if self._encoded is None else self._encoded.pieces(self._file)
        piece = b"any"
        while piece:
            piece, decoded = (self._file.read(n), None) if pieces is None else pieces.read(n)
            yield piece, decoded

    def _prove(self) -> None:
        """In which order days and months stand is told by all of its dates, before any of them is read: for that it is read once more, when it turns out to be several pieces."""
        building = self._building
        if self._whole is None:
            at, whole = self._file.tell(), building.empty_builder()
            scanner = _core.Scanner(self._head, ANY, 0, keep=True)
            for piece, decoded in self._fed():
                scanner.feed(piece, not piece, decoded)
                while not isinstance(scanner.add(whole), bool):
                    pass
                if scanner.weight > building.memory // SHARE:
                    scanner.prove(whole)
            scanner.prove(whole)
            self._file.seek(at)
            self._whole = whole
        building.builder.prove(self._whole)

    def _add(self, scanner: _core.Scanner) -> None:
        while (what := scanner.add(self._building.builder)) is not True and what is not False:
            self._n_problems += 1
            if len(self._problems) < TOLD:
                self._problems.append(what)

    def _close(self, scanner: _core.Scanner) -> None:
        self._is_half = True
        scanner.close(self._building.builder, *self._facts)

    def _undo(self, scanner: _core.Scanner, error: BaseException) -> None:
        """It is not there: what was written of it goes with the commit, like a source in whose place another comes."""
        building = self._building
        scanner.drop(building.builder)
        self._is_half = self._n_pieces > 0
        if not self._is_half or not isinstance(error, Exception):
            return
        building.builder.unite(self._n_pieces)
        building.write()
        building.builder.take_out_last(self._name)
        self._is_half = False
