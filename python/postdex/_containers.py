"""What stands in a file, as sources: the file itself, what gzip and its like have made smaller, or the files of a zip or tar archive, nested.

A file in an archive is called ``archive.zip!path/inside``; what is only compressed has the name of its file. Names are only names: nothing is ever
written where they say, nor read from there.
"""

from __future__ import annotations

import os

from . import _files
from ._crawls import is_crawl
from ._crawls import pages as crawl_pages
from ._display import counted
from ._errors import Error, FileError, FormatError, LimitError
from ._limits import NONE, Budget, check_ratio
from ._streams import CHUNK, Decompressed, Stream, compression_of
from ._tar import files as tar_files
from ._tar import is_tar

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import IO, Any

    from ._limits import Limits
    from ._types import Report

HEAD = 512
CRAWL_HEAD = 16
SPOOL = 1 << 24
ENCRYPTED = 1
MAIL_MARKS = (b"message-id:", b"mime-version:", b"received:", b"return-path:", b"delivered-to:", b"snapshot-content-location:", b"in-reply-to:")
RECORDS = "archive/"  # of a crawl in a package
SAVED = "it is a saved archive, whose files say nothing alone: unpack it, and open the folder"


class Found:
    """A source: its name and its bytes, to be read before the next one is asked for; its address, the day it was captured and its encoding, where what it stands in says so."""

    __slots__ = ("captured", "charset", "name", "stream", "url")

    def __init__(self, name: str, stream: Stream, url: str | None = None, captured: str | None = None, charset: str = "") -> None:
        self.name, self.stream, self.url, self.captured, self.charset = name, stream, url, captured, charset


def is_container(head: bytes) -> bool:
    """Whether a file that begins so stands for others."""
    return compression_of(head) is not None or _is_zip(head) or is_tar(head) or is_crawl(head) or is_mail(head)


def is_mail(head: bytes) -> bool:
    """Whether a file that begins so is mail."""
    begun = head.lower()
    if not head.startswith(b"From ") and not any(mark in begun for mark in MAIL_MARKS):
        return False
    from ._mail import is_mail as is_it

    return is_it(head)


def _is_package(names: list[str]) -> bool:
    """Whether these are the files of a crawl that is packed with its indexes (WACZ): its pages stand in its records, and nowhere else."""
    return "datapackage.json" in names and any(name.startswith(RECORDS) and ".warc" in name for name in names)


# What programs of offices pack: by a file that each has, and what to do.
_OFFICE = {
    "word/document.xml": "a document of Word: save it as a page of HTML, or as plain text",
    "xl/workbook.xml": "a workbook of Excel: save each sheet as CSV, with a first row of names",
    "ppt/presentation.xml": "slides of PowerPoint: save their outline as text",
}


def _is_book(names: list[str]) -> bool:
    """Whether these are the files of a book (EPUB): its chapters are pages of HTML."""
    return "mimetype" in names and "META-INF/container.xml" in names


def _refuse_office(names: list[str]) -> None:
    """What an office packs is no archive of posts."""
    for name, told_of_it in _OFFICE.items():
        if name in names:
            raise FormatError(f"this is {told_of_it}")
    if "mimetype" in names and "content.xml" in names:
        raise FormatError("this is a document of OpenOffice or LibreOffice: save a text as a page of HTML or as plain text, a table as CSV")


def _saved_in(names: Iterable[str]) -> set[str]:
    """The folders that are saved archives (csrc/archive/FORMAT.md), by the names of their files."""
    found = set()
    for name in names:
        folder, _, file = name.rpartition("/")
        kind, _, number = file.partition("-")
        if kind in ("posts", "texts", "words", "gone") and len(number) == 16 and not number.strip("0123456789abcdef"):
            found.add(folder)
    return found


def _is_zip(head: bytes) -> bool:
    return head.startswith((b"PK\x03\x04", b"PK\x05\x06"))


