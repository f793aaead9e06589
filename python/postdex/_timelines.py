"""Posts over time, and what is found in them."""

from __future__ import annotations

from . import _progress
from ._errors import UsageError
from ._recipe import step
from ._word_tables import WordTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import _core
    from ._types import Period, Progress

PERIODS = {"day": 0, "week": 1, "month": 2, "year": 3}
POSTS, HITS, LINES = range(3)


class Timeline(WordTable):
    """A row for each day, week, month or year, from the first to the last that is told of: those without anything, too; see `Archive.timeline`.

    >>> import postdex as pdx
    >>> days = ["2024-11-30", "2024-11-02", "2025-02"]
    >>> archive = pdx.from_records([{"title": day, "text": "The ferry is late.", "date": day} for day in days])
    >>> [(row.period, row.posts) for row in archive.timeline()]
    [('2024-11', 2), ('2024-12', 0), ('2025-01', 0), ('2025-02', 1)]
    """

    __slots__ = ()

    @property
    def by(self) -> str:
        """What a row is: day, week, month or year."""
        return next((str(each[1][0]) for each in reversed(self._steps) if not isinstance(each, slice) and each[1]), "month")

    @property
    def certain(self) -> int:
        """How many posts, occurrences or mentions are known to belong to one period: those that rows have in their first column of numbers."""
        return int(self._facts["certain"])

    @property
    def possible(self) -> int:
        """How many may belong to several periods. Each stands as `possible` in all of them, so that these do not add up."""
        return int(self._facts["possible"])

    @property
    def undated(self) -> int:
        """How many have no date and no bounds, and stand in no row."""
        return int(self._facts["undated"])

    @property
    def measure(self) -> str:
        """Empty: rows stand in the order of time."""
        return ""

    @property
    def _shown(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(self.columns)

    @property
    def _headline(self) -> str:
        what = {"date_mentions": "dates that posts speak of", "search": "posts found", "like": "posts found", "find": "occurrences"}.get(self._steps[0][0], "posts")
        return f"{what}, by {self.by} ({len(self):,} rows)"


def make(archive: Any, before: tuple[Any, ...], by: Period, progress: Progress, of: int, posts: list[int], counts: list[int], mentions: _core.MentionsBase | None) -> Timeline:
    """A timeline of a view; `before`: the steps of its recipe from the view to what is counted."""
    if by not in PERIODS:
        raise UsageError(f"by={by!r}: {', '.join(map(repr, PERIODS))}")
    report = _progress.reporter(progress)
    try:
        made: Timeline = archive._timeline(Timeline, (*before, step("timeline", by)), report, PERIODS[by], of, posts, counts, mentions)
        return made
    finally:
        if report is not None:
            report.close()
