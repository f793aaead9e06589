"""From sources to archives: `open`, `parse`, `from_records`, and building again with corrections."""

from __future__ import annotations

import os

from . import _arguments, _containers, _core, _files, _limits, _progress, _saved
from ._errors import Error, FileError, FormatError, LimitError, UsageError
from ._recipe import Shown, language_code, step
from ._stem import stem

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from typing import IO, Any

    from . import _encodings
    from ._archive import Archive
    from ._limits import Limits
    from ._profile import Profile
    from ._types import Captured, Corrections, Fix, Path, Profiles, Progress, SourceFacts, Url, When, Written

EPOCH = 719163


def open(
    path: Path | IO[Any] | Iterable[Path],
    *,
    url: Url = None,
    captured: Captured = None,
    corrections: Corrections = None,
    language: str | None = None,
    lexicon: bool = True,
    progress: Progress = None,
    threads: int | None = None,
    mmap: bool = True,
    limits: Limits | None = None,
    encoding: str | None = None,
    profile: Profiles = None,
) -> Archive:
    """Opens an archive: a file, a folder (with all below it), a pattern, a list of these, a file object, or what `Archive.save` has written.

    Reads the text of pages (tag pages, home pages, single posts), JSON lines, exports of WordPress and feeds (RSS, Atom, JSON Feed); each as it is, made smaller by gzip, bzip2 or xz (zstd from Python 3.14 on),
    or in a zip or tar archive, by content and not by name. A file in an archive is a source called ``archive.zip!path/inside``. What is in no form that is read raises
    `FormatError`; in a folder or an archive it is left out, and `Archive.skipped` says why. `limits` is how much such files may hold, see `Limits`.

    `encoding` is that of the text of all files, such as ``"windows-1251"``; without it each is UTF-8 unless it is marked, says otherwise itself, or looks otherwise beyond doubt: see `Source.encoding`.

    `url` and `captured` say where and when a page was obtained, which bounds the dates of its posts: one value for all,
    a dict by path, or a function of the path. `corrections` mends cuts: ``{path: {line: role or "start"}}``, or a JSON file
    of that; other pages of the same site follow (see `Page.correct`). `profile` says what lines of a site look like, a `Profile`, the path of one, or a list of these. `language` (two letters) is that of all posts; without it each post's is detected. `lexicon=False` leaves out
    what is known of furniture phrases ("Continue reading"). `progress` is None (shown after half a second), True, False, or
    a function of (done, total). `threads` is how many may work at once, of which two are used: as many as there are processors
    unless you say, and the archive is the same. `mmap=False` reads the files of a saved archive into memory, where they are mapped otherwise:
    for network file systems, and wherever somebody else may cut files that are open. Files of pages and rows are always read.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> len(archive) >= 12
    True
    """
    given = _recipe_arguments(url=url, captured=captured, corrections=corrections, language=language, lexicon=lexicon, limits=limits, encoding=encoding, profile=profile)
    builder = _Building(language, lexicon, corrections, url, captured, threads, limits, encoding=encoding, profile=profile)
    if hasattr(path, "read"):
        name = builder.add_object(path)
        return builder.finish(progress, step("open", Shown(name), **given))
    paths = _paths(path)
    saved = [each for each in paths if _saved.is_to_be_opened(os.path.expanduser(each))]
    if saved:
        _check_alone(paths, saved, given)
        return _saved.load(os.path.expanduser(saved[0]), progress, mmap)
    for each in paths:
        builder.add_path(each)
    return builder.finish(progress, step("open", paths[0] if len(paths) == 1 else paths, **given))


def _check_alone(paths: list[str], saved: list[str], given: dict[str, Any]) -> None:
    """A saved archive is as it was saved: nothing is added to it, and how it was built stays."""
    if len(paths) > 1:
        raise UsageError("a saved archive is opened alone: not in a list with other paths", path=saved[0])
    if given:
        raise UsageError(
            f"{', '.join(f'{name}=' for name in given)} belongs to building; this archive is built already: leave it out", path=saved[0]
        )