class _Walk:
    """One file with all that stands in it."""

    def __init__(self, budget: Budget, report: Report) -> None:
        self.budget, self.report = budget, report
        self._names: set[str] = set()
        self._saved: set[str] = set()  # what is told of already

    def _is_saved(self, outer: str, inner: str, saved: set[str]) -> bool:
        """Whether a file stands in a saved archive, of which is told once."""
        folder = inner.rpartition("/")[0]
        if folder not in saved:
            return False
        name = f"{outer}!{folder or '*'}"
        if name not in self._saved:
            self._saved.add(name)
            self.report(name, SAVED)
        return True

    def _name(self, outer: str, inner: str) -> str:
        """A name that nothing else in the file has."""
        name, n = f"{outer}!{inner}", 1
        while name in self._names:
            n += 1
            name = f"{outer}!{inner}@{n}"
        self._names.add(name)
        return name

    def walk(self, name: str, stream: Stream, depth: int) -> Iterator[Found]:
        head = stream.peek(HEAD)
        kind = compression_of(head)
        if kind is not None:
            self.budget.enter(depth + 1)
            inner = Decompressed(stream, kind, self.budget, lambda reason: self.report(name, reason))
            made = Stream(inner)
            if is_crawl(made.peek(CRAWL_HEAD)):  # no more: what is damaged behind it is a crawl's to pass over
                yield from self._crawl(name, made, inner)
            else:
                yield from self.walk(name, made, depth + 1)
        elif _is_zip(head):
            self.budget.enter(depth + 1)
            yield from self._zip(name, stream, depth + 1)
        elif is_tar(head):
            self.budget.enter(depth + 1)
            yield from self._tar(name, stream, depth + 1)
        elif is_crawl(head):
            yield from self._crawl(name, stream, None)
        elif is_mail(head):
            yield from self._mail(name, stream)
        else:
            yield Found(name, stream)

    def _named(self, name: str, inner: str, stream: Stream, depth: int) -> Iterator[Found]:
        """What nobody named himself."""
        try:
            is_program = _files.is_program(inner, lambda: stream.peek(_files.HEAD))
        except (FormatError, LimitError) as error:
            self.report(name, told(error))
            return
        if is_program:
            self.report(name, _files.PROGRAM)
        else:
            yield from self._member(name, stream, depth)

    def _member(self, name: str, stream: Stream, depth: int) -> Iterator[Found]:
        try:
            yield from self.walk(name, stream, depth)
        except (FormatError, LimitError) as error:
            self.report(name, told(error))

    def _crawl(self, outer: str, stream: Stream, compressed: Decompressed | None) -> Iterator[Found]:
        import io

        for page in crawl_pages(outer, stream, compressed, self.budget, self.report):
            yield Found(f"{outer}!{page.place}", Stream(io.BytesIO(page.data)), page.url, page.captured, page.charset)

    def _mail(self, outer: str, stream: Stream) -> Iterator[Found]:
        import io

        from ._mail import pieces

        for piece in pieces(outer, stream, self.budget, self.report):
            yield Found(f"{outer}!{piece.place}", Stream(io.BytesIO(piece.data)), piece.url, piece.captured, piece.charset)

    def _tar(self, outer: str, stream: Stream, depth: int) -> Iterator[Found]:
        saved: set[str] = set()  # as far as it was read
        for inner, file in tar_files(stream, lambda reason: self.report(outer, reason)):
            self.budget.count()
            saved |= _saved_in([inner])
            if is_hidden(inner) or self._is_saved(outer, inner, saved):
                continue
            name = self._name(outer, inner)
            if isinstance(file, str):
                self.report(name, f"{file}, and no file")
            else:
                yield from self._named(name, inner, Stream(file), depth)

    def _zip(self, outer: str, stream: Stream, depth: int) -> Iterator[Found]:
        import zipfile

        with _seekable(stream, self.budget) as file:
            try:
                archive = zipfile.ZipFile(file)
            except (zipfile.BadZipFile, NotImplementedError, ValueError, EOFError, OSError) as error:
                raise FormatError(f"damaged zip: {error}") from error
            with archive:
                beside, names = 0, archive.namelist()
                is_package, is_book, saved = _is_package(names), _is_book(names), _saved_in(names)
                _refuse_office(names)
                for info in archive.infolist():
                    self.budget.count()
                    if info.is_dir() or is_hidden(info.filename) or self._is_saved(outer, info.filename, saved):
                        continue
                    if (is_package and not info.filename.startswith(RECORDS)) or (is_book and not info.filename.lower().endswith(_files.PAGES)):
                        beside += 1
                        continue
                    name = self._name(outer, info.filename)
                    if info.flag_bits & ENCRYPTED:
                        self.report(name, "it is encrypted: unpack it with its password first")
                        continue
                    yield from self._named(name, info.filename, Stream(_ZipMember(archive, info, self.budget)), depth)
                if beside:
                    rest = "the book's chapters: what it is, what it holds, styles, pictures" if is_book else "the crawl's records: what it is, lists of its pages, indexes, logs"
                    self.report(f"{outer}!*", f"{counted(beside, 'file')} beside {rest}")


class _ZipMember:
    """The bytes of one file of a zip archive."""

    def __init__(self, archive: Any, info: Any, budget: Budget) -> None:
        self._archive, self._info, self._budget = archive, info, budget
        self._file: Any = None
        self._given = 0

    def read(self, n: int, /) -> bytes:
        import zipfile
        import zlib

        broken: tuple[type[Exception], ...] = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError, *_lzma_errors())
        try:
            if self._file is None:
                self._file = self._archive.open(self._info)
            chunk: bytes = self._file.read(min(n, CHUNK))
        except broken as error:
            if isinstance(error, Error):
                raise
            raise FormatError(f"damaged in its zip archive: {str(error) or type(error).__name__}", offset=self._info.header_offset) from error
        self._given += len(chunk)
        self._budget.give(len(chunk))
        check_ratio(self._given, max(self._info.compress_size, 1), self._budget.limits)
        return chunk


def _lzma_errors() -> tuple[type[Exception], ...]:
    try:
        import lzma
    except ImportError:
        return ()
    return (lzma.LZMAError,)


