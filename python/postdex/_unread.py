"""What of a source of records stands in none of them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._items import Source

FORMS = ("wxr", "feed", "jsonfeed", "jsonl", "json", "csv", "mtexport", "chat", "markdown")
NAMES = 8  # of elements that are told of a stretch


def stretches(source: Source) -> list[tuple[int, int, str]]:
    """The bytes that are in no record, and what is there."""
    if source.form not in FORMS:
        return []
    records = sorted(page._record for page in source.pages)
    found: list[tuple[int, int, str]] = []
    at = 0
    for i, (begin, end) in enumerate([*records, (source.size, source.size)]):
        if begin > at:
            where = "before the first record" if i == 0 else "behind the last record" if i == len(records) else "between two records"
            found.append((at, begin, _what(source, at, begin, where if records else "no record is there")))
        at = max(at, end)
    return found


def _what(source: Source, begin: int, end: int, where: str) -> str:
    import re

    from . import _encodings

    data = source._store.source_bytes(source.number, begin, end)
    text = data.decode(_encodings.CODECS.get(source.encoding, "utf-8"), "replace").strip("\ufeff")
    if not text.strip():
        return "white space" if data else where
    names = list(dict.fromkeys(re.findall(r"<([A-Za-z_][\w:.-]*)", text))) if source.form in ("wxr", "feed") else []
    more = f" and {len(names) - NAMES} more" if len(names) > NAMES else ""
    return f"{where}: {', '.join(names[:NAMES])}{more}" if names else where
