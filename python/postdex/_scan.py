"""Posts of files of any size, one after the other, in bounded memory: `scan`."""

from __future__ import annotations

import operator
import os
import zlib

from . import _containers, _core, _files, _inputs, _saved
from ._building import Building
from ._errors import Error, FormatError, LimitError, UsageError, shown
from ._limits import Limits
from ._stem import stem
from ._streams import Stream

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator
    from typing import IO, Any

    from ._encodings import Encoded
    from ._post import Post
    from ._types import Captured, Path, Url

CHANGED = "this is not what was scanned: something else stands where the token says that scanning had got; scan it from its beginning"
TAIL = 64  # bytes of a record by which its end is known again
DIGITS = 18  # of a number in a token, at most
HEAD = 1 << 16  # enough to see what a source is
PIECE = 1 << 18
PAGES, PAGE_BYTES = 64, 1 << 19  # pages that are cut together


class _Batch:
    """Posts that were read together, and which of them was given last. `number`, in their source, of the first; None: they are told by where they end."""

    __slots__ = ("last", "name", "number", "posts", "rest")

    def __init__(self, name: str, posts: list[Post], number: int | None = None) -> None:
        self.name, self.number = name, number  # no name: each is a source of its own
        self.posts = posts
        self.rest: Iterator[Post] = iter(posts)
        self.last: Post | None = None

    def token(self) -> str:
        """Where the scan has got with the last one; empty before the first."""
        if self.last is None:
            return ""
        if not self.name:
            return f"1 {self.last.anchor.source}"
        if self.number is None:
            return f"{_behind(self.last)} {self.name}"
        return f"{self.number + len(self.posts) - 1 - operator.length_hint(self.rest)} {self.name}"


class _Token:
    """Where a scan had got: behind `at` bytes of a source, or posts of its pages. `tail`: how many bytes the last record ended with of which `crc` is told."""

    __slots__ = ("at", "crc", "name", "tail")

    def __init__(self, token: str) -> None:
        place, space, self.name = token.partition(" ")
        at, *tail = place.split(".")
        if not (space and all(each.isascii() and each.isdigit() and len(each) <= DIGITS for each in (at, *tail)) and len(tail) in (0, 2)):
            raise UsageError(f"after={shown(token)} is no token of a scan")
        self.at = int(at)
        self.tail, self.crc = map(int, tail or (0, 0))

    def check(self, end: bytes, size: int) -> None:
        """Refuses a source that is another one now: of which so many bytes are there up to that place, and which end so."""
        if size < self.at or (self.tail and zlib.crc32(end[len(end) - self.tail :]) != self.crc):
            raise UsageError(CHANGED, path=self.name)


def _behind(post: Post) -> str:
    """The place behind a record, and by what it is known again."""
    begin, end = post._record
    base = post._store.cache["base"]
    if post._store.cache["encodings"]:  # whose bytes are not those that were read
        return f"{end + base}"
    tail = post._store.source_bytes(0, max(begin, end - TAIL), end)
    return f"{end + base}.{len(tail)}.{zlib.crc32(tail)}"


def _posts(store: _core.Store) -> list[Post]:
    """The posts of what was read at once: they are part of no archive, so that their numbers say nothing."""
    store.cache["scanned"] = True
    posts: list[Post] = store.appearing()  # type: ignore[assignment]
    return posts