def _seekable(stream: Stream, budget: Budget) -> Any:
    """A zip archive is read from its end: what cannot go there is copied, to a temporary file when it is large."""
    import contextlib
    import tempfile

    file: Any = stream.file
    if _goes_back(stream):
        file.seek(0, os.SEEK_END)
        budget.taken = max(budget.taken, file.tell())
        return contextlib.nullcontext(file)
    copy = tempfile.SpooledTemporaryFile(max_size=SPOOL)  # noqa: SIM115
    try:
        while chunk := stream.read(CHUNK):
            copy.write(chunk)
        copy.seek(0)
    except BaseException:
        copy.close()
        raise
    return copy


def _goes_back(stream: Stream) -> bool:
    """Whether this is a file of bytes that can be read anywhere, and of which nothing was taken but what was looked at."""
    import io

    file: Any = stream.file
    return isinstance(file, (io.RawIOBase, io.BufferedIOBase)) and file.seekable() and stream.is_untouched()


def is_hidden(name: str) -> bool:
    """As in a folder, what begins with a dot is left out, and so is what macOS puts beside files."""
    return any(part.startswith(".") and part not in (".", "..") for part in name.replace("\\", "/").split("/")) or name.startswith("__MACOSX/")


def told(error: Error) -> str:
    """A reason with its place."""
    return error.message if error.offset is None else f"{error.message} (byte {error.offset:,})"


def walk(name: str, file: Any, limits: Limits | None, report: Report) -> Iterator[Found]:
    """The sources of a file, or of a file object, that is called so. What cannot be read in it is reported, and the rest read; `FormatError` or `LimitError` where
    the file itself is damaged, or holds too much, from some place on. Reading a source may raise them too, and says nothing of those behind it.
    """
    budget = Budget(limits)
    yield from _Walk(budget, report).walk(name, Stream(file, budget), 0)


def opened(path: str | os.PathLike[str]) -> IO[bytes]:
    """A file to read from."""
    try:
        return open(path, "rb", buffering=0)
    except OSError as error:
        raise _files.file_error(error, path) from error


def _nothing(_name: str, _reason: str) -> None: ...


class Rereader:
    """Finds sources again by their names, in the files that they were read from; fastest in the order in which they stand there."""

    def __init__(self) -> None:
        self._path: str | None = None
        self._file: Any = None
        self._found: Iterator[Found] = iter(())

    def _begin(self, path: str) -> None:
        self.close()
        self._file, self._path = opened(path), path
        self._found = walk(path, self._file, NONE, _nothing)

    def read(self, path: str, name: str, most: int | None = None, begin: int | None = None) -> bytes | None:
        """The bytes of the source, or some more than `most` of them, or just `most` from `begin` on; None: the file has none of this name any more."""
        if not name.startswith(f"{path}!"):
            name = path  # a file, whatever the source is called
        if self._path == path and (data := self._search(name, most, begin)) is not None:
            return data
        self._begin(path)
        return self._search(name, most, begin)

    def _search(self, name: str, most: int | None, begin: int | None) -> bytes | None:
        try:
            for found in self._found:
                if found.name == name:
                    if begin is None or most is None:
                        return found.stream.rest(most)
                    while found.stream.at < begin and found.stream.read(min(CHUNK, begin - found.stream.at)):
                        pass
                    return found.stream.exactly(most)
        except (FormatError, LimitError):  # from here on it is damaged
            pass
        except OSError as error:
            raise _files.file_error(error, self._path) from error
        return None

    def close(self) -> None:
        if self._file is not None:
            self._file.close()
        self._path = self._file = None
        self._found = iter(())


def _at_place(path: str, name: str) -> bytes | None:
    """Of a page of a crawl, from where its record begins."""
    place, plus, behind = name[len(path) :].removeprefix("!@").partition("+")
    if not name.startswith(f"{path}!@") or not place.isdigit() or (plus and not behind.isdigit()):
        return None
    with opened(path) as file:
        try:
            file.seek(int(place))
            for found in _Walk(Budget(NONE), _nothing).walk(path, Stream(file, at=int(place)), 0):
                if found.name == name:
                    return found.stream.rest()
                if not plus:
                    break
        except (FormatError, LimitError):  # then it is looked for from the beginning
            pass
        except (OSError, OverflowError) as error:
            raise _files.file_error(error, path) if isinstance(error, OSError) else FileError("there is no such place in this file", path=name) from error
    return None


def read_again(path: str, name: str, most: int | None = None, begin: int | None = None, encoding: str | None = None) -> bytes:
    """The bytes of a source that was read from this file, or so many of them from `begin` on; of one in another encoding those of its text in UTF-8."""
    if encoding is not None:
        from . import _encodings

        data = _encodings.to_utf8(read_again(path, name), encoding)
        return data if begin is None or most is None else data[begin : begin + most]
    if begin is None and (page := _at_place(path, name)) is not None:
        return page
    reader = Rereader()
    try:
        found = reader.read(path, name, most, begin)
    finally:
        reader.close()
    if found is None:
        raise FileError("this source is not in its file any more, or the file is damaged", path=name)
    return found
