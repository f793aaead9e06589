"""From sources to archives: `open`, `parse`, `from_records`, and building again with corrections."""

from __future__ import annotations

import os

from . import _core, _corrections, _inputs, _left, _saved
from ._building import Building
from ._errors import Error, UsageError
from ._recipe import Shown, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import IO, Any

    from ._archive import Archive
    from ._limits import Limits
    from ._types import Captured, Corrections, Fix, Path, Profiles, Progress, SourceFacts, Url, When, Written


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

    Reads pages (tag pages, home pages, single posts; text or HTML), posts in Markdown, rows (JSON, tables of text), exports (WordPress, Blogger, Ghost, Movable Type), feeds (RSS, Atom, JSON Feed), mail and
    crawls (WARC, ARC, WET, WACZ); each as it is, made smaller by gzip, bzip2 or xz (zstd from Python 3.14 on), or in a zip or tar archive, by content and not by name. A file in an archive is a source called ``archive.zip!path/inside``. What is in no form that is read raises
    `FormatError`; in a folder or an archive it is left out, and `Archive.skipped` says why. `limits` is how much such files may hold, see `Limits`.

    `encoding` is that of the text of all files, such as ``"windows-1251"``; without it each is UTF-8 unless it is marked, says otherwise itself, or looks otherwise beyond doubt: see `Source.encoding`.

    `url` and `captured` say where and when a page was obtained, which bounds the dates of its posts: one value for all,
    a dict by path, or a function of the path. `corrections` mends cuts: ``{path: {line: role or "start"}}``, or a JSON file
    of that; other pages of the same site follow (see `Page.correct`). `profile` says what lines of a site look like, a `Profile`, the path of one, or a list of these. `language` (two letters) is that of all posts; without it each post's is detected. `lexicon=False` leaves out
    what is known of furniture phrases ("Continue reading"). `progress` is None (shown after half a second), True, False, or
    a function of (done, total). `threads` is how many may work at once, of which sixteen are used at most: as many as there are processors
    unless you say, and the archive is the same. `mmap=False` reads the files of a saved archive into memory, where they are mapped otherwise:
    for network file systems, and wherever somebody else may cut files that are open. Files of pages and rows are always read.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> len(archive) >= 12
    True
    """
    given = _recipe_arguments(url=url, captured=captured, corrections=corrections, language=language, lexicon=lexicon, limits=limits, encoding=encoding, profile=profile)
    builder = Building(language, lexicon, corrections, url, captured, threads, limits, encoding=encoding, profile=profile)
    if hasattr(path, "read"):
        name = builder.add_object(path)
        return builder.finish(progress, step("open", Shown(name), **given))
    paths = _inputs.paths(path)
    saved = [each for each in paths if _saved.is_to_be_opened(os.path.expanduser(each))]
    if saved:
        _check_alone(paths, saved, given)
        return _saved.load(os.path.expanduser(saved[0]), progress, mmap)
    for each in paths:
        try:
            builder.add_path(each)
        except Error:
            if not _is_born(each):
                raise
        if _is_born(each):
            _check_alone(paths, [each], given)
            return _saved.load(os.path.expanduser(each), progress, mmap)
    return builder.finish(progress, step("open", paths[0] if len(paths) == 1 else paths, **given))


def _is_born(path: str) -> bool:
    """Whether an archive has come about in a folder that was looked through as one of pages."""
    path = os.path.expanduser(path)
    return os.path.isdir(path) and _saved.is_to_be_opened(path)


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
    builder = Building(language, lexicon, corrections, url, captured, threads, limits, encoding=encoding, profile=profile)  # type: ignore[arg-type]
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
    """An archive of rows of your own: dicts with `title`, `text`, and maybe `tags`, `categories`, `author`, `date`, `url`; or a table of pandas, polars or pyarrow with such columns.

    What else a row holds is kept and given back by `post.record`.

    >>> import postdex as pdx
    >>> archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited.", "id": 7}])
    >>> archive[0].title, archive[0].record["id"]
    ('Low tide', 7)
    """
    builder = Building(language, True, None, None, captured, threads)
    builder.add_rows(name, records)
    given = _recipe_arguments(name=name, captured=captured, language=language)
    return builder.finish(progress, step("from_records", Shown("..."), **given))


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


def sources_of(store: _core.Store) -> Iterator[SourceFacts]:
    """What a store was built from."""
    paths = _saved.paths(store)
    for number in _left.source_numbers(store):
        facts = store.source(number)
        yield facts["name"], facts["url"], facts["captured"], store.source_bytes(number), paths.get(facts["name"])


def rebuild(
    options: dict[str, Any],
    sources: Iterable[SourceFacts],
    skipped: list[tuple[str, str]],
    encodings: Mapping[str, Written] | None = None,
    profile: Profiles = None,
) -> _core.Store:
    """A store of the same sources, with these options; by a profile, whose posts are indexed when somebody asks for that."""
    building = Building(options["language"] or None, options["lexicon"], None, None, None, profile=profile, later=profile is not None)
    building.options.update({key: options[key] for key in ("corrections", "fields", "told", "by_rules") if key in options})
    building.encodings = dict(encodings or {})
    for name, url, day, data, path in sources:
        building.builder.add(name, url, day, data, path or name, False, _inputs.decoding_of(building.encodings.get(name), data))
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
    mended = _corrections.fixes(lines)
    told = _corrections.check_more(store, name, mended, _corrections.said(lines))
    if mended:
        corrections.setdefault(name, {}).update(mended)
    fields = {key: [each for each in found if key != name or each[0] not in mended] for key, found in store.options.get("fields", {}).items()}
    options = {**store.options, "corrections": corrections, "fields": fields}
    return rebuild(options, sources_of(store), [*_saved.skipped(store), *told], _saved.encodings(store))


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