def parse(
    content: str | bytes,
    name: str = "text",
    *,
    url: str | None = None,
    captured: When = None,
    corrections: Mapping[int, Fix] | Corrections = None,
    language: str | None = None,
    lexicon: bool = True,
    progress: Progress = None,
    threads: int | None = None,
    limits: Limits | None = None,
    encoding: str | None = None,
    profile: Profiles = None,
) -> Archive:
    """An archive of content in memory: the text of a page, JSON lines, or whatever else `open` reads. `name` stands in citations.

    `corrections` may be the lines alone, ``{line: role or "start"}``. For the other arguments see `open`.

    >>> import postdex as pdx
    >>> len(pdx.parse(""))
    0
    """
    if not isinstance(content, (str, bytes, bytearray, memoryview)):
        raise TypeError("parse takes a str or bytes; for paths and file objects there is postdex.open")
    data = content.encode("utf-8", "surrogatepass") if isinstance(content, str) else bytes(content)
    if isinstance(corrections, dict) and all(isinstance(key, int) for key in corrections):
        corrections = {name: corrections}
    given = _recipe_arguments(
        name=name, url=url, captured=captured, corrections=corrections, language=language, lexicon=lexicon, limits=limits, encoding=encoding, profile=profile
    )
    builder = _Building(language, lexicon, corrections, url, captured, threads, limits, encoding=encoding, profile=profile)  # type: ignore[arg-type]
    builder.add_content(name, data, isinstance(content, str))
    return builder.finish(progress, step("parse", Shown("..."), **given))


def from_records(
    records: Iterable[Mapping[str, Any]],
    name: str = "records",
    *,
    captured: When = None,
    language: str | None = None,
    progress: Progress = None,
    threads: int | None = None,
) -> Archive:
    """An archive of rows of your own: dicts with `title`, `text`, and maybe `tags`, `categories`, `author`, `date`, `url`.

    What else a row holds is kept and given back by `post.record`.

    >>> import postdex as pdx
    >>> archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited.", "id": 7}])
    >>> archive[0].title, archive[0].record["id"]
    ('Low tide', 7)
    """
    builder = _Building(language, True, None, None, captured, threads)
    builder.add_rows(name, records)
    given = _recipe_arguments(name=name, captured=captured, language=language)
    return builder.finish(progress, step("from_records", Shown("..."), **given))


def _paths(given: Path | Iterable[Path]) -> list[str]:
    """The paths that `open` was given, one or several."""
    several = not isinstance(given, (str, bytes, os.PathLike)) and hasattr(given, "__iter__")
    paths = []
    for each in given if several else [given]:  # type: ignore[union-attr]
        if not isinstance(each, (str, os.PathLike)):
            raise TypeError(
                "a path is needed (of a file or a folder), a pattern, a list of these, or a file object, "
                f"and no {type(each).__name__}; for content in memory there is postdex.parse"
            )
        paths.append(os.fspath(each))
        if "\0" in paths[-1]:
            raise UsageError("a path has no NUL in it")
    if not paths:
        raise UsageError("the list of paths is empty")
    return paths


def _json_row(number: int, record: Any) -> str:
    """The JSON of a row that is more than a dict of strings."""
    import json

    if not hasattr(record, "keys"):
        raise UsageError(f"record {number} is a {type(record).__name__}, and a dict is needed")
    row = {str(key): _json_value(record[key], number, key) for key in record.keys()}  # noqa: SIM118
    return json.dumps(row, ensure_ascii=False, default=str)


def _is_missing(value: Any) -> bool:
    """Whether a value is the mark of an empty cell: it is not equal to itself (NaN, NaT), or cannot say so (pandas.NA)."""
    try:
        differs = value != value  # noqa: PLR0124
    except ArithmeticError:  # a signalling NaN
        return True
    except (TypeError, ValueError):  # compared element by element, or not at all
        return False
    if type(differs).__name__ in ("bool", "bool_"):  # numpy has a truth of its own
        return bool(differs)
    return differs is value


