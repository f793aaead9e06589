"""Archives on disk: saving, and opening what was saved."""

from __future__ import annotations

import os

from . import _core, _progress
from ._errors import CorruptError, UsageError
from ._recipe import step
from ._stem import stem
from ._version import __version__

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._archive import Archive
    from ._types import Path, Progress


def is_saved(path: str) -> bool:
    """Whether a path is a folder with a saved archive in it."""
    return os.path.isdir(path) and "\0" not in path and _core._is_saved(os.fsencode(path))


def folder_name(path: Path) -> bytes:
    """A path as the system names it."""
    name = os.fsencode(os.path.expanduser(path))
    if b"\0" in name:
        raise UsageError("a path has no NUL in it")
    return name


def save(store: _core.Store, path: Path, progress: Progress, lock: object = None) -> None:
    """Writes a store, with what the package knows of it."""
    import json

    name = folder_name(path)
    note = {
        "postdex": __version__,
        "options": store.options,
        "paths": store.cache.get("paths", {}),
        "skipped": store.cache.get("skipped", []),
        "grown": bool(store.cache.get("grown")),
    }
    report = _progress.reporter(progress)
    try:
        store.save(name, json.dumps(note).encode(), report, lock)
    finally:
        if report is not None:
            report.close()


def load(path: str, progress: Progress, mmap: bool = True) -> Archive:
    """A saved archive, opened: its files mapped, or read."""
    report = _progress.reporter(progress)
    try:
        store, notes = _core._load(os.fsencode(path), stem, report, mmap)
    finally:
        if report is not None:
            report.close()
    _take_notes(store, notes, path)
    store.cache["folder"], store.cache["mmap"] = path, mmap
    first = step("open", path) if mmap else step("open", path, mmap=False)
    archive: Archive = store.archive((first,))  # type: ignore[assignment]
    return archive


def _take_notes(store: _core.Store, notes: tuple[bytes, ...], path: str) -> None:
    """What the package knew of the store when its parts were saved; the bytes may be anybody's."""
    import json

    paths: dict[str, str] = {}
    skipped: list[tuple[str, str]] = []
    grown = len(notes) > 1
    try:
        for note in reversed(notes):  # the first one's options are those of the beginning
            known: Any = json.loads(note)
            options = known["options"]
            corrections = {
                str(name): {int(line): (None if role is None else str(role), bool(starts)) for line, (role, starts) in lines.items()}
                for name, lines in options["corrections"].items()
            }
            store.options.update(language=str(options["language"]), lexicon=bool(options["lexicon"]), corrections=corrections)
            paths = {**{str(name): str(place) for name, place in known["paths"].items()}, **paths}
            skipped = [*((str(name), str(reason)) for name, reason in known["skipped"]), *skipped]
            grown = grown or bool(known.get("grown", False))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise CorruptError(f"damaged posts: what was noted with them cannot be read ({error!r})", path=path) from error
    store.cache.update(paths=paths, skipped=skipped, grown=grown)


def verify(store: _core.Store, progress: Progress) -> None:
    """Reads and checks every byte of a store."""
    report = _progress.reporter(progress)
    try:
        store.verify(report)
    finally:
        if report is not None:
            report.close()
