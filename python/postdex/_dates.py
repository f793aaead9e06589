"""When a post was published: the date that it prints, and the bounds that the page supports."""

from __future__ import annotations

from . import _core
from ._text import Anchor, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    from typing import Any

EPOCH = 719163


def date_of(day: int | None) -> datetime.date | None:
    """A date from days since 1970-01-01."""
    import datetime

    if day is None or not 1 <= day + EPOCH <= 3652059:
        return None
    return datetime.date.fromordinal(day + EPOCH)


class PublishedDate(_core.DateBase):
    """The date that a post prints: as printed, as a value at its precision, and why it is read so."""

    __slots__ = ()

    def __init__(
        self, printed: Text | None, iso: str, precision: str, calendar: str, evidence: str, fields: tuple[int, ...]
    ) -> None:
        self._said = printed, iso, precision, calendar, evidence, fields

    @property
    def printed(self) -> Text | None:
        """As it is printed; a text with an anchor."""
        printed: Text | None = self._said[0]
        return printed

    @property
    def iso(self) -> str:
        """As ISO 8601, at its precision."""
        return self._said[1]

    @property
    def precision(self) -> str:
        """year, month, day, minute or second."""
        return self._said[2]

    @property
    def calendar(self) -> str:
        """gregorian, jalali, hijri or buddhist."""
        return self._said[3]

    @property
    def evidence(self) -> str:
        """Why it is read so."""
        return self._said[4]

    @property
    def value(self) -> datetime.date | datetime.datetime | None:
        """A `date`, or a `datetime` when the time is printed; None when not even the day is."""
        import datetime

        year, month, day, hour, minute, second = self._said[5]
        if not month or not day or not 1 <= year <= 9999:
            return None
        if self.precision in ("minute", "second"):
            return datetime.datetime(year, month, day, hour, minute, second)
        return datetime.date(year, month, day)

    @property
    def utc(self) -> datetime.datetime | None:
        """The moment, where the time and its zone are printed ("+02:00", "GMT", "PST"); None otherwise."""
        import datetime

        value = self.value
        offset = None if self.printed is None else _offset(str(self.printed))
        if offset is None or not isinstance(value, datetime.datetime):
            return None
        try:
            return value.replace(tzinfo=datetime.timezone(datetime.timedelta(minutes=offset))).astimezone(datetime.timezone.utc)
        except (OverflowError, ValueError):
            return None

    @property
    def anchor(self) -> Anchor | None:
        """Where it is printed."""
        return None if self.printed is None else self.printed.anchor

    def __str__(self) -> str:
        return self.iso

    def __repr__(self) -> str:
        printed = "" if self.printed is None else f", printed {str(self.printed)!r}"
        return f"<PublishedDate {self.iso}{printed}, {self.evidence}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, PublishedDate):
            return NotImplemented
        return (self.iso, self.precision, self.calendar, self.printed) == (
            other.iso,
            other.precision,
            other.calendar,
            other.printed,
        )

    def __hash__(self) -> int:
        return hash((self.iso, self.precision))

    def __reduce__(self) -> tuple[Any, ...]:
        return PublishedDate, self._said


# The zones that RFC 822 names, in minutes east of Greenwich.
_ZONES = {
    "z": 0, "ut": 0, "utc": 0, "gmt": 0, "est": -300, "edt": -240, "cst": -360, "cdt": -300, "mst": -420, "mdt": -360, "pst": -480, "pdt": -420,
}  # fmt: skip


def _offset(printed: str) -> int | None:
    """Minutes east of Greenwich, of the zone that stands behind a printed time."""
    import re

    if re.fullmatch(r"\s*(?:\d{10}|\d{13})(?:\.\d*)?\s*", printed):
        return 0  # seconds since 1970
    found = re.search(r":\d\d(?:[.,]\d+)?\s*(?:(?:GMT|UTC)?([+-])(\d\d):?(\d\d)?|([A-Za-z]{1,3})\b)", printed)
    if found is None:
        return None
    sign, hours, minutes, name = found.groups()
    if name is not None:
        return _ZONES.get(name.lower())
    return (int(hours) * 60 + int(minutes or 0)) * (-1 if sign == "-" else 1)


REASONS = {
    "printed": "the post prints its date",
    "past": "the post speaks of this day as past",
    "future": "the post speaks of this day as to come",
    "order": "the order of the page",
    "captured": "the page was captured on this day",
    "url": "the page's address carries this date",
    "record": "the record says so",
}


AS_SAID = ", as the record says"


