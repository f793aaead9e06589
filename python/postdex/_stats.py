"""What a saved archive holds, in numbers."""

from __future__ import annotations

import os

from ._display import counted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._archive import Archive



def _files(folder: str) -> dict[str, int]:
    """Bytes of the files of a saved archive, by what they are."""
    sizes: dict[str, int] = {}
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.is_file(follow_symlinks=False):
                kind = entry.name.partition("-")[0]
                sizes[kind] = sizes.get(kind, 0) + entry.stat(follow_symlinks=False).st_size
    return sizes


def _days(archive: Archive) -> tuple[str | None, str | None, int]:
    """The first and the last day that posts print, and how many print one."""
    days = [day for (day,) in archive.select("published")._tuples() if day is not None]
    return (min(days).isoformat(), max(days).isoformat(), len(days)) if days else (None, None, 0)


def stats_of(archive: Archive) -> dict[str, Any]:
    """What a saved archive holds."""
    from . import _saved

    info, folder = archive._store.info, _saved.folder_of(archive._store) or ""
    first, last, dated = _days(archive)
    files = _files(folder)
    return {
        "path": folder,
        "format": info["format"],
        "generation": info["generation"],
        "parts": len(archive._store.cache["note_lines"]),
        "posts": info["posts"],
        "gone": info["gone"],
        "appearances": info["appearances"],
        "pages": info["pages"],
        "sources": info["sources"],
        "source_bytes": info["bytes"],
        "words": info["words"],
        "terms": sum(1 for _ in archive._store.terms("")),  # each once, however many parts have it
        "tags": len(archive.tags),
        "categories": len(archive.categories),
        "languages": dict(archive.facets("language").items()),
        "published": {"first": first, "last": last, "posts": dated},
        "bytes": sum(files.values()),
        "files": files,
    }


def lines(found: dict[str, Any]) -> Iterator[str]:
    """The same for people."""
    published = found["published"]
    days = "no dates printed"
    if published["posts"]:
        days = f"{published['first']} to {published['last']}, printed by {published['posts']:,} of {counted(found['posts'], 'post')}"
    languages = ", ".join(f"{language or 'unknown'} {count:,}" for language, count in found["languages"].items())
    rows = {
        "posts": f"{found['posts']:,}, with {counted(found['appearances'], 'appearance')} on {counted(found['pages'], 'page')}",
        "sources": f"{found['sources']:,}, {counted(found['source_bytes'], 'byte')}",
        "words": f"{found['words']:,}, {found['terms']:,} different",
        "labels": f"{counted(found['tags'], 'tag')}, {counted(found['categories'], 'category', 'categories')}",
        "languages": languages or "none",
        "dates": days,
        "on disk": f"{counted(found['bytes'], 'byte')}: " + ", ".join(f"{kind} {size:,}" for kind, size in found["files"].items()),
        "format": f"{found['format']}, generation {found['generation']}, {found['parts']} part{'' if found['parts'] == 1 else 's'}, {found['gone']:,} post{'' if found['gone'] == 1 else 's'} gone in them",
    }
    yield f"{found['path']}"
    for name, value in rows.items():
        yield f"  {name:<10} {value}"
