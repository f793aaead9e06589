"""Sources on their way into a store: files, streams, content and rows, each looked at and added, and what is noted with them."""

from __future__ import annotations

from . import _arguments, _containers, _core, _corrections, _divided, _files, _inputs, _limits, _progress
from ._errors import Error, FileError, FormatError, LimitError, UsageError, shown
from ._recipe import language_code
from ._stem import stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import Any

    from . import _encodings
    from ._archive import Archive
    from ._limits import Limits
    from ._types import Corrections, Profiles, Progress, When, Written


TOLD = 1000  # records of a source that are listed when they cannot be read


class AddedAlready(Exception):
    """A source is to be replaced that was itself added just before: that must be looked at first."""


class Building:
    """Sources on their way into a store."""

    def __init__(
        self,
        language: str | None,
        lexicon: bool,
        corrections: Corrections,
        url: Any,
        captured: Any,
        threads: int | None = None,
        limits: Limits | None = None,
        memory: int = 0,
        encoding: str | None = None,
        profile: Profiles = None,
        apart: bool = False,
        later: bool = False,
    ) -> None:
        if threads is not None and not (hasattr(threads, "__index__") and threads.__index__() >= 1):
            raise UsageError(f"threads={shown(threads)}: a whole number from 1 on is needed")
        fixes, self.said = _corrections.read(corrections)  # what lines said that are corrected, where it is known
        self.options = {
            "language": "" if language is None else language_code(language),
            "lexicon": bool(lexicon),
            "corrections": fixes,
            "fields": {},
            "told": [],
            "by_rules": [],
        }
        self.threads, self.memory = min(0 if threads is None else threads.__index__(), 1 << 16), memory
        self.apart, self.later = apart, later  # each record is a post; the index is made when somebody needs it
        self.full: Callable[[], None] | None = None  # called when what waits would take more memory than it may
        self.forgotten: Callable[[], None] | None = None  # called when what was written so far cannot stay
        self.is_lost = False  # what waited could not be written: no reason to leave out what is read
        self.base: _core.Store | None = None  # what is continued
        self.url, self.captured, self.limits = url, captured, _limits.checked(limits)
        self.encoding = _inputs.known_encoding(encoding)
        self.profiles = _inputs.profiles_of(profile)
        self.replace = False  # whether sources are put in the place of those with their names
        self.names: list[str] = []
        self.n_before = 0  # sources that a draft had before the first of these
        self.skipped: list[tuple[str, str]] = []
        self.replaced = 0
        self._begin()

    def _begin(self) -> None:
        """A builder with nothing in it."""
        self.builder = self.empty_builder()
        self.named: set[str] = set()  # what is in it, like the next two
        self.paths: dict[str, str] = {}
        self.encodings: dict[str, Written] = {}
        self._first_skipped = len(self.skipped)

    def empty_builder(self) -> _core.Builder:
        language, lexicon = self.options["language"], self.options["lexicon"]
        return _core.Builder(str(language), bool(lexicon), self.options, self.threads, self.memory, self.apart, self.later)

    def go_on(self, base: _core.Store, taken_out: list[int]) -> None:
        """Goes on after what it had was written, as the end of `base`; these posts of it are still to go."""
        self._begin()
        self.continue_(base)
        self.builder.take_out(taken_out)

    def continue_(self, base: _core.Store) -> None:
        self.builder.continue_(base)
        self.builder.beside(self.n_before + len(self.names))
        self.base = base

    def write(self) -> None:
        """Writes what waits, to go on with empty hands."""
        if self.full is not None:
            self.is_lost = True
            self.full()
            self.is_lost = False

    def forget(self) -> None:
        if self.forgotten is not None:
            self.forgotten()

    def new_skipped(self) -> list[tuple[str, str]]:
        return self.skipped[self._first_skipped :]

    def _make_room(self, more: int) -> None:
        """Before so many bytes are taken."""
        if self.full is not None and self.named and self.builder.weight(more) > self.memory:
            self.write()

    def _look(self, name: str) -> None:
        if self.replace and name in self.named:
            raise AddedAlready

    def _take(self, name: str) -> None:
        self.names.append(name)
        self.named.add(name)

    def facts(self, name: str, url: str | None, captured: When) -> tuple[str, int | None]:
        """The address of a source and the day it was captured: as somebody has said, or else as its container says."""
        given = _inputs.fact(self.captured, name)
        return _inputs.fact(self.url, name) or url or "", _inputs.day_number(captured if given is None else given)

    def saved_facts(self, data: bytes, url: str | None, captured: When) -> tuple[str | None, When]:
        """What a page says that a browser has saved, where its container says nothing."""
        if url is None and captured is None and b"<" in data[:200]:
            from . import _savedpage

            return _savedpage.said(data)
        return url, captured

    def encoded(self, data: bytes, charset: str = "") -> _encodings.Encoded | None:
        """The encoding of a text that is to be decoded, of which `charset` is what its container says; None: it is UTF-8, or nobody knows."""
        if self.encoding is None and data.isascii() and b"\0" not in data[:4096] and (b"\x1b" not in data or b"\x1b$" not in data):
            return None
        from . import _encodings

        if self.encoding is not None:
            return _encodings.Encoded(self.encoding, "as was given") if self.encoding != _encodings.UTF8 else None
        found = _encodings.encoding_of(data, charset)
        return found if found.name != _encodings.UTF8 and found.probability >= _encodings.SURE else None

    def add(
        self, name: str, data: bytes, path: str | None, url: str | None = None, captured: When = None, charset: str = "", is_text: bool = False
    ) -> None:
        """Adds a source; `url`, `captured` and `charset` are what its container says; `is_text`: the bytes were made of text, as UTF-8."""
        self._make_room(len(data))
        self._look(name)
        address, day = self.facts(name, *self.saved_facts(data, url, captured))
        encoded = None if is_text else self.encoded(data, charset)
        decoded = None if encoded is None else encoded.decoding(data)
        before = self.builder.refused()
        if not self.builder.add(name, address, day, data, name, self.replace, decoded):
            return
        self._fix_again(name, data)
        self._take(name)
        self.know(name, path, encoded)
        self._tell_refused(name, data, decoded, self.builder.refused() - before)

    def _fix_again(self, name: str, data: bytes) -> None:
        """A page that was corrected, whose bytes another came in the place of and that comes again, has what was fixed of it."""
        hashes = [] if self.base is None or name in self.named else self.base.cache.get("of", {}).get(name, [])
        if not hashes or self.base is None:
            return
        import hashlib

        if hashlib.sha256(data).hexdigest() in hashes:
            self._fix(name, self.base.options)

    def _fix(self, name: str, options: dict[str, Any]) -> None:
        fixes = [(line, role, starts) for line, (role, starts) in sorted(options["corrections"][name].items())]
        self.builder.correct(name, fixes, options["fields"].get(name, []), *(name in options[key] for key in ("told", "by_rules")))

    def _tell_refused(self, name: str, data: bytes, decoded: tuple[bytes, int, bytes] | None, n: int) -> None:
        """Lists the records of a source that could not be read, as scanning tells of them."""
        if not n:
            return
        scanner = _core.Scanner(data if decoded is None else decoded[0], len(data) * 4 + 1, 0)
        listed = 0
        for last in (False, True):
            scanner.feed(b"" if last else data, last, None if decoded is None else (b"", decoded[1], b"") if last else decoded)
            while listed < min(n, TOLD):
                what = scanner.take(_core.Builder("", False, {}, 1, 0, True, True), name, "", None)
                if what is True or what is False:
                    break
                if len(what) == 3:
                    self.skipped.append((name, f"bytes {what[0]:,} to {what[1]:,}: {what[2]}"))
                    listed += 1
        if n > listed:
            self.skipped.append((name, f"and {n - listed:,} records more"))

    def add_posts(self, files: list[str], most: int) -> tuple[int, int]:
        """Adds the first of these files that are plainly posts in Markdown, and not much more than `most` bytes of them: how many, and their bytes."""
        if self.encoding is not None or any(hasattr(fact, "get") or callable(fact) for fact in (self.url, self.captured)):
            return 0, 0  # what is to be said of each is asked file by file
        n, n_bytes = self.builder.add_posts(files, most, self.url or "", _inputs.day_number(self.captured))
        taken = files[:n]
        self.names += taken
        self.named.update(taken)
        self.paths.update(zip(taken, taken, strict=True))
        return n, n_bytes

    def add_post(self, name: str, data: bytes, path: str | None, url: str | None, captured: When) -> bool:
        """Adds a source that is plainly a post in Markdown, and says whether it is; `url` and `captured` are what its container says."""
        if self.encoding is not None or b"<" in data[:200]:  # a page that was saved says more
            return False
        self._make_room(len(data))
        self._look(name)
        address, day = self.facts(name, url, captured)
        if not self.builder.add_post(name, address, day, data):
            return False
        self._take(name)
        self.know(name, path, None)
        return True

    def know(self, name: str, path: str | None, encoded: _encodings.Encoded | None) -> None:
        if path is not None:
            self.paths[name] = path
        if encoded is not None:
            self.encodings[name] = (encoded.name, encoded.why, encoded.probability, True)

    def add_rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        rows = _inputs.rows(rows)
        _arguments.rows(rows)
        if self.full is None:
            self._take_rows(name, lambda day: self.builder.add_rows(name, day, rows, _inputs.json_row, self.replace))
        elif (data := _divided.rest_of_rows(self, name, rows)) is not None:
            self._make_room(len(data))
            self._look(name)
            self._take_rows(name, lambda day: self.builder.add(name, "", day, data, name, self.replace))

    def _take_rows(self, name: str, take: Callable[[int | None], bool]) -> None:
        before = self.builder.refused()
        if take(_inputs.day_number(_inputs.fact(self.captured, name))):
            self._take(name)
            self.tell_empty(name, self.builder.refused() - before)

    def tell_empty(self, name: str, n: int) -> None:
        if n:
            self.skipped.append((name, f"{n:,} {'row has' if n == 1 else 'rows have'} no title, text or other field that is read: archive.problems says where"))

    def add_path(self, path: str) -> None:
        files, named = _files.expand(path)
        reasons: list[Error] = []
        in_folder = _files.is_folder(path)
        for file in files:
            try:
                if in_folder and (reason := _files.left_out(file)) is not None:
                    raise FormatError(reason, path=file)
                self._add_file(file)
            except (FormatError, FileError, LimitError) as error:
                if named or self.is_lost:
                    raise
                reasons.append(error)
                self.skipped.append((file, error.message))
        if reasons and len(reasons) == len(files):
            raise type(reasons[0])(f"none of its {len(files)} files can be read; the first: {reasons[0]}", path=path)

    def _add_file(self, path: str) -> None:
        with _containers.opened(path) as file:
            try:
                if file.seekable() and not _containers.is_container(file.read(_containers.HEAD)):
                    data = _divided.rest_of_file(self, path, file, path)
                else:
                    if file.seekable():
                        file.seek(0)
                    return self.add_stream(path, file, path)
            except OSError as error:
                raise error if isinstance(error, Error) else _files.file_error(error, path) from error
        if data is not None:
            self.add(path, data, path)
        return None

    def add_object(self, file: Any) -> str:
        """Adds what a file object has, and gives the name that it is known by."""
        given = getattr(file, "name", None)
        name = given if isinstance(given, str) else "stream"
        self.add_stream(name, file, None)
        return name

    def add_content(self, name: str, data: bytes, is_text: bool) -> None:
        import io

        if _containers.is_container(data[: _containers.HEAD]):
            self.add_stream(name, io.BytesIO(data), None)
        else:
            self.add(name, data, None, is_text=is_text)

    def add_stream(self, name: str, file: Any, path: str | None) -> None:
        """Adds the sources that stand in a file; what cannot be read is skipped with its reason, unless it is all that there is."""
        passed: list[tuple[str, str]] = []
        n_read = 0

        def skip(what: str, reason: str) -> None:
            passed.append((what, reason))

        try:
            for found in _containers.walk(name, file, self.limits, skip):
                try:
                    data = _divided.rest(self, found.name, found.stream, path, found.url, found.captured, found.charset)
                    if data is not None:
                        self.add(found.name, data, path, found.url, found.captured, found.charset, found.stream.is_text)
                    n_read += 1
                except (FormatError, LimitError) as error:
                    if found.name == name or self.is_lost:
                        raise
                    skip(found.name, _containers.told(error))
        except (FormatError, LimitError) as error:
            if self.is_lost:
                raise
            if n_read == 0 and not passed:
                error.path = error.path or name
                raise
            skip(name, _containers.told(error))
        self.skipped += passed
        if n_read == 0:
            first = ": ".join(passed[0]) if passed else ""
            raise FormatError(f"none of what stands in it can be read; the first: {first}" if passed else "there is no file in it", path=name)

    def finish(self, progress: Progress, first: Any) -> Archive:
        store = self.finish_store(progress)
        archive: Archive = store.archive((first,))  # type: ignore[assignment]
        return archive

    def _pages(self) -> Iterator[tuple[str, str, bytes | None]]:
        number = 0
        while (page := self.builder.page_text(number)) is not None:
            yield page
            number += 1

    def _ask_profiles(self) -> None:
        """What profiles say of pages becomes what is fixed of them, beside what a person has fixed."""
        from . import _profile

        own = self.options["corrections"]
        fixes, fields, told = _profile.fixes_of(self.profiles, self._pages(), own, self.options)  # type: ignore[arg-type]
        self.options["by_rules"] = [name for name in fixes if name not in own]  # type: ignore[operator]
        self.options["corrections"].update(fixes)  # type: ignore[attr-defined]
        self.options["told"] = told
        self.options["fields"].update(fields)  # type: ignore[attr-defined]

    def finish_store(self, progress: Progress) -> _core.Store:
        if self.said:
            self.skipped += _corrections.check(self.options["corrections"], self.said, self._pages())  # type: ignore[arg-type]
        if self.profiles:
            self._ask_profiles()
        for name in self.options["corrections"]:  # type: ignore[attr-defined]
            self._fix(name, self.options)
        with _progress.reported(progress) as report:
            store = self.builder.finish(stem, report)
        store.cache["paths"] = self.paths
        store.cache["skipped"] = self.new_skipped()
        store.cache["encodings"] = self.encodings
        return store
