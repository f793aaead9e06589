"""Archives on disk: saving, and opening what was saved."""

from __future__ import annotations

import os

from . import _core, _left, _progress
from ._errors import CorruptError, Error, MissingFileError, UsageError
from ._files import home_of, led, path_of
from ._recipe import step
from ._stem import stem
from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ._archive import Archive
    from ._building import Building
    from ._types import Path, Progress, Written


NO_ARCHIVE = "this is no saved archive: `postdex index` makes one of pages"


def is_saved(path: str) -> bool:
    """Whether a path is a folder with a saved archive in it."""
    return os.path.isdir(path) and "\0" not in path and _core._is_saved(os.fsencode(path))


def is_to_be_opened(path: str) -> bool:
    """Whether there is a saved archive for a reader; a folder in which one was only begun is neither that nor a folder of pages."""
    if is_saved(path):
        _check_entered(path)
        return True
    if "\0" not in path and os.path.isdir(path) and _core._is_begun(os.fsencode(path)):
        raise MissingFileError("an archive was begun here, and nothing was ever committed to it: do again what broke off", path=path)
    return False


def check_there(path: str, remedy: str = "") -> None:
    """An error where nothing has this name, or nobody may look whether something has."""
    try:
        os.lstat(path)
    except PermissionError as error:
        from . import _files

        raise _files.file_error(error, path) from error
    except (OSError, ValueError):  # the latter: a name with a zero in it
        raise MissingFileError(f"there is no such archive: check the path{remedy}", path=path) from None


def _check_entered(folder: str) -> None:
    """What is in a folder that nobody may enter, an archive or pages, is not known."""
    try:
        os.lstat(os.path.join(folder, "manifest"))
    except PermissionError as error:
        from . import _files

        raise _files.file_error(error, folder) from error
    except OSError:
        pass


def folder_name(path: Path) -> bytes:
    """A path as the system names it."""
    return os.fsencode(os.path.expanduser(path_of(path)))


def folder_of(store: _core.Store) -> str | None:
    """Where a store was loaded from."""
    folder = store.cache.get("folder")
    return None if folder is None else led(folder, store.cache["home"])


def make_note(
    options: Mapping[str, Any], of: Mapping[str, list[str]], paths: Mapping[str, str], skipped: Iterable[tuple[str, str]], grown: bool, encodings: Mapping[str, Written]
) -> bytes:
    """What the package says of a part of an archive: a line that opening reads, and one that is read when somebody asks for files."""
    import json

    decoded, kept = ({name: (label, why, sure) for name, (label, why, sure, own) in encodings.items() if own is which} for which in (False, True))
    files = {"paths": paths, "skipped": list(skipped), "encodings": decoded, **({"written": kept} if kept else {})}
    lines = {"postdex": __version__, "options": options, "grown": grown, **({"of": of} if of else {})}, files
    return "\n".join(map(json.dumps, lines)).encode()


def save(store: _core.Store, path: Path, progress: Progress, lock: object = None, draft: bool = False) -> None:
    """Writes a store, with what the package knows of it: one that was loaded has its notes. For all, or as a draft of who holds the lock."""
    cache, made = store.cache, lock is None and not os.path.lexists(os.path.expanduser(path))
    note = b"" if "note_lines" in cache else make_note(store.options, _hashes(store, store.options["corrections"]), paths(store), skipped(store), bool(cache.get("grown")), encodings(store))
    name, own = folder_name(path), None
    if lock is None and (folder := folder_of(store)) is not None and _is_same_folder(folder, name):
        lock = own = _core._lock(name, "")
    try:
        if own is not None:
            _check_newest(store, path)
        with _progress.reported(progress) as report:
            store.save(name, note, report, lock, draft)
        if own is not None:
            _note_saved(store, path)
    except BaseException:
        if made:
            leave_nothing(name)
        raise
    finally:
        if own is not None:
            _core._unlock(own)


def _hashes(store: _core.Store, names: Any) -> dict[str, list[str]]:
    """Those of the sources that were corrected: another may come in the place of one, of which the lines say nothing."""
    if not names:
        return {}
    from ._text import source_hash

    found: dict[str, list[str]] = {}
    for number in _left.source_numbers(store):
        name = store.source(number)["name"]
        if name in names:
            found.setdefault(name, []).append(source_hash(store, number))
    return found


