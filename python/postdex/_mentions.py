"""Dates that posts speak of."""

from __future__ import annotations

from . import _core
from ._counts import Counts
from ._display import Shows
from ._errors import UsageError, shown
from ._placed import Placed
from ._recipe import step
from ._sliceable import Sliceable
from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    import datetime
    import re
    from collections.abc import Iterator
    from typing import Any, Literal, overload

    from ._archive import Archive
    from ._post import Post
    from ._timelines import Timeline
    from ._types import MentionKind, Period, Progress

KINDS = ("day", "month", "monthday", "year", "decade", "range", "weekday", "season", "century", "relative")  # of mentions


class DateMention(Placed):
    """A date that a post speaks of: `text` as written, `kind` and `value`."""

    __slots__ = {
        "calendar": "In which it is told: gregorian, jalali, hijri or buddhist; `value` and `date` are Gregorian.",
        "kind": "day, month, monthday, year, decade, century, range, season, weekday, relative.",
        "text": "As it is written; a text with an anchor.",
        "value": "As far as the text gives it, ISO 8601 with XXXX for a year that is not told; None where it gives nothing that stands for itself.",
    }

    def __init__(self, store: _core.Store, text: Text, kind: str, value: str | None, *fields: Any) -> None:
        self._store = store
        self.text = text
        self.kind = kind
        self.value = value
        self.calendar: str = fields[4]
        self._fields = fields

    @property
    def post(self) -> Post | None:  # type: ignore[override]
        """The post; None outside of posts."""
        number = self._fields[0]
        post: Post | None = None if number is None else self._store.post(number)  # type: ignore[assignment]
        return post

    @property
    def date(self) -> datetime.date | None:
        """The date, when a day with its year is told."""
        import datetime

        year, month, day = self._fields[3]
        told = self.kind == "day" or (self.kind == "relative" and self.value is not None and len(self.value) == 10)
        return datetime.date(year, month, day) if told and 1 <= year <= 9999 and month and day else None

    @property
    def because(self) -> str:
        """Of what is counted from another day, which day that is, or why nobody knows it; "" for dates that stand for themselves.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\nBy Ann Lee on 3 May 1921\\n\\nThe bridge was closed yesterday. Two days later it was open.\\nContinue Reading")
        >>> for mention in archive.date_mentions[1:]:
        ...     print(mention.text, mention.value, mention.because, sep=" | ")
        yesterday | 1921-05-02 | counted from the date that the post prints, 1921-05-03
        Two days later | None | counted from another date that the text tells
        """
        counted_from, written = self._fields[5:7]
        if counted_from is None:
            return "a day of the week, of which week is not told" if self.kind == "weekday" else ""
        if counted_from == "text":
            return "counted from another date that the text tells"
        if written is not None:
            return f"counted from the date that the post prints, {written}"
        return "counted from the time of writing, which the post does not print, or not as exactly as needed"

    def __repr__(self) -> str:
        return f"<DateMention {self.value or '?'} {str(self.text)!r} · {self.kind} · post {self._fields[0]}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, DateMention):
            return NotImplemented
        return (self.kind, self.value, self.anchor) == (other.kind, other.value, other.anchor)

    def __hash__(self) -> int:
        return hash((self.kind, self.value, self.anchor))

    def __reduce__(self) -> tuple[Any, ...]:
        return DateMention, (self._store, self.text, self.kind, self.value, *self._fields)


_VALUE = r"(?P<year>\d{4})(?:-(?P<month>0[1-9]|1[0-2]|2[1-4])(?:-(?P<day>0[1-9]|[12]\d|3[01]))?|(?<!0000)(?<!9999)-W(?P<week>0[1-9]|[1-4]\d|5[0-3]))?|(?P<decade>\d{3}0)s|(?P<century>\d\d)XX"
_SEASON = r"\d{4}-2[1-4]"


def _stretch(value: str) -> tuple[str, str] | None:
    """From when to when a value is, as texts that sort; None: it tells no year, or is none."""
    import re

    ends = [re.fullmatch(_VALUE, end) for end in value.split("/")]
    if len(ends) > 2 or None in ends:
        return None
    (first, _), (_, last) = (_ends_of(end) for end in (ends[0], ends[-1]) if end is not None)
    return first, last


def _ends_of(value: re.Match[str]) -> tuple[str, str]:
    import datetime

    year, month, day, week, decade, century = value.groups()
    if decade is not None:
        return f"{decade}-00-00", f"{decade[:3]}9-99-99"
    if century is not None:
        return f"{century}00-00-00", f"{century}99-99-99"
    if week is not None:
        monday = datetime.date.fromisocalendar(int(year), 1, 1) + datetime.timedelta(weeks=int(week) - 1)
        return monday.isoformat(), (monday + datetime.timedelta(days=6)).isoformat()
    if month is not None and int(month) > 12:  # a season has its whole year, as in a timeline
        month = None
    return f"{year}-{month or '00'}-{day or '00'}", f"{year}-{month or '99'}-{day or '99'}"


def _asked(value: str) -> tuple[str, str] | None:
    """The stretch of time that is asked for; None: only mentions with this value itself are."""
    import re

    begin, dots, end = value.partition("..")
    stretch = _stretch(f"{begin or '0000'}/{end or '9999'}") if begin + end and dots else _stretch(value)
    if re.fullmatch(_SEASON, value):
        return None
    if (stretch is None and not value.startswith("XXXX")) or (stretch is not None and stretch[0] > stretch[1]):
        raise UsageError(f"value={shown(value)}: a date is needed as mentions have it (1921, 1921-05, 1921-05-03, 1920s, 19XX, XXXX-05), or years, months or days as a range, the earlier one first: 1921..1930, 1921.., ..1930")
    return stretch


