"""Corrections: what a person says of lines of pages, and what these lines said when he did. A fix is ``role``, ``start`` or both, and perhaps ``: `` and the text of the line."""

from __future__ import annotations

import os

from . import _core, _files
from ._errors import CorruptError, FormatError, UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ._types import Corrections, Fix, Fixes, Said

NOT_CORRECTED = "not corrected: "


def _parts(fix: Any) -> tuple[list[str], str | None]:
    """The words of a fix, and the text of its line."""
    if not isinstance(fix, str):
        return list(fix) if isinstance(fix, (tuple, list)) else [], None
    words, colon, text = fix.partition(": ")
    return words.split(), text if colon else None


def fixes(lines: Mapping[Any, Fix]) -> Fixes:
    """{line: "start", role, or ("start", role)} -> {line: (role or None, starts)}."""
    if not hasattr(lines, "items"):
        raise UsageError(f"corrections of a page are a dict {{line: role or 'start'}}, not a {type(lines).__name__}")
    result = {}
    for line, fix in lines.items():
        words, _ = _parts(fix)
        starts = "start" in words
        roles = [word for word in words if word != "start"]
        if len(roles) > 1 or not words or any(role not in _core.ROLES for role in roles):
            raise UsageError(f"line {line}: {shown(fix)} is neither 'start' nor one of the roles {', '.join(_core.ROLES)}")
        result[_line_number(line)] = (roles[0] if roles else None, starts)
    return result


def _line_number(line: Any) -> int:
    """A line, by its number, or by its figures as JSON has them."""
    number = line.__index__() if hasattr(line, "__index__") else int(line) if isinstance(line, str) and line.isdecimal() else 0
    if not 0 < number < 2**32:
        raise UsageError(f"cannot correct line {shown(line)}: lines are whole numbers from 1 on")
    return int(number)


def said(lines: Mapping[Any, Fix]) -> Said:
    """What lines said, where that is given."""
    return {_line_number(line): text for line, fix in lines.items() if (text := _parts(fix)[1]) is not None}


def read(corrections: Corrections) -> tuple[dict[str, Fixes], dict[str, Said]]:
    """What is fixed of each page, and what the lines said, as far as that is given."""
    if corrections is None:
        return {}, {}
    if isinstance(corrections, (str, os.PathLike)):
        import json

        path = _files.path_of(corrections)
        try:
            corrections = json.loads(_files.read(path))
        except ValueError as error:
            message = f"corrections are a JSON object {{path: {{line: role or 'start'}}}}: {error}"
            raise FormatError(message, path=path) from error
    if not hasattr(corrections, "items"):
        raise UsageError("corrections are a dict {path: {line: role or 'start'}}, or a JSON file of that")
    given = {os.fspath(name): lines for name, lines in corrections.items()}  # type: ignore[union-attr]
    return {name: fixes(lines) for name, lines in given.items()}, {name: texts for name, lines in given.items() if (texts := said(lines))}


def _lines_of(text: bytes) -> list[str]:
    from ._profile import split_lines

    return [line for line, _ in split_lines(text.decode("utf-8", "surrogateescape"))]


def said_of(store: _core.Store, corrections: Mapping[str, Fixes]) -> dict[str, Said]:
    """What the lines say that were corrected, of sources that are there."""
    from . import _left
    from ._text import source_hash

    of: Mapping[str, list[str]] = store.cache.get("of", {})  # others may have come in the place of what was corrected
    found: dict[str, Said] = {}
    for number in _left.source_numbers(store) if corrections else ():
        source = store.source(number)
        name = source["name"]
        if name not in corrections or name in found or source["pages"] != 1 or (name in of and source_hash(store, number) not in of[name]):
            continue  # of two of one name the first is corrected
        lines = _lines_of(store.layer_bytes(store.page(source["first_page"])._layer))
        found[name] = {line: lines[line - 1] for line in corrections[name] if line <= len(lines)}
    return found


def of_store(store: _core.Store) -> dict[str, dict[int, str]]:
    """What was corrected of the sources that are there, as `open` takes it; of an archive whose texts are damaged all that was fixed, without what the lines said."""
    from . import _saved

    try:
        there = _saved.corrections(store)
        return _written(there, said_of(store, there))
    except CorruptError:
        given: Any = store.options["corrections"]
        return _written(given, {})


def _written(corrections: Mapping[str, Fixes], texts: Mapping[str, Said]) -> dict[str, dict[int, str]]:
    """As `open` takes them, with what the lines say."""

    def fix(name: str, line: int, role: str | None, starts: bool) -> str:
        words = " ".join(filter(None, ("start" if starts else "", role)))
        text = texts.get(name, {}).get(line)
        return words if text is None else f"{words}: {text}"

    return {name: {line: fix(name, line, *each) for line, each in sorted(lines.items())} for name, lines in corrections.items()}


def _check_page(meant_for: Said, text: bytes | None) -> Iterable[tuple[int, str]]:
    """Lines that do not say what was corrected, and why not; `text` is None where it is no page."""
    lines = [] if text is None else _lines_of(text)
    for line, meant in sorted(meant_for.items()):
        if line > len(lines):
            yield line, f"there is no line {line}, which said {shown(meant)} when it was corrected"
        elif lines[line - 1] != meant:
            yield line, f"line {line} says {shown(lines[line - 1])}, and said {shown(meant)} when it was corrected"


def _texts(pages: Iterable[tuple[str, str, bytes | None]], names: Mapping[str, Said]) -> dict[str, bytes | None]:
    """The texts of sources, by their names: of two of one name that of the first page, which is corrected."""
    texts: dict[str, bytes | None] = {}
    for name, _, text in pages:
        if name in names and texts.get(name) is None:
            texts[name] = text
    return texts


def check(corrections: dict[str, Fixes], meant_for: Mapping[str, Said], pages: Iterable[tuple[str, str, bytes | None]]) -> list[tuple[str, str]]:
    """Takes out of what is fixed what was meant for lines that are others now, and tells of it: (name, why)."""
    told = []
    for name, text in _texts(pages, meant_for).items():
        for line, why in _check_page(meant_for[name], text):
            told.append((name, NOT_CORRECTED + why))
            del corrections[name][line]
        if not corrections[name]:
            del corrections[name]
    return told


def check_more(store: _core.Store, name: str, mended: Fixes, meant_for: Said) -> list[tuple[str, str]]:
    """The same of what is to be fixed beside what was fixed of a page before, which stays."""
    if not meant_for:
        return []
    number = next(number for number in range(store.info["sources"]) if store.source(number)["name"] == name)
    text = store.layer_bytes(store.page(store.source(number)["first_page"])._layer)
    return check({name: mended}, {name: meant_for}, [(name, "", text)])