def corrections(store: _core.Store) -> dict[str, dict[int, tuple[str | None, bool]]]:
    """What was corrected of the sources that are there."""
    given: Any = store.options["corrections"]
    of: dict[str, list[str]] = store.cache.get("of", {})
    now = _hashes(store, of)
    return {name: lines for name, lines in given.items() if name not in of or not set(of[name]).isdisjoint(now.get(name, ()))}


def _is_same_folder(folder: str, name: bytes) -> bool:
    try:
        return os.path.samefile(folder, name)
    except OSError:
        return False


def state(path: Path) -> int:
    """Which state of which archive is there: another archive in its place may have as many commits behind it."""
    return _core._saved_state(folder_name(path))


def _note_saved(store: _core.Store, path: Path) -> None:
    try:
        store.cache["saved"] = state(path)
    except Error:
        pass  # it is saved


def _check_newest(store: _core.Store, path: Path) -> None:
    """What was committed since a store was loaded would be lost if it were saved in the same place."""
    if state(path) != store.cache.get("saved", store.info["state"]):
        raise UsageError("the archive was changed since this was opened, and what is new in it would be lost: save this elsewhere, or `refresh()` it", path=os.fsdecode(path))


def leave_nothing(name: bytes, lock: object = None) -> None:
    """Removes a folder that was made for an archive of which nothing came: with the lock in it, which others who wait for it do not take for theirs then."""
    try:
        held = _core._lock(name, "") if lock is None else lock
    except Error:  # somebody else writes there, or nobody may
        return
    try:
        if {os.fsdecode(each) for each in os.listdir(name)} <= {"lock", "owner"}:
            for each in os.listdir(name):
                os.unlink(os.path.join(name, each))
            os.rmdir(name)
    except OSError:
        pass  # it has become somebody's
    finally:
        if lock is None:
            _core._unlock(held)


FOR_ALL, DRAFT, ADDED = range(3)  # what a commit is to be: `pdx_save_as`


def commit(building: Building, base: _core.Store, path: str, all: bool, save_as: int, progress: Progress, lock: object) -> list[int]:
    """Adds what is new to the archive from which `base` was loaded, as a part in the place of the last ones (or `all`); or drafts that. Gives posts that are still to go."""
    builder, lines = building.builder, base.cache["note_lines"]
    first = builder.first_taken(all, save_as)
    options: dict[str, Any] = {**base.options, "corrections": {}}
    of: dict[str, list[str]] = {}
    places, passed, encoded = building.paths, building.new_skipped(), building.encodings
    if first < len(lines):
        options, of = _read_options(lines[first], path), _read_of(lines[first], path)
        known_places, known_passed, known_encoded = _read_files(base.notes()[first:], path)
        places, passed, encoded = {**known_places, **places}, [*known_passed, *passed], {**known_encoded, **encoded}
    with _progress.reported(progress) as report:
        return builder.commit(folder_name(path), make_note(options, of, places, passed, True, encoded), first, save_as, lock, report)


def load(path: str, progress: Progress, mmap: bool = True, draft: bool = False) -> Archive:
    """A saved archive, opened: its files mapped, or read; or a writer's draft of it."""
    with _progress.reported(progress) as report:
        store, lines = _core._load(os.fsencode(path), stem, report, mmap, draft)
    _take_lines(store, lines, path)
    store.cache.update(folder=path, home=home_of(path), mmap=mmap, draft=draft)
    first = step("open", path) if mmap else step("open", path, mmap=False)
    archive: Archive = store.archive((first,))  # type: ignore[assignment]
    return archive


def place_of(store: _core.Store) -> tuple[str, bool, dict[str, int]]:
    """Where a store is saved, whether its files are mapped, and what it holds there."""
    folder = folder_of(store)
    if folder is None or store.cache.get("draft"):
        raise UsageError("an archive to which was added, or from which was deleted, is pickled as the place where it is saved: save it, or commit it, first")
    return os.path.abspath(folder), store.cache["mmap"], store.info


def reopened(path: str, mmap: bool, info: dict[str, int]) -> _core.Store:
    """The store that was saved there, when it is still what it was."""
    store: _core.Store = load(path, False, mmap)._store
    if store.info != info:
        raise UsageError("the archive has been changed since it was pickled", path=path)
    return store


class _Scanning:
    """What the scanner of json is told."""

    strict, object_hook, object_pairs_hook, parse_float, parse_int, parse_constant = True, None, None, float, int, float