class Scan:
    """Posts of files, one after the other: an iterator, made by `scan`.

    `token` says where it has got, after each post: give it to `scan(..., after=token)` to go on with the post behind it. `skipped` lists what was left out so far.
    """

    __module__ = "postdex"

    def __init__(self, paths: list[str], file: Any, after: str | None, building: dict[str, Any], limits: Limits | None) -> None:
        self._paths, self._object, self._building, self._limits = paths, file, building, limits
        if after is not None and not isinstance(after, str):
            raise UsageError(f"after={shown(after)} is no token of a scan")
        self._after = _Token(after) if after else None
        self._given = after or ""
        self._skipped: list[tuple[str, str]] = []
        self._waiting = self._new(records=True)  # posts that are files of their own, to be given together
        self._n_taken = self._n_bytes = 0  # of these, in all and now
        self._has_posts = False  # the last file was one: the next ones may be, too
        self._batches = self._all()
        self._batch = _Batch("", [])
        self._posts = self._batch.rest

    @property
    def token(self) -> str:
        """Where this has got: behind the post that was given last; empty before the first."""
        return self._batch.token() or self._given

    @property
    def skipped(self) -> list[tuple[str, str]]:
        """What was left out so far: (name, reason)."""
        return list(self._skipped)

    def __reduce__(self) -> tuple[Any, ...]:
        raise TypeError("a scan is neither copied nor pickled: scan(..., after=its token) goes on where it is")

    def __iter__(self) -> Scan:
        return self

    def __next__(self) -> Post:
        for post in self._posts:
            self._batch.last = post
            return post
        return self._next_batch()

    def _next_batch(self) -> Post:
        for batch in self._batches:
            self._given, self._batch = self.token, batch
            self._posts = batch.rest
            for post in self._posts:
                batch.last = post
                return post
        raise StopIteration

    def close(self) -> None:
        """Ends it, and closes the file that it reads."""
        self._batches.close()
        self._given, self._batch = self.token, _Batch("", [])
        self._posts = self._batch.rest

    def __repr__(self) -> str:
        left = f", {len(self._skipped)} skipped" if self._skipped else ""
        return f"<postdex.Scan of {self._paths[0] if self._paths else 'a file object'}{left}>"

    def _skip(self, name: str, reason: str) -> None:
        self._skipped.append((name, reason))

    def _all(self) -> Generator[_Batch, None, None]:
        if self._object is not None:
            given = getattr(self._object, "name", None)
            name = given if isinstance(given, str) else "stream"
            yield from self._guarded(name, self._object, None, True)
            yield from self._give_waiting()
            return
        for path in self._paths:
            try:
                files, named = _files.expand(path)
            except Error:
                yield from self._give_waiting()
                raise
            at = 0
            if _files.is_folder(path):
                reasons = {file: _files.left_out(file) for file in files}
                for file, reason in reasons.items():
                    if reason is not None:
                        self._skip(file, reason)
                files = [file for file in files if reasons[file] is None]
            while at < len(files):
                if (n := self._take_posts(files, at)) > 0:
                    at += n
                    if self._has_enough():
                        yield from self._give_waiting()
                    continue
                file, at = files[at], at + 1
                if self._after is not None and self._after.name != file and not self._after.name.startswith(f"{file}!"):
                    continue  # it was given before
                try:
                    opened = _containers.opened(file)
                except Error as error:
                    if named:
                        yield from self._give_waiting()
                        raise
                    self._skip(file, error.message)
                    continue
                with opened:
                    yield from self._guarded(file, opened, file, named)
        yield from self._give_waiting()
        if self._after is not None:
            raise UsageError(f"nothing here is called {self._after.name!r}, where the token says that scanning had got", path=self._after.name)

    def _guarded(self, name: str, file: Any, path: str | None, named: bool) -> Iterator[_Batch]:
        """What is damaged from some place on is told of; what cannot be read at all raises when it was named."""
        n_given, n_skipped, n_taken = 0, len(self._skipped), self._n_taken
        try:
            for each in self._file(name, file, path):
                n_given += 1
                yield each
        except (FormatError, LimitError) as error:
            if named and n_given == 0 and len(self._skipped) == n_skipped and self._n_taken == n_taken:
                error.path = error.path or name
                yield from self._give_waiting()
                raise
            self._skip(name, _containers.told(error))
        except OSError as error:
            yield from self._give_waiting()
            raise error if isinstance(error, Error) or path is None else _files.file_error(error, path) from error

    def _file(self, name: str, file: Any, path: str | None) -> Iterator[_Batch]:
        pages: list[_containers.Found] = []
        size = 0
        for found in _containers.walk(name, file, self._limits, self._skip):
            start, token = 0, self._after
            if token is not None:
                if found.name != token.name:
                    continue
                start, self._after = token.at, None
            try:
                head = found.stream.peek(HEAD)
                if not pages and not start and self._take_member(found, head, path):
                    if self._has_enough():
                        yield from self._give_waiting()
                    continue
                encoded = None if found.stream.is_text else self._waiting.encoded(head, found.charset)
                if encoded is not None:
                    head = encoded.begun(head)
                scanner = _core.Scanner(head, (self._limits or Limits()).record, start)
                if scanner.streams:
                    yield from self._give_waiting()
                    yield from self._cut(pages, path)
                    pages, size = [], 0
                    yield from self._records(scanner, found, path, encoded, token)
                    continue
                data = found.stream.rest()
            except (FormatError, LimitError) as error:
                if found.name == name:
                    raise
                self._skip(found.name, _containers.told(error))
                continue
            if scanner.is_one and not start:
                yield from self._cut(pages, path)
                pages, size = [], 0
                self._take_one(found, data, path)
                if self._has_enough():
                    yield from self._give_waiting()
                continue
            yield from self._give_waiting()
            page = _containers.Found(found.name, Stream(_Bytes(data)), found.url, found.captured, found.charset)
            page.stream.is_text = found.stream.is_text
            pages.append(page)
            size += len(data)
            if len(pages) >= PAGES or size >= PAGE_BYTES or start:
                yield from self._cut(pages, path, start)
                pages, size = [], 0
        yield from self._cut(pages, path)

    def _new(self, records: bool = False) -> Building:
        return Building(**self._building, threads=1, apart=records, later=True)

    def _records(self, scanner: _core.Scanner, found: _containers.Found, path: str | None, encoded: Encoded | None, token: _Token | None) -> Iterator[_Batch]:
        """Posts of a source of records, a piece at a time."""
        n_read, end = 0, b""  # up to the place of the token
        name, stream = found.name, found.stream
        pieces = None if encoded is None else encoded.pieces(stream)
        building = self._new(records=True)
        url, day = building.facts(name, found.url, found.captured)
        while True:
            failed: Error | None = None
            piece, decoded = b"", None if encoded is None else encoded.decoding(b"")
            try:
                if pieces is None:
                    piece = stream.read(PIECE)
                else:
                    piece, decoded = pieces.read(PIECE)
            except (FormatError, LimitError) as error:
                failed = error
            if token is not None and failed is None:
                end = (end + piece[: max(0, token.at - n_read)])[-TAIL:]
                n_read += len(piece)
                if n_read >= token.at or not piece:
                    token.check(end, n_read)
                    token = None
            scanner.feed(piece, not piece, decoded)
            while True:
                what = scanner.take(building.builder, name, url, day)
                if what is False or what is True:
                    break
                if len(what) == 3:
                    self._skip(name, f"bytes {what[0]:,} to {what[1]:,}: {what[2]}")
                    continue
                store = building.builder.finish(stem, None)
                building.know(name, path, encoded)
                store.cache.update(paths=building.paths, skipped=[], encodings=building.encodings, base=what[0])
                yield _Batch(name, _posts(store))
                building = self._new(records=True)
            if failed is not None:
                raise failed
            if what is True:
                found.stream.drain()
                return

    def _take_posts(self, files: list[str], at: int) -> int:
        """Takes the next files together that are posts, where the last one was: how many."""
        if not self._has_posts or self._after is not None:
            return 0
        n, n_bytes = self._waiting.add_posts(files[at : at + PAGES - len(self._waiting.names)], PAGE_BYTES - self._n_bytes)
        self._has_posts = n > 0
        self._n_taken += n
        self._n_bytes += n_bytes
        return n

    def _has_enough(self) -> bool:
        return len(self._waiting.names) >= PAGES or self._n_bytes >= PAGE_BYTES

    def _take_member(self, found: _containers.Found, head: bytes, path: str | None) -> bool:
        """Takes a file of an archive that is a post, where the last one was, and all of it is here: says whether it is."""
        if not self._has_posts or len(head) == HEAD or found.charset or not self._waiting.add_post(found.name, head, path, found.url, found.captured):
            return False
        self._n_taken += 1
        self._n_bytes += len(head)
        return True

    def _take_one(self, found: _containers.Found, data: bytes, path: str | None) -> None:
        """A post that is a file of its own waits for others."""
        try:
            self._waiting.add(found.name, data, path, found.url, found.captured, found.charset, found.stream.is_text)
        except (FormatError, LimitError) as error:
            if found.name == path:
                raise
            self._skip(found.name, _containers.told(error))
        else:
            self._n_taken += 1
            self._n_bytes += len(data)
            self._has_posts = True

    def _give_waiting(self) -> Iterator[_Batch]:
        if not self._waiting.names:
            return
        building, self._waiting, self._n_bytes = self._waiting, self._new(records=True), 0
        yield _Batch("", _posts(building.finish_store(False)))

    def _cut(self, pages: list[_containers.Found], path: str | None, start: int = 0) -> Iterator[_Batch]:
        """Posts of pages that are cut together; `start` of the first were given before."""
        if not pages:
            return
        building = self._new()
        for page in pages:
            try:
                building.add(page.name, page.stream.rest(), path, page.url, page.captured, page.charset, page.stream.is_text)
            except (FormatError, LimitError) as error:
                if len(pages) == 1 and page.name == path:
                    raise
                self._skip(page.name, _containers.told(error))
        store = building.finish_store(False)
        posts = _posts(store)
        begin = 0
        for number in range(len(building.names)):
            facts = store.source(number)
            n = sum(store.page(page)._appearances[1] for page in range(facts["first_page"], facts["first_page"] + facts["pages"]))
            given = start if facts["name"] == pages[0].name else 0
            if given > n:
                raise UsageError(CHANGED, path=facts["name"])
            yield _Batch(facts["name"], posts[begin + given : begin + n], given + 1)
            begin += n


