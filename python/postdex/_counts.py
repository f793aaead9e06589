"""Counts: tags, months, words, with how often and in how many posts."""

from __future__ import annotations

from . import _core
from ._display import Shows
from ._export import Rows
from ._recipe import Recipe, code
from ._text import number_of, ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive

Count = _core.Count


class Counts(Rows, Shows, _core.CountsBase):
    """Keys with counts, most frequent first: reads like a `collections.Counter`, ``[i]`` gives a `Count`, ``[a:b]`` counts again.

    >>> import postdex as pdx
    >>> tags = pdx.open(pdx.sample()).tags
    >>> tags[0].count >= tags[1].count
    True
    >>> tags[tags[0].key] == tags[0].count
    True
    >>> tags[2:4].to_dicts()[0]
    {'key': 'Elspeth Marrowby', 'count': 5, 'posts': 5}
    """

    __slots__ = ("_archive", "_steps")

    if TYPE_CHECKING:
        _archive: Archive
        _steps: tuple[Any, ...]

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: str) -> int: ...
        @overload
        def __getitem__(self, key: int) -> _core.Count: ...
        @overload
        def __getitem__(self, key: slice) -> Counts: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            return self.get(key, 0)
        if isinstance(key, slice):
            window: Counts = self._window(key, self._typed + code((key,)))  # type: ignore[assignment]
            archive = self._archive_or_none
            return window if archive is None else window._of(archive, (*self._steps, key))
        return _core.CountsBase.__getitem__(self, key)

    @staticmethod
    def _tallied(rows: Rows, typed: str) -> Counts:
        """How many rows of (post, key) have each key, and in how many posts; those without one are left out."""
        told: Counts | None = rows._tally(typed)  # type: ignore[assignment]
        if told is not None:
            return told
        found: dict[str, list[int]] = {}
        for post, key in rows._tuples():
            if key is not None:
                found.setdefault(key, []).append(post)
        counts: Counts = _core._counts([(key.encode(), len(posts), len(set(posts))) for key, posts in found.items()], typed)  # type: ignore[assignment]
        return counts

    def _of(self, archive: Archive, steps: tuple[Any, ...]) -> Counts:
        """The same, knowing of which archive they are and how they came to be."""
        self._archive, self._steps = archive, steps
        return self

    @property
    def _archive_or_none(self) -> Archive | None:
        return getattr(self, "_archive", None)

    @property
    def recipe(self) -> Recipe | None:
        """The code, sources and version behind them; None after pickling, since counts pickle alone."""
        archive = self._archive_or_none
        return None if archive is None else Recipe(archive._store, (*archive._recipe, *self._steps))

    def get(self, key: str, default: int | None = None) -> int | None:
        """The count of a key; of a word in whatever letters, with accents or without.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).words().get("Harbour")
        12
        """
        if not isinstance(key, str):
            raise TypeError(f"keys of counts are text, not {type(key).__name__}")
        for each in ways(key) if self._counted == "word" else (key,):
            number = number_of(self._number_of(each), each, self)
            if number >= 0:
                return _core.CountsBase.__getitem__(self, number).count
        return default

    def __iter__(self) -> Iterator[str]:
        """Keys, most frequent first."""
        return (_core.CountsBase.__getitem__(self, i)[0] for i in range(len(self)))

    def __contains__(self, key: object) -> bool:
        return isinstance(key, str) and self.get(key) is not None

    def keys(self) -> list[str]:
        """The keys, most frequent first."""
        return list(self)

    def items(self) -> list[tuple[str, int]]:
        """(key, count), most frequent first."""
        return [(key, count) for key, count, _ in self._tuples()]

    def values(self) -> list[int]:
        """The counts, highest first."""
        return [count for _, count, _ in self._tuples()]

    def most_common(self, n: int | None = None) -> list[tuple[str, int]]:
        """The first `n` (key, count)."""
        return [(key, count) for key, count, _ in self[:n]._tuples()]

    def total(self) -> int:
        """All counts added up."""
        n = len(self)
        return int(self._sums(1, n)[0]) if n else 0

    def plot(self, *, n: int = 20, ax: Any = None) -> Any:
        """The first `n` as bars: a `BarChart`, whose `svg` is a picture that needs no package; with ``ax=`` drawn on axes of matplotlib, which are returned.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).words().plot(n=5)
        <BarChart 'words' · count · 5 bars>
        """
        from . import _plots

        return _plots.counted(self, n, ax)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Counts):
            return self._state() == other._state()
        return dict(self.items()) == other if isinstance(other, dict) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self._state()))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_counts, (self._state(), self._typed)

    def _ipython_key_completions_(self) -> list[str]:
        return list(self[:1000])

    @property
    def _counted(self) -> str:
        """What one of the keys is: a word, a tag, what was asked for with `facets` or `by`."""
        if self._typed.startswith("archive.words("):
            return "word"
        for asked in (".by(", ".facets("):
            before, _, what = self._typed.rpartition(asked)
            if before:
                return what.partition(")")[0].strip("'\"")
        return {"tags": "tag", "categories": "category"}.get(self._typed.rpartition(".")[2].partition("[")[0], "key")

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.counts(self)


def _restore_counts(rows: list[tuple[bytes, int, int]], typed: str) -> Counts:
    counts: Counts = _core._counts(rows, typed, True)  # type: ignore[assignment]
    return counts