def _is_within(value: str | None, asked: str, stretch: tuple[str, str] | None) -> bool:
    """Whether it is what is asked for, or wholly in its time."""
    if value is None or value == asked:
        return value is not None
    within = None if stretch is None else _stretch(value)
    return stretch is not None and within is not None and stretch[0] <= within[0] and within[1] <= stretch[1]


class Mentions(Sliceable, Shows, _core.MentionsBase):
    """Dates that posts speak of, in order.

    >>> import postdex as pdx
    >>> archive = pdx.parse("Rain\\n\\nThe bridge was opened on 3 May 1921 in the rain.")
    >>> [(str(mention.text), mention.value) for mention in archive.date_mentions]
    [('3 May 1921', '1921-05-03')]
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> DateMention: ...
        @overload
        def __getitem__(self, key: slice) -> Mentions: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return DateMention(self._store, *_core.MentionsBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[DateMention]: ...

    def where(self, *, kind: MentionKind | None = None, value: str | None = None) -> Mentions:
        """Only those of a kind (docs/dates.md has them), or whose value is that, or wholly within it: "1921" has 1921, 1921-05 and 1921-05-03, "1920s" and "1920..1929" all of these years.

        >>> import postdex as pdx
        >>> mentions = pdx.parse("Rain\\n\\nThe bridge of 1921 was opened on 3 May 1921, and closed in 1923.").date_mentions
        >>> [mention.text for mention in mentions.where(value="1921")], mentions.where(kind="day")[0].text
        (['1921', '3 May 1921'], '3 May 1921')
        >>> len(mentions.where(value="1921-05..1923"))
        2
        """
        if kind is not None and kind not in KINDS:
            raise UsageError(f"kind={shown(kind)}: one of {', '.join(KINDS)} is needed")
        if value is not None and not isinstance(value, str):
            raise TypeError(f"value={shown(value)}: a date such as '1921' or '1921-05' is needed, not a {type(value).__name__}")
        stretch = None if value is None else _asked(value)
        rows = list(self.select("kind", "value")._tuples())
        wanted = {each for each in {of_value for _, of_value in rows} if value is None or _is_within(each, value, stretch)}
        numbers = [number for number, (of_kind, of_value) in zip(self._numbers(), rows, strict=True) if kind in (None, of_kind) and of_value in wanted]
        mentions: Mentions = self._pick(numbers, (*self._steps, step("where", kind=kind, value=value)))
        return mentions

    def sort(self, by: Literal["value"] | Literal["-value"] | Literal["post"] = "value") -> Mentions:
        """In the order of the days that they mean, a year before its months and days; "-value": the latest first. Those without a year come last, as they stand in the posts. "post": all as they stand in the posts.

        >>> import postdex as pdx
        >>> mentions = pdx.parse("Rain\\n\\nIt rained in 1923, in May, on 3 May 1921, and all of 1921.").date_mentions
        >>> [mention.text for mention in mentions.sort()]
        ['1921', '3 May 1921', '1923', 'May']
        """
        if by not in ("value", "-value", "post"):
            raise UsageError(f"by={shown(by)}: 'value', '-value' or 'post' is needed")
        if by == "post":
            whole: Mentions = self._pick(sorted(self._numbers()), (*self._steps, step("sort", by)))
            return whole
        values = [value for (value,) in self.select("value")._tuples()]
        times = {value: _stretch(value) if value is not None else None for value in set(values)}
        numbers = self._numbers()
        timed = [(time, number) for value, number in zip(values, numbers, strict=True) if (time := times[value]) is not None]
        timed.sort(key=lambda each: each[0], reverse=by == "-value")
        untimed = [number for value, number in zip(values, numbers, strict=True) if times[value] is None]
        mentions: Mentions = self._pick([*(number for _, number in timed), *untimed], (*self._steps, step("sort", by)))
        return mentions

    def by(self, what: Literal["kind", "value", "text"] = "value") -> Counts:
        """How many there are by kind, by value (those without one are left out), or by text as printed, and in how many posts.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\nThe bridge of 1921 was opened on 3 May 1921, in the rain of 1921.").date_mentions.by("value").items()
        [('1921', 2), ('1921-05-03', 1)]
        """
        if what not in ("kind", "value", "text"):
            raise UsageError(f"{shown(what)}: kind, value or text is needed")
        archive, steps = self._begun
        return Counts._tallied(self.select("post", what), f"{self._typed}.by({what!r})")._of(archive, (*steps, *self._steps, step("by", what)))

    def timeline(self, by: Period = "year", *, progress: Progress = None) -> Timeline:
        """Of which days, weeks, months or years the posts speak: `period`, `count` of mentions within it, `posts` with one, and `possible`, mentions that reach over several
        periods, such as a year in a timeline of months. Those without a year are undated. A season has its whole year.
        Centuries, decades and seasons make no rows where other dates do: they are possible in the rows that the others span, and those that lie outside of these are `beyond`.
        More than 100,000 rows, such as days from the Middle Ages to now, are a `LimitError`, which says how many there would be.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe bridge of 1921 was opened on 3 May 1921, and closed in 1923.")
        >>> [(row.period, row.count) for row in archive.date_mentions.timeline()]
        [('1921', 2), ('1922', 0), ('1923', 1)]
        """
        from . import _timelines

        return _timelines.make(self._archive, (*self._begun[1], *self._steps), by, progress, _timelines.POSTS, [], [], self)

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("date_mentions"),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore_mentions, (self._archive,)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.mentions(self)


def _restore_mentions(archive: Archive) -> Mentions:
    return archive.date_mentions