class _Bytes:
    def __init__(self, data: bytes) -> None:
        self._data = data

    def read(self, n: int, /) -> bytes:
        data, self._data = self._data, b""
        return data


def scan(
    path: Path | IO[Any] | Iterable[Path],
    *,
    after: str | None = None,
    url: Url = None,
    captured: Captured = None,
    language: str | None = None,
    lexicon: bool = True,
    limits: Limits | None = None,
    encoding: str | None = None,
) -> Scan:
    """The posts of what `open` takes, one after the other, in bounded memory: nothing is kept, and nothing compared with what is further off.

    Records (JSON lines, exports, feeds) are read a piece at a time, pages some at a time. A damaged record is left out and told of in `Scan.skipped`, and so is one
    beyond `Limits(record=...)`; those behind it are read. Each post is of a small archive of its own neighbours: what it says, its parts and its anchors are there,
    numbers are not. Each record is a post, whatever others say; words of posts are indexed when something asks for that.
    Posts of exports, feeds and crawls that were scanned are not pickled: a stretch of the file alone does not say what it is. `after` is the `token` of a scan of the same files that ended early: this one goes on with the next post.
    What was written behind that place since is read, too; where it was changed before it, `UsageError` says so.

    >>> import postdex as pdx
    >>> scan = pdx.scan(pdx.sample())
    >>> next(scan).title is not None
    True
    >>> rest = pdx.scan(pdx.sample(), after=scan.token)
    >>> len(list(rest))
    19
    """
    building = {"language": language, "lexicon": lexicon, "corrections": None, "url": url, "captured": captured, "encoding": encoding}
    if hasattr(path, "read"):
        return Scan([], path, after, building, limits)
    paths = [os.path.expanduser(each) for each in _inputs.paths(path)]
    for each in paths:
        if _saved.is_to_be_opened(each):
            raise UsageError("a saved archive is not scanned: open it, which takes no memory for posts that nobody asks for", path=each)
    return Scan(paths, None, after, building, limits)