def _json_value(value: Any, number: int, field: Any) -> Any:
    """Values as JSON has them: what is no finite number (an empty cell of a data frame) is null, bytes are text."""
    if value is None or isinstance(value, (str, int)):
        return value
    if isinstance(value, (bytes, bytearray, memoryview)):
        try:
            return bytes(value).decode("utf-8")
        except UnicodeDecodeError as error:
            raise UsageError(
                f"record {number}, field {field!r}: bytes that are not UTF-8 (byte {error.start}); decode them first"
            ) from error
    if isinstance(value, dict):
        return {key: _json_value(item, number, field) for key, item in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [_json_value(item, number, field) for item in value]
    if _is_missing(value) or (isinstance(value, float) and not abs(value) < float("inf")):
        return None
    if hasattr(value, "isoformat"):
        return value.isoformat()
    if getattr(getattr(value, "dtype", None), "kind", "") == "M":  # tolist() makes numbers of times in nanoseconds
        return [_json_value(item, number, field) for item in value] if value.ndim else str(value)
    if hasattr(value, "tolist"):
        plain = value.tolist()
        return plain if type(plain) is type(value) else _json_value(plain, number, field)
    return value


def sample() -> list[str]:
    """Paths of the pages of the sample: two tag pages of an invented town's paper.

    >>> import postdex as pdx
    >>> [path.rpartition("/")[2] for path in pdx.sample()]
    ['flood-defence.txt', 'old-library.txt']
    """
    folder = os.path.join(os.path.dirname(os.path.abspath(__file__)), "sample")
    return sorted(os.path.join(folder, name) for name in os.listdir(folder) if name.endswith(".txt"))


def _recipe_arguments(**given: Any) -> dict[str, Any]:
    if given.get("lexicon") is True:
        del given["lexicon"]
    if hasattr(given.get("profile"), "path"):
        given["profile"] = given["profile"].path or Shown("...")
    return {key: value for key, value in given.items() if value is not None}


def day_number(when: When) -> int | None:
    """Days since 1970-01-01."""
    import datetime

    if when is None:
        return None
    if isinstance(when, str):
        try:
            when = datetime.date.fromisoformat(when[:10])
        except ValueError as error:
            raise UsageError(f"{when!r} is not a date such as '2019-03-01'") from error
    if not isinstance(when, datetime.date):
        raise UsageError(f"a date is needed, not a {type(when).__name__}")
    return when.toordinal() - EPOCH


def _fixes(lines: Mapping[Any, Fix]) -> dict[int, tuple[str | None, bool]]:
    """{line: "start", role, or ("start", role)} -> {line: (role or None, starts)}."""
    if not hasattr(lines, "items"):
        raise UsageError(f"corrections of a page are a dict {{line: role or 'start'}}, not a {type(lines).__name__}")
    result = {}
    for line, fix in lines.items():
        words = fix.split() if isinstance(fix, str) else list(fix)
        starts = "start" in words
        roles = [word for word in words if word != "start"]
        if len(roles) > 1 or not words or any(role not in _core.ROLES for role in roles):
            raise UsageError(f"line {line}: {fix!r} is neither 'start' nor one of the roles {', '.join(_core.ROLES)}")
        result[int(line)] = (roles[0] if roles else None, starts)
    return result


def _read_corrections(corrections: Corrections) -> dict[str, dict[int, tuple[str | None, bool]]]:
    if corrections is None:
        return {}
    if isinstance(corrections, (str, os.PathLike)):
        import json

        path = os.fspath(corrections)
        try:
            corrections = json.loads(_files.read(path))
        except ValueError as error:
            message = f"corrections are a JSON object {{path: {{line: role or 'start'}}}}: {error}"
            raise FormatError(message, path=path) from error
    if not hasattr(corrections, "items"):
        raise UsageError("corrections are a dict {path: {line: role or 'start'}}, or a JSON file of that")
    return {os.fspath(name): _fixes(lines) for name, lines in corrections.items()}  # type: ignore[union-attr]


def _fact(given: Any, name: str) -> Any:
    """A fact of a source: one for all, by name, or worked out from the name."""
    if given is None or isinstance(given, str):
        return given
    if hasattr(given, "get"):
        return given.get(name)
    return given(name) if callable(given) else given


def known_encoding(label: str | None) -> str | None:
    """The name of an encoding that somebody gives."""
    if label is None:
        return None
    from . import _encodings

    return _encodings.given(label)


def profiles_of(given: Profiles) -> list[Profile]:
    """The profiles that somebody gives."""
    if given is None:
        return []
    from . import _profile

    return _profile.of(given)


class AddedAlready(Exception):
    """A source is to be replaced that was itself added just before: that must be looked at first."""


class _Building:
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
        scan: bool = False,
    ) -> None:
        if threads is not None and not (isinstance(threads, int) and threads >= 1):
            raise UsageError(f"threads={threads!r}: a whole number from 1 on is needed")
        self.options = {
            "language": "" if language is None else language_code(language),
            "lexicon": bool(lexicon),
            "corrections": _read_corrections(corrections),
            "fields": {},
            "told": [],
            "by_rules": [],
        }
        self.threads, self.memory = min(threads or 0, 1 << 16), memory
        self.scan = scan  # each record is a post, and the index is made when somebody needs it
        self.full: Callable[[], None] | None = None  # called when what waits would take more memory than it may
        self.url, self.captured, self.limits = url, captured, _limits.checked(limits)
        self.encoding = known_encoding(encoding)
        self.profiles = profiles_of(profile)
        self.replace = False  # whether sources are put in the place of those with their names
        self.names: list[str] = []
        self.skipped: list[tuple[str, str]] = []
        self.replaced = 0
        self._begin()

    def _begin(self) -> None:
        """A builder with nothing in it."""
        language, lexicon = self.options["language"], self.options["lexicon"]
        self.builder = _core.Builder(str(language), bool(lexicon), self.options, self.threads, self.memory, self.scan)
        self.named: set[str] = set()  # what is in it, like the next two
        self.paths: dict[str, str] = {}
        self.encodings: dict[str, Written] = {}
        self._first_skipped = len(self.skipped)

    def go_on(self, base: _core.Store, taken_out: list[int]) -> None:
        """Goes on after what it had was written, as the end of `base`; these posts of it are still to go."""
        self._begin()
        self.builder.continue_(base)
        self.builder.take_out(taken_out)

    def new_skipped(self) -> list[tuple[str, str]]:
        return self.skipped[self._first_skipped :]

    def _make_room(self, more: int) -> None:
        """Before so many bytes are taken."""
        if self.full is not None and self.named and self.builder.weight(more) > self.memory:
            self.full()

    def _look(self, name: str) -> None:
        if self.replace and name in self.named:
            raise AddedAlready

    def _take(self, name: str) -> None:
        self.names.append(name)
        self.named.add(name)

    def facts(self, name: str, url: str | None, captured: When) -> tuple[str, int | None]:
        """The address of a source and the day it was captured: as somebody has said, or else as its container says."""
        given = _fact(self.captured, name)
        return _fact(self.url, name) or url or "", day_number(captured if given is None else given)

    def encoded(self, data: bytes, charset: str = "") -> _encodings.Encoded | None:
        """The encoding of a text that is to be decoded, of which `charset` is what its container says; None: it is UTF-8, or nobody knows."""
        if self.encoding is None and data.isascii() and b"\0" not in data[:4096]:
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
        address, day = self.facts(name, url, captured)
        encoded = None if is_text else self.encoded(data, charset)
        decoded = None if encoded is None else encoded.decoding(data)
        if not self.builder.add(name, address, day, data, name, self.replace, decoded):
            return
        self._take(name)
        self.know(name, path, encoded)

    def add_posts(self, files: list[str], most: int) -> tuple[int, int]:
        """Adds the first of these files that are plainly posts in Markdown, and not much more than `most` bytes of them: how many, and their bytes."""
        if self.encoding is not None or any(hasattr(fact, "get") or callable(fact) for fact in (self.url, self.captured)):
            return 0, 0  # what is to be said of each is asked file by file
        n, n_bytes = self.builder.add_posts(files, most, self.url or "", day_number(self.captured))
        taken = files[:n]
        self.names += taken
        self.named.update(taken)
        self.paths.update(zip(taken, taken, strict=True))
        return n, n_bytes

    def know(self, name: str, path: str | None, encoded: _encodings.Encoded | None) -> None:
        if path is not None:
            self.paths[name] = path
        if encoded is not None:
            self.encodings[name] = (encoded.name, encoded.why, encoded.probability, True)

    def add_rows(self, name: str, rows: Iterable[Mapping[str, Any]]) -> None:
        _arguments.rows(rows)
        self._make_room(0)
        self._look(name)
        if self.builder.add_rows(name, day_number(_fact(self.captured, name)), rows, _json_row, self.replace):
            self._take(name)

    def add_path(self, path: str) -> None:
        files, named = _files.expand(path)
        reasons = []
        for file in files:
            try:
                self._add_file(file)
            except (FormatError, FileError, LimitError) as error:
                if named:
                    raise
                reasons.append(error)
                self.skipped.append((file, error.message))
        if reasons and len(reasons) == len(files):
            raise type(reasons[0])(f"none of its {len(files)} files can be read; the first: {reasons[0]}", path=path)

    def _add_file(self, path: str) -> None:
        with _containers.opened(path) as file:
            try:
                if file.seekable() and not _containers.is_container(file.read(_containers.HEAD)):
                    file.seek(0)
                    data = file.read()
                else:
                    if file.seekable():
                        file.seek(0)
                    return self.add_stream(path, file, path)
            except OSError as error:
                raise error if isinstance(error, Error) else _files.file_error(error, path) from error
        return self.add(path, data, path)

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
                    data = found.stream.rest()
                    self.add(found.name, data, path, found.url, found.captured, found.charset, found.stream.is_text)
                    n_read += 1
                except (FormatError, LimitError) as error:
                    if found.name == name:
                        raise
                    skip(found.name, _containers.told(error))
        except (FormatError, LimitError) as error:
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
        if self.profiles:
            self._ask_profiles()
        for name, lines in self.options["corrections"].items():  # type: ignore[attr-defined]
            fixes = [(line, role, starts) for line, (role, starts) in sorted(lines.items())]
            self.builder.correct(name, fixes, self.options["fields"].get(name, []), *(name in self.options[key] for key in ("told", "by_rules")))  # type: ignore[attr-defined, operator]
        with _progress.reported(progress) as report:
            store = self.builder.finish(stem, report)
        store.cache["paths"] = self.paths
        store.cache["skipped"] = self.new_skipped()
        store.cache["encodings"] = self.encodings
        return store


