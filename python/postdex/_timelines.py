"""Posts over time, and what is found in them."""

from __future__ import annotations

from . import _progress
from ._display import counted
from ._errors import UsageError, shown
from ._recipe import step
from ._word_table import WordTable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import _core
    from ._charts import Chart
    from ._types import Period, Progress

PERIODS = {"day": 0, "week": 1, "month": 2, "year": 3}
POSTS, HITS, LINES = range(3)
UNITS = {"posts": "posts", "all_posts": "posts", "possible": "possible, but not certain", "words": "words", "share": "share of posts", "per_thousand": "occurrences per thousand words"}
RATES = {"share": ("posts", "all_posts", 1.0), "per_thousand": ("count", "words", 1000.0)}


class Timeline(WordTable):
    """A row for each day, week, month or year, from the first to the last that is told of: those without anything, too; see `Archive.timeline`. It has no more than
    100,000 rows: more are a `LimitError`.

    >>> import postdex as pdx
    >>> days = ["2024-11-30", "2024-11-02", "2025-02"]
    >>> archive = pdx.from_records([{"title": day, "text": "The ferry is late.", "date": day} for day in days])
    >>> [(row.period, row.posts) for row in archive.timeline()]
    [('2024-11', 2), ('2024-12', 0), ('2025-01', 0), ('2025-02', 1)]
    """

    __module__ = "postdex"

    __slots__ = ()

    @property
    def by(self) -> str:
        """What a row is: day, week, month or year."""
        return next((str(each[1][0]) for each in reversed(self._steps) if not isinstance(each, slice) and each[0] == "timeline" and each[1]), "month")

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
    def beyond(self) -> int:
        """Of mentions how many tell a century, a decade or a season, all of which lies before the first row or behind the last. They stand in no row."""
        return int(self._facts.get("beyond", 0))

    @property
    def measure(self) -> str:
        """The column by which `sort` ordered the rows; empty: they stand in the order of time."""
        return self._sorted.removeprefix("-")

    def plot(self, column: str | None = None, *, ax: Any = None) -> Any:
        """The rows as bars: a `Chart`, whose `svg` is a picture that needs no package, light or dark as the page is; with ``ax=`` drawn on axes of matplotlib, which are returned.

        `column` is one of the columns with numbers; the first without it. What is `possible` stands above it, lighter. Where there are more rows than can be told apart,
        several share a bar: their counts together, shares and rates of their sums, and of what is possible the most in any of them.

        >>> import postdex as pdx
        >>> rows = [{"title": "Ferry", "text": "The ferry is late.", "date": day} for day in ("2024-01-05", "2024-03-02")]
        >>> pdx.from_records(rows).timeline().plot().values
        [1, 0, 1]
        """
        from . import _plots

        return _plots.drawn(self._chart(self.columns[1] if column is None else column), ax)

    def _chart(self, column: str) -> Chart:
        from . import _charts, _plots

        if column not in self.columns[1:]:
            raise UsageError(f"column={shown(column)}: {', '.join(map(repr, self.columns[1:]))}")
        of = RATES.get(column)
        names = list(dict.fromkeys([column, *([] if of is None else of[:2]), *(["possible"] if column == self.columns[1] else [])]))
        labels, bars = self._bars(names)
        at = {name: i for i, name in enumerate(names)}

        def sums(name: str) -> list[Any]:
            return [sum(row[at[name]] for row in bar) for bar in bars]

        if column == "possible":
            values: list[Any] = [max(row[at[column]] for row in bar) for bar in bars]
        elif of is None:
            values = sums(column)
        else:
            part, whole, times = of
            values = [times * a / b if b else 0.0 for a, b in zip(sums(part), sums(whole), strict=True)]
        possible = [max(row[at["possible"]] for row in bar) for bar in bars] if column == self.columns[1] else []
        last = f", {len(bars[-1])} in the last" if bars and len(bars[-1]) < len(bars[0]) else ""  # which is lower for it
        notes = [f"{len(bars[0])} {self.by}s a bar{last}"] if bars and len(bars[0]) > 1 else []
        notes += [f"lighter: possible, but not certain{'' if any(values) else ' (as all are)'}"] if any(possible) else []
        notes += [f"{self.undated:,} undated"] if self.undated else []
        notes += [f"{self.beyond:,} beyond"] if self.beyond else []
        notes.append(_plots.source_of(self.archive))
        unit = UNITS.get(column) or {"date_mentions": "mentions"}.get(self._steps[0][0], "occurrences")
        return _charts.Chart(f"{self._subject}, by {self.by}", unit, labels, values, possible, " · ".join(notes))

    def _bars(self, names: list[str]) -> tuple[list[str], list[list[tuple[Any, ...]]]]:
        """Rows that share a bar, of these columns, in time, whatever they were sorted by; and the first period of each."""
        from . import _charts

        if self._sorted:
            rows = sorted(self.select(self.columns[0], *names)._tuples(), key=lambda row: row[0])
            bars = _charts.together(rows, self.by)
            return [bar[0][0] for bar in bars], [[row[1:] for row in bar] for bar in bars]
        bars = _charts.together(list(self.select(*names)._tuples()), self.by)
        size = len(bars[0]) if bars else 1
        return [self._rows(i, i + 1)[0][0] for i in range(0, len(self), size)], bars

    @property
    def _subject(self) -> str:
        name, args, _ = self._steps[0]
        return str(args[0]) if name in ("search", "find") else {"date_mentions": "dates spoken of", "like": "posts found"}.get(name, "posts")

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.timeline(self)

    @property
    def _shown(self) -> tuple[str, ...]:  # type: ignore[override]
        return tuple(self.columns)

    @property
    def _headline(self) -> str:
        what = {"date_mentions": "dates that posts speak of", "search": "posts found", "like": "posts found", "find": "occurrences"}.get(self._steps[0][0], "posts")
        return f"{what}, by {self.by} ({counted(len(self), 'row')})"


def make(archive: Any, before: tuple[Any, ...], by: Period, progress: Progress, of: int, posts: list[int], counts: list[int], mentions: _core.MentionsBase | None) -> Timeline:
    """A timeline of a view; `before`: the steps of its recipe from the view to what is counted."""
    if not isinstance(by, str) or by not in PERIODS:
        raise UsageError(f"by={shown(by)}: {', '.join(map(repr, PERIODS))}")
    with _progress.reported(progress) as report:
        made: Timeline = archive._timeline(Timeline, (*before, step("timeline", by)), report, PERIODS[by], of, posts, counts, mentions)
        return made
