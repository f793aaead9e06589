"""All occurrences of something."""

from __future__ import annotations

from . import _core, _progress
from ._asked import Asked, replay
from ._display import Shows, ShowsBriefly
from ._export import Rows
from ._page import Page
from ._parts import Part
from ._post import Post
from ._recipe import step
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive
    from ._timelines import Timeline
    from ._types import Period, Progress


class Line(ShowsBriefly, _core.LineBase):
    """One occurrence: `before`, `node`, `after`, and where it stands.

    >>> import postdex as pdx
    >>> line = pdx.parse("Rain\\n\\nThe rain came at noon.").find("came")[0]
    >>> line.before + line.node + line.after == line.part.text
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def post(self) -> Post | None: ...
        @property
        def part(self) -> Part: ...
        @property
        def page(self) -> Page: ...

    @property
    def anchor(self) -> Anchor:
        """Where the node stands."""
        return Anchor._at(self._store, *self._place)

    def __str__(self) -> str:
        return f"{self.before}{self.node}{self.after}"

    def __lt__(self, other: Line) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        return self._place[:3] < other._place[:3]

    def __le__(self, other: Line) -> bool:
        if not isinstance(other, Line):
            return NotImplemented
        return self._place[:3] <= other._place[:3]

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_line, (self._store, self._whole)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.line(self)


def _restore_line(store: _core.Store, whole: tuple[Any, ...]) -> Line:
    line: Line = store.line(*whole)  # type: ignore[assignment]
    return line


class Concordance(Asked, Rows, Shows, _core.ConcordanceBase):
    """All occurrences of something, in the order of the archive; what stands in the pages' remainders comes last.

    >>> import postdex as pdx
    >>> lines = pdx.open(pdx.sample()).find("harbour")
    >>> len(lines) == lines.in_posts + lines.in_remainders == sum(lines.counts.values())
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int, /) -> Line: ...
        @overload
        def __getitem__(self, key: slice, /) -> Concordance: ...
        def __getitem__(self, key: Any, /) -> Any: ...
        def __iter__(self) -> Iterator[Line]: ...
        @property
        def archive(self) -> Archive: ...

    @property
    def suggestion(self) -> str | None:
        """Where nothing was found: a query that finds something; see `Hits.suggestion`.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).find("harbor master").suggestion
        'harbour master'
        """
        from . import _suggestion

        return _suggestion.of(self, lambda query: len(self.archive.find(query)))

    @property
    def in_remainders(self) -> int:
        """Lines outside of posts: in headings, navigation and footers of pages."""
        return len(self) - self.in_posts

    @property
    def counts(self) -> dict[str, int]:
        """Lines by the role of their part, most first; those in pages' remainders count as well."""
        return dict(sorted(self._by_role(), key=lambda item: -item[1]))

    @property
    def per_post(self) -> dict[int, int]:
        """Lines by post (its number in the whole archive), in the order of the archive."""
        return self._by_post()

    @property
    def posts(self) -> Archive:
        """The posts in which something was found."""
        posts: Archive = self.archive._select(list(self.per_post), (*self._recipe, step("posts")))  # type: ignore[assignment]
        return posts

    def timeline(self, by: Period = "month", *, progress: Progress = None) -> Timeline:
        """The lines over time, by the dates of their posts, as `Archive.timeline` has these: `period`, `count` of lines, `posts` with a line, `possible` lines (in posts that may be
        of the period, or of another), `words` of all posts known to be of the period, and `per_thousand` of them. Lines outside of posts are not counted.

        >>> import postdex as pdx
        >>> rows = [{"title": "Ferry", "text": "The ferry is late.", "date": day} for day in ("2024-01-05", "2024-03-02")]
        >>> pdx.from_records(rows).within("paragraph").find("ferry").timeline().select("period", "count", "words", "per_thousand").to_dicts()[0]
        {'period': '2024-01', 'count': 1, 'words': 4, 'per_thousand': 250.0}
        """
        from . import _timelines

        found = self.per_post
        before = self._steps
        return _timelines.make(self.archive, before, by, progress, _timelines.LINES, list(found), list(found.values()), None)

    def sort(self, by: str, *, progress: Progress = None) -> Concordance:
        """In another order: "after", "before", context words such as "L1 R1 R2", node, post, date, part; "-" before one turns it
        round.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nThe rain came. No rain at all.")
        >>> [line.after for line in archive.within("paragraph").find("rain").sort("after")]
        [' at all.', ' came. No rain at all.']
        """
        with _progress.reported(progress) as report:
            lines: Concordance = self._sort(by, report, (*self._recipe, step("sort", by)))  # type: ignore[assignment]
            return lines

    def sample(self, n: int, *, seed: int = 0) -> Concordance:
        """`n` of the lines by chance, in the order in which they stand here; the same lines for the same seed. All when there are no more.

        >>> import postdex as pdx
        >>> lines = pdx.open(pdx.sample()).find("harbour")
        >>> len(lines.sample(5)), lines.sample(5, seed=7) == lines.sample(5, seed=7)
        (5, True)
        """
        from . import _sample

        lines: Concordance = self._pick(_sample.drawn(len(self), n, seed), (*self._recipe, step("sample", n, seed=seed or None)))  # type: ignore[assignment]
        return lines

    def __reduce__(self) -> tuple[Any, ...]:
        return replay, (self.archive, self._steps)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.concordance(self)
