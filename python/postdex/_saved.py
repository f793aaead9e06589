"""Archives on disk: saving, and opening what was saved."""

from __future__ import annotations

import os

from . import _core, _progress
from ._errors import CorruptError, MissingFileError, UsageError
from ._recipe import step
from ._stem import stem
from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from typing import Any

    from ._archive import Archive
    from ._build import _Building
    from ._types import Path, Progress


def is_saved(path: str) -> bool:
    """Whether a path is a folder with a saved archive in it."""
    return os.path.isdir(path) and "\0" not in path and _core._is_saved(os.fsencode(path))


def is_to_be_opened(path: str) -> bool:
    """Whether there is a saved archive for a reader; a folder in which one was only begun is neither that nor a folder of pages."""
    if is_saved(path):
        return True
    if "\0" not in path and os.path.isdir(path) and _core._is_begun(os.fsencode(path)):
        raise MissingFileError("an archive was begun here, and nothing was ever committed to it", path=path)
    return False


def folder_name(path: Path) -> bytes:
    """A path as the system names it."""
    name = os.fsencode(os.path.expanduser(path))
    if b"\0" in name:
        raise UsageError("a path has no NUL in it")
    return name


def make_note(
    options: Mapping[str, Any], paths: Mapping[str, str], skipped: Iterable[tuple[str, str]], grown: bool
) -> bytes:
    """What the package says of a part of an archive."""
    import json

    known = {"postdex": __version__, "options": options, "paths": paths, "skipped": list(skipped), "grown": grown}
    return json.dumps(known).encode()


def save(store: _core.Store, path: Path, progress: Progress, lock: object = None) -> None:
    """Writes a store, with what the package knows of it."""
    cache = store.cache
    note = make_note(store.options, cache.get("paths", {}), cache.get("skipped", []), bool(cache.get("grown")))
    name = folder_name(path)
    report = _progress.reporter(progress)
    try:
        store.save(name, note, report, lock)
    finally:
        if report is not None:
            report.close()


def commit(building: _Building, base: _core.Store, path: str, all: bool, draft: bool, progress: Progress, lock: object) -> None:
    """Adds what is new to the archive from which `base` was loaded, as a part in the place of the last ones (or `all`); or drafts that."""
    builder, notes = building.builder, base.cache["notes"]
    first = builder.first_taken(all)
    options: dict[str, Any] = {**base.options, "corrections": {}}
    paths, skipped = building.paths, building.skipped
    if first < len(notes):
        taken = _read_notes(notes[first:], path)
        options, paths, skipped = taken.options, {**taken.paths, **paths}, [*taken.skipped, *skipped]
    report = _progress.reporter(progress)
    try:
        builder.commit(folder_name(path), make_note(options, paths, skipped, True), first, draft, lock, report)
    finally:
        if report is not None:
            report.close()


def load(path: str, progress: Progress, mmap: bool = True, draft: bool = False) -> Archive:
    """A saved archive, opened: its files mapped, or read; or a writer's draft of it."""
    report = _progress.reporter(progress)
    try:
        store, notes = _core._load(os.fsencode(path), stem, report, mmap, draft)
    finally:
        if report is not None:
            report.close()
    _take_notes(store, notes, path)
    store.cache["folder"], store.cache["mmap"] = path, mmap
    first = step("open", path) if mmap else step("open", path, mmap=False)
    archive: Archive = store.archive((first,))  # type: ignore[assignment]
    return archive


class _Known:
    """What the package knew of a store when its parts were saved."""

    def __init__(self) -> None:
        self.options: dict[str, Any] = {}
        self.paths: dict[str, str] = {}
        self.skipped: list[tuple[str, str]] = []
        self.grown = False


def _read_notes(notes: Sequence[bytes], path: str) -> _Known:
    """Notes of parts, together; the bytes may be anybody's."""
    import json

    all = _Known()
    try:
        for note in notes:
            known: Any = json.loads(note)
            options = known["options"]
            corrections = {
                str(name): {int(line): (None if role is None else str(role), bool(starts)) for line, (role, starts) in lines.items()}
                for name, lines in options["corrections"].items()
            }
            if not all.options:  # those of the beginning
                all.options = {"language": str(options["language"]), "lexicon": bool(options["lexicon"]), "corrections": corrections}
            all.paths.update((str(name), str(place)) for name, place in known["paths"].items())
            all.skipped += [(str(name), str(reason)) for name, reason in known["skipped"]]
            all.grown = all.grown or bool(known.get("grown", False))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CorruptError(f"damaged posts: what was noted with them cannot be read ({error!r})", path=path) from error
    return all


def _take_notes(store: _core.Store, notes: tuple[bytes, ...], path: str) -> None:
    known = _read_notes(notes, path)
    store.options.update(known.options)
    store.cache.update(notes=notes, paths=known.paths, skipped=known.skipped, grown=known.grown or store.info["gone"] > 0)


def verify(store: _core.Store, progress: Progress) -> None:
    """Reads and checks every byte of a store."""
    report = _progress.reporter(progress)
    try:
        store.verify(report)
    finally:
        if report is not None:
            report.close()
