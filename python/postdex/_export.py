"""What everything with rows can do beside streaming Arrow: CSV, JSON lines, data frames."""

from __future__ import annotations

from . import _core
from ._display import Shows
from ._text import writable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._types import Target

BATCH = 1024
EPOCH = 719163  # the ordinal of 1970-01-01


class Rows(_core.Exportable):
    """Methods for objects with rows; each row is a dict of the columns of its Arrow stream."""

    __slots__ = ()

    @property
    def columns(self) -> list[str]:
        """Names of the columns."""
        return [name for name, _ in self._columns()]

    def select(self, *columns: str, views: bool = False) -> Selection:
        """Only these columns, in this order (all when none is named), to be streamed, written or turned into rows: what is not
        selected is not made, so a column or two of many rows cost little.

        `views=True` gives texts as Arrow's string views: what the archive stores is not copied, and stays in memory as long as
        somebody holds it. polars and DuckDB read them in place; pyarrow takes them, but has few functions for them, and
        ``cast("large_string")`` makes of a column what `views=False` gives. `views` changes nothing but Arrow streams.

        >>> import postdex as pdx
        >>> hits = pdx.open(pdx.sample()).search("harbour")[:2]
        >>> hits.select("post", "published").to_dicts() == [
        ...     {"post": hit.post.number, "published": hit.post.published and hit.post.published.value} for hit in hits
        ... ]
        True
        """
        selection: Selection = self._select_columns(columns, views)  # type: ignore[assignment]
        return selection

    def _tuples(self, end: int | None = None) -> Iterator[tuple[Any, ...]]:
        import datetime

        days = [i for i, (_, is_day) in enumerate(self._columns()) if is_day]
        total = len(self) if end is None else min(end, len(self))
        for begin in range(0, total, BATCH):
            for row in self._rows(begin, min(begin + BATCH, total)):
                values = list(row)
                for i in days:
                    if values[i] is not None:
                        ordinal = values[i] + EPOCH
                        values[i] = datetime.date.fromordinal(ordinal) if 1 <= ordinal <= 3652059 else None
                yield tuple(values)

    def to_dicts(self) -> list[dict[str, Any]]:
        """A list of dicts, one per row."""
        names = self.columns
        return [dict(zip(names, row, strict=True)) for row in self._tuples()]

    def to_csv(self, path: Target, *, escape_formulas: bool = False, citations: bool = False) -> None:
        """Writes a CSV file (UTF-8, a header, lists joined by "; ") to a path or a text file object.

        With `citations=True`, of results that are places in posts (occurrences, names, quotations, dates, matches), the columns are others: `post`, `date` (as
        printed, or the days between which the post was published, `2019-01-05/2019-02-01`; `..` is an open end), `title`, `text` as found, the `sentence` round
        it, `citation` as `Anchor.cite` has it, `source`, `line`, `byte_begin` and `byte_end`. What has no places raises `UsageError`.

        >>> import io
        >>> import postdex as pdx
        >>> out = io.StringIO()
        >>> pdx.parse("Rain\\n\\nDry days. The rain came at noon. Then it went.", name="notes.txt").within("paragraph").find("came").to_csv(out, citations=True)
        >>> out.getvalue().splitlines()[1].split(",")[2:5]
        ['Rain', 'came', 'The rain came at noon.']

        A text that begins with `=`, `+`, `-` or `@` is run as a formula by spreadsheet programs. It is written as it is,
        because a CSV is data first; `escape_formulas=True` puts an apostrophe before it, for files that somebody will open
        in such a program.
        """
        import csv

        def value(item: Any) -> Any:
            if isinstance(item, list):
                item = "; ".join(item)
            if escape_formulas and isinstance(item, str) and item[:1] in ("=", "+", "-", "@", "\t", "\r"):
                return "'" + item
            return item

        if citations:
            from . import _citations

            names, rows = list(_citations.COLUMNS), _citations.rows(self)  # type: ignore[arg-type]
        else:
            names, rows = self.columns, self._tuples()
        with _writing(path, newline="") as file:
            writer = csv.writer(file)
            writer.writerow(names)
            writer.writerows([value(item) for item in row] for row in rows)

    def to_jsonl(self, path: Target) -> None:
        """Writes JSON lines, one object per row, to a path or a text file object."""
        names = self.columns
        with _writing(path) as file:
            for row in self._tuples():
                print(json_line(dict(zip(names, row, strict=True))), file=file)

    def to_arrow(self) -> Any:
        """A pyarrow Table."""
        return _package("pyarrow").table(self)

    def to_polars(self) -> Any:
        """A polars DataFrame."""
        return _package("polars").DataFrame(self.select(views=True))

    def to_pandas(self) -> Any:
        """A pandas DataFrame."""
        pandas = _package("pandas")
        columns: list[list[Any]] = [[] for _ in self.columns]
        for row in self._tuples():
            for column, value in zip(columns, row, strict=True):
                column.append(value)
        # Column by column: pandas answers no interrupt while it looks for what kind of values it has.
        series = [pandas.Series(column, dtype=object).infer_objects() for column in columns]
        return pandas.DataFrame(dict(zip(self.columns, series, strict=True)), columns=self.columns)


class Selection(Rows, Shows, _core.SelectionBase):
    """Some columns of something with rows, as `select` gives them: `of` is what they were selected from.

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).select("post", "title").columns
    ['post', 'title']
    """

    __slots__ = ()

    def __iter__(self) -> Iterator[dict[str, Any]]:
        """Its rows, a dict each, made as they are gone through."""
        names = self.columns
        return (dict(zip(names, row, strict=True)) for row in self._tuples())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Selection):
            return NotImplemented
        return self.views == other.views and self.columns == other.columns and bool(self.of == other.of)

    def __hash__(self) -> int:
        return hash((tuple(self.columns), self.of))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_selection, (self.of, tuple(self.columns), self.views)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.selection(self)


def _restore_selection(of: Rows, columns: tuple[str, ...], views: bool) -> Selection:
    return of.select(*columns, views=views)


def json_line(record: dict[str, Any]) -> str:
    """An object as a line of JSON, which UTF-8 can hold: what stands for an odd byte of a path becomes an escape."""
    import json

    return writable(json.dumps(record, ensure_ascii=False, default=str))


def _package(name: str) -> Any:
    import importlib

    try:
        return importlib.import_module(name)
    except ImportError as error:
        from ._errors import MissingPackageError

        raise MissingPackageError(f"{name} is not installed: pip install {name}") from error


def _writing(path: Target, newline: str | None = "\n") -> Any:
    if hasattr(path, "write"):
        import contextlib

        return contextlib.nullcontext(path)
    from ._files import Written

    return Written(path, newline)
