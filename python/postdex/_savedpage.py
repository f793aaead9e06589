"""What a page of HTML that somebody saved says of itself: where it was, and when."""

from __future__ import annotations

import re

from . import _core

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Final

HEAD = 16384  # bytes of its beginning, and of its end, that are looked at


def _day(text: str, *forms: str) -> str | None:
    import datetime

    for form in forms:
        try:
            return datetime.datetime.strptime(text, form).date().isoformat()
        except ValueError:
            continue
    return None


def _stamp(text: str) -> str | None:
    """20130502100000."""
    return _day(text[:8], "%Y%m%d")


def _named(text: str) -> str | None:
    """Thu May 02 2013 10:00:00 ..., Thu, 02 May 2013 ..., May 02, 2013, 2013-05-02T...: English names of months, whatever language is set here."""
    months = "jan feb mar apr may jun jul aug sep oct nov dec".split()
    if found := re.search(r"\b([0-9]{4})-([0-9]{2})-([0-9]{2})", text):
        return _day("-".join(found.groups()), "%Y-%m-%d")
    first = re.search(r"\b([A-Za-z]{3})[a-z]* ([0-9]{1,2}),? ([0-9]{4})\b", text)
    second = re.search(r"\b([0-9]{1,2}) ([A-Za-z]{3})[a-z]* ([0-9]{4})\b", text)
    month, day, year = first.groups() if first else (second[2], second[1], second[3]) if second else ("", "", "")
    return _day(f"{year}-{months.index(month.lower()) + 1:02}-{int(day):02}", "%Y-%m-%d") if month.lower() in months else None


# What programs write: Chrome and its like, SingleFile, HTTrack, Monolith, WebScrapBook, the Wayback Machine: words that are in it, (address, day), each a group of what is found.
SAYINGS: Final[tuple[tuple[bytes, re.Pattern[bytes], Callable[[str], str | None] | None], ...]] = (
    (b"saved from url=(", re.compile(rb"<!--\s*saved from url=\([0-9]{4}\)\s*(?P<url>https?://[^\s>]+)"), None),
    (b"Page saved with SingleFile", re.compile(rb"Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<day>[^\r\n]{8,100})"), _named),
    (b"<!-- Mirrored from ", re.compile(rb"<!-- Mirrored from (?P<url>\S+) by HTTrack [^>]*?\], (?P<day>[^>]{8,60}?) -->"), _named),
    (b"<!-- Saved from ", re.compile(rb"<!-- Saved from (?P<url>\S+) at (?P<day>\S{8,40}) using monolith"), _named),
    (
        b" data-scrapbook-source=",
        re.compile(rb"""<html[^>]{0,400} data-scrapbook-source=["'](?P<url>[^"']+)["'][^>]{0,200} data-scrapbook-create=["'](?P<day>[0-9]{8})"""),
        _stamp,
    ),
    (b"__wm.wombat(", re.compile(rb"""__wm\.wombat\("(?P<url>https?://[^"]+)","(?P<day>[0-9]{14})"""), _stamp),
    (
        b"The Wayback Machine - ",
        re.compile(rb"The Wayback Machine - https?://web\.archive\.org/web/(?P<day>[0-9]{14})(?:[a-z]{2}_)?/(?P<url>https?://[^\s<\"']+)"),
        _stamp,
    ),
)
WORDS: Final = tuple(words for words, _, _ in SAYINGS)
FILED: Final = b"FILE ARCHIVED ON "
ARCHIVED: Final = re.compile(rb"FILE ARCHIVED ON [0-9:]{8} (?P<day>[A-Z][a-z]{2} [0-9]{2}, [0-9]{4}) AND RETRIEVED")


def said(data: bytes) -> tuple[str | None, str | None]:
    """The address of a page, and the day on which it was captured, as the program that saved it has written them; None where it has not."""
    head = data[:HEAD]
    url = captured = None
    has = _core._words_in(head, WORDS)  # nearly no page has any of them
    for number, (_, pattern, read) in enumerate(SAYINGS if has else ()):
        found = pattern.search(head) if has >> number & 1 else None
        if found is None:
            continue
        address = found["url"].decode("utf-8", "replace")
        url = address if address.startswith(("http://", "https://")) else f"http://{address}"
        captured = read(found["day"].decode("utf-8", "replace")) if read else None
        break
    if captured is None and _core._words_in(tail := data[-HEAD:], (FILED,)) and (archived := ARCHIVED.search(tail)):
        captured = _named(archived["day"].decode())
    return url, captured