def _json_value(text: str) -> Any:
    """What json.loads gives, without importing json, which takes ten times as long as all else that opening does."""
    try:
        from _json import make_scanner

        value, end = make_scanner(_Scanning)(text, 0)  # type: ignore[arg-type]
        if end == len(text):
            return value
    except (ImportError, AttributeError, StopIteration):
        pass
    import json

    return json.loads(text)  # which says what is wrong


def _read_line(note: bytes, number: int, path: str) -> Any:
    """One of the two lines of a note; the bytes may be anybody's."""
    try:
        return _json_value(note.split(b"\n")[number].decode("utf-8"))
    except (ValueError, IndexError, RecursionError) as error:
        raise _no_note(path, error) from error


def _no_note(path: str, error: Exception) -> CorruptError:
    return CorruptError(f"damaged posts: what was noted with them cannot be read ({error!r})", path=path)


def _read_options(note: bytes, path: str) -> dict[str, Any]:
    options: Any = _read_line(note, 0, path)
    try:
        options = options["options"]
        corrections = {
            str(name): {int(line): (None if role is None else str(role), bool(starts)) for line, (role, starts) in lines.items()}
            for name, lines in options["corrections"].items()
        }
        fields = {str(name): [(int(line), str(role), int(begin), int(end)) for line, role, begin, end in found] for name, found in options.get("fields", {}).items()}
        names = {key: [str(name) for name in options.get(key, [])] for key in ("told", "by_rules")}
        return {"language": str(options["language"]), "lexicon": bool(options["lexicon"]), "corrections": corrections, "fields": fields, **names}
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_note(path, error) from error


def _read_of(note: bytes, path: str) -> dict[str, list[str]]:
    """The hashes of the sources that were corrected; an older note has none."""
    if b'"of"' not in note:
        return {}
    try:
        return {str(name): [str(each) for each in hashes] for name, hashes in _read_line(note, 0, path).get("of", {}).items()}
    except (TypeError, AttributeError) as error:
        raise _no_note(path, error) from error


def _is_grown(note: bytes, path: str) -> bool:
    """Whether more was done than building: its sources alone do not say what it is then."""
    return bool(_read_line(note, 0, path).get("grown", False))


def _read_files(notes: Iterable[bytes], path: str) -> tuple[dict[str, str], list[tuple[str, str]], dict[str, Written]]:
    """The paths of sources by their names, what was skipped, and what sources were written in that are not UTF-8."""
    places: dict[str, str] = {}
    passed: list[tuple[str, str]] = []
    encoded: dict[str, Written] = {}
    try:
        for note in notes:
            known = _read_line(note, 1, path)
            places.update((str(name), str(place)) for name, place in known["paths"].items())
            passed += [(str(name), str(reason)) for name, reason in known["skipped"]]
            for key, kept in (("encodings", False), ("written", True)):
                encoded.update((str(name), (str(label), str(why), float(sure), kept)) for name, (label, why, sure) in known.get(key, {}).items())
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise _no_note(path, error) from error
    return places, passed, encoded


def _take_lines(store: _core.Store, lines: tuple[bytes, ...], path: str) -> None:
    store.options.update(_read_options(lines[0], path))
    grown = len(lines) > 1 or store.info["gone"] > 0 or _is_grown(lines[0], path)
    store.cache.update(note_lines=lines, grown=grown, of=_read_of(lines[0], path))


def _files(store: _core.Store) -> None:
    """Reads what was noted of files, once."""
    cache = store.cache
    if "paths" not in cache and "note_lines" in cache:
        cache["paths"], cache["skipped"], cache["encodings"] = _read_files(store.notes(), folder_of(store) or "")


def paths(store: _core.Store) -> dict[str, str]:
    """Where the sources of a store came from, by their names."""
    _files(store)
    found: dict[str, str] = store.cache.get("paths", {})
    return found


def skipped(store: _core.Store) -> list[tuple[str, str]]:
    """Files of folders that were passed over when a store was built, and why."""
    _files(store)
    found: list[tuple[str, str]] = store.cache.get("skipped", [])
    return found


def encodings(store: _core.Store) -> dict[str, Written]:
    """What sources were written in, by their names, where that is not UTF-8: the encoding, why it is taken to be that, how sure, whether their bytes are kept."""
    _files(store)
    found: dict[str, Written] = store.cache.get("encodings", {})
    return found


def verify(store: _core.Store, progress: Progress) -> None:
    """Reads and checks every byte of a store."""
    with _progress.reported(progress) as report:
        store.verify(report)