def decoding_of(written: Written | None, data: bytes) -> tuple[bytes, int, bytes] | None:
    """The text of a source whose bytes are kept in another encoding."""
    if written is None or not written[3]:
        return None
    from . import _encodings

    return _encodings.decoding(data, written[0])


def sources_of(store: _core.Store) -> Iterator[SourceFacts]:
    """What a store was built from."""
    paths = _saved.paths(store)
    for number in range(store.info["sources"]):
        facts = store.source(number)
        yield facts["name"], facts["url"], facts["captured"], store.source_bytes(number), paths.get(facts["name"])


def rebuild(
    options: dict[str, Any], sources: Iterable[SourceFacts], skipped: list[tuple[str, str]], encodings: Mapping[str, Written] | None = None
) -> _core.Store:
    """A store of the same sources, with these options."""
    building = _Building(options["language"] or None, options["lexicon"], None, None, None)
    building.options.update({key: options[key] for key in ("corrections", "fields", "told", "by_rules") if key in options})
    building.encodings = dict(encodings or {})
    for name, url, day, data, path in sources:
        building.builder.add(name, url, day, data, path or name, False, decoding_of(building.encodings.get(name), data))
        if path is not None:
            building.paths[name] = path
    building.skipped = skipped
    return building.finish_store(False)