class BoundEvidence:
    """One reason for a bound: `kind`, `bound` ("not_before" or "before"), `day`, the `line` and `anchor` that say so.

    A record that `to_jsonl` wrote keeps the reasons of the archive it was written from as sentences: `said`.
    """

    __slots__ = {
        "anchor": "The words that say so, or None.",
        "bound": "not_before or before: what it speaks for.",
        "day": "The bound that it gives.",
        "kind": "printed, past, future, order, captured, url, heading or record.",
        "line": "The line that says so, or None.",
        "page": "The number of the page that says so.",
        "said": "The reason as the record gives it, for kind record; else None.",
        "through": "The post through which page order passed it on, or None.",
        "year_inferred": "Whether the year was found through the weekday or neighbours.",
    }

    def __init__(
        self,
        kind: str,
        bound: str,
        day: datetime.date | None,
        page: int,
        line: int | None,
        anchor: Anchor | None,
        through: int | None,
        year_inferred: bool,
        said: str | None = None,
    ) -> None:
        self.kind = kind
        self.said = said
        self.bound = bound
        self.day = day
        self.page = page
        self.line = line
        self.anchor = anchor
        self.through = through
        self.year_inferred = year_inferred

    def __str__(self) -> str:
        quote = "" if self.anchor is None else f": “{self.anchor.quote}”"
        line = "" if self.line is None else f", line {self.line}{quote}"
        through = "" if self.through is None else f", through post {self.through}"
        year = ", year inferred" if self.year_inferred else ""
        if self.said is not None:
            return f"{self._begin}{self.said}{AS_SAID}"
        return f"{self._begin}{REASONS.get(self.kind, self.kind)}{through}{line}{year}"

    @property
    def _begin(self) -> str:
        """How the sentence begins that gives this reason."""
        return f"{'not before' if self.bound == 'not_before' else 'before'} {self.day}: "

    def _with(self, said: str) -> BoundEvidence:
        return BoundEvidence(self.kind, self.bound, self.day, self.page, self.line, self.anchor, self.through, self.year_inferred, said)

    def __repr__(self) -> str:
        return f"<BoundEvidence {self}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, BoundEvidence):
            return NotImplemented
        return all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    def __hash__(self) -> int:
        return hash((self.kind, self.bound, self.day, self.line))


class Bounds:
    """Days between which a post was published: `not_before` (the first possible), `before` (the first no longer possible),
    each None when nothing is known; and the `evidence` for both.
    """

    __slots__ = {
        "before": "The first day no longer possible, or None.",
        "evidence": "The reasons, deciding ones first.",
        "not_before": "The first possible day, or None.",
    }

    def __init__(
        self, not_before: datetime.date | None, before: datetime.date | None, evidence: list[BoundEvidence]
    ) -> None:
        self.not_before = not_before
        self.before = before
        self.evidence = evidence

    @property
    def width(self) -> datetime.timedelta | None:
        """The time between both bounds; None when one is open."""
        if self.not_before is None or self.before is None:
            return None
        return self.before - self.not_before

    def __bool__(self) -> bool:
        return self.not_before is not None or self.before is not None

    def __str__(self) -> str:
        if self.not_before is None:
            return "unknown" if self.before is None else f"before {self.before}"
        return (
            f"{self.not_before} or later"
            if self.before is None
            else f"{self.not_before} or later, before {self.before}"
        )

    def __repr__(self) -> str:
        return f"<Bounds {self}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Bounds):
            return NotImplemented
        return (self.not_before, self.before) == (other.not_before, other.before)

    def __hash__(self) -> int:
        return hash((self.not_before, self.before))


def updated(printed: Text, language: str) -> PublishedDate | None:
    """A date that a form gives for when a post was updated."""
    found = _core._date(str(printed).encode("utf-8", "surrogatepass"), language)
    if found is None:
        return None
    iso, precision, calendar, fields = found
    return PublishedDate(printed, iso, precision, calendar, "printed", fields)


def bounds(store: _core.Store, not_before: int | None, before: int | None, evidence: list[tuple[Any, ...]]) -> Bounds:
    made = []
    for kind, upper, year_inferred, page, line, layer, begin, end, through, day in evidence:
        anchor = Anchor._at(store, layer, begin, end, page) if end > begin else None
        bound = "before" if upper else "not_before"
        reason = BoundEvidence(kind, bound, date_of(day), page, line or None, anchor, through, year_inferred)
        made += [reason] if kind != "record" else _as_said(store, reason)
    return Bounds(date_of(not_before), date_of(before), made)


def _as_said(store: _core.Store, reason: BoundEvidence) -> list[BoundEvidence]:
    """What a record says of a bound, in its own sentences; the bare fact where it has none."""
    import json

    page = store.page(reason.page)
    begin, end = page._record
    sentences = json.loads(store.source_bytes(page._source, begin, end).decode("utf-8", "replace"))["bounds"].get("evidence")
    said = [
        reason._with(sentence.removeprefix(reason._begin).removesuffix(AS_SAID))
        for sentence in (sentences if isinstance(sentences, list) else [])
        if isinstance(sentence, str) and sentence.startswith(reason._begin)
    ]
    return said or [reason]