def _check_whole(store: _core.Store, what: str) -> None:
    """An archive that grew is more than its sources say: how they were cut when they came, and what was deleted."""
    if store.cache.get("grown"):
        raise UsageError(f"an archive to which was added, or from which was deleted, {what}")


def correct(store: _core.Store, name: str, lines: Mapping[int, Fix]) -> _core.Store:
    """A store of the same sources, with the lines of the source `name` mended too."""
    _check_whole(store, "is not cut again: `postdex.rebuild` makes one that is, from all its sources")
    corrections = {key: dict(value) for key, value in store.options["corrections"].items()}
    mended = _fixes(lines)
    corrections.setdefault(name, {}).update(mended)
    fields = {key: [each for each in found if key != name or each[0] not in mended] for key, found in store.options.get("fields", {}).items()}
    return rebuild({**store.options, "corrections": corrections, "fields": fields}, sources_of(store), _saved.skipped(store), _saved.encodings(store))


def reduce_store(store: _core.Store) -> tuple[Any, ...]:
    """Stores are pickled by content: they open anywhere. One that grew is more than its sources say: it is pickled as the place where it is saved."""
    if store.cache.get("grown"):
        return _saved.reopened, _saved.place_of(store)
    if "base" in store.cache and store.source(0)["form"] != "jsonl":
        raise UsageError(
            "what was scanned from the middle of an export, a feed or a crawl is not pickled: a stretch of the file alone does not say what it is. "
            "Pickle posts of `postdex.open`, or what is wanted of them (`post.record`)"
        )
    return rebuild, (store.options, list(sources_of(store)), _saved.skipped(store), _saved.encodings(store))
