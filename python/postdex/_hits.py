"""Ranked posts."""

from __future__ import annotations

from . import _arguments, _core
from ._asked import Asked, replay
from ._counts import Counts
from ._display import Shows, ShowsBriefly
from ._export import Rows
from ._explanation import Explanation
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
    from ._types import Facet, Order, Period, Progress

SNIPPET = 240


class Snippet:
    """The best short stretch of a post: `text`, what to highlight in it (`highlights`, indexes of `text`), and where it stands."""

    __slots__ = {
        "anchor": "Where it stands.",
        "highlights": "[begin, end) of each match, as indexes of text.",
        "part": "The part it stands in.",
        "text": "The stretch.",
    }

    def __init__(self, text: str, highlights: list[tuple[int, int]], part: Part | None, anchor: Anchor | None) -> None:
        self.text = text
        self.highlights = highlights
        self.part = part
        self.anchor = anchor

    @property
    def words(self) -> list[str]:
        """What is highlighted."""
        return [self.text[begin:end] for begin, end in self.highlights]

    def _pieces(self) -> list[Any]:
        from ._display import Span

        pieces: list[Any] = []
        at = 0
        for begin, end in self.highlights:
            pieces += [self.text[at:begin], Span(self.text[begin:end], "mark")]
            at = end
        return [*pieces, self.text[at:]]

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        return f"<Snippet {self.text!r} {self.highlights}>"

    def _repr_html_(self) -> str:
        from ._display import Block, Paragraph, html

        return html(Block(Paragraph(*self._pieces())))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Snippet) and (self.text, self.highlights, self.anchor) == (
            other.text,
            other.highlights,
            other.anchor,
        )

    def __hash__(self) -> int:
        return hash(self.text)


class Hit(ShowsBriefly, _core.HitBase):
    """One ranked post: `post`, `score`, `snippet`.

    >>> import postdex as pdx
    >>> hit = pdx.open(pdx.sample()).search("harbour")[0]
    >>> [word.lower() for word in hit.snippet.words][:1]
    ['harbour']
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @property
        def post(self) -> Post: ...
        @property
        def hits(self) -> Hits: ...

    @property
    def snippet(self) -> Snippet:
        """The best short stretch of the post, about 240 characters."""
        return self.snippet_of(SNIPPET)

    def snippet_of(self, max_chars: int) -> Snippet:
        """The best stretch of at most so many characters."""
        place = self._snippet(max_chars)
        if place is None:
            return Snippet("", [], None, None)
        page, part, layer, begin, end, ranges = place
        store = self.hits.archive._store
        data = store.layer_bytes(layer, begin, end)

        def index(offset: int) -> int:
            return len(data[: offset - begin].decode("utf-8", "replace"))

        found: Part = store.part(page, part)  # type: ignore[assignment]
        highlights = [(index(first), index(last)) for first, last in ranges]
        return Snippet(
            data.decode("utf-8", "replace"), highlights, found, Anchor._at(store, layer, begin, end, page, part)
        )

    def explain(self) -> Explanation:
        """Why the post has its score: each term's df, idf, occurrences per group, and what it adds."""
        import json

        return Explanation(
            self,
            {
                "post": self.post.number,
                "title": None if self.post.title is None else str(self.post.title),
                **json.loads(self._explain()),
            },
        )

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_hit, (self.hits, self.rank)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.hit(self)


def _restore_hit(hits: Hits, rank: int) -> Hit:
    return hits[rank]


class Hits(Asked, Rows, Shows, _core.HitsBase):
    """Ranked posts: lazy, with an exact length; `[i]` is a hit, `[a:b]` are hits.

    >>> import postdex as pdx
    >>> hits = pdx.open(pdx.sample()).search("harbour")
    >>> hits[:2][1] == hits[1]
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int, /) -> Hit: ...
        @overload
        def __getitem__(self, key: slice, /) -> Hits: ...
        def __getitem__(self, key: Any, /) -> Any: ...
        def __iter__(self) -> Iterator[Hit]: ...
        @property
        def archive(self) -> Archive: ...

    @property
    def suggestion(self) -> str | None:
        """Where nothing was found: a query that finds something, with words of the archive for those that it has not, nearest in spelling, and AND, OR and NOT in capitals. None: there is
        none such, or something was found. It is worked out when it is asked for, and nothing is searched in its place.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).search("harbor or sluise").suggestion
        'harbour OR sluice'
        """
        from . import _suggestion

        return _suggestion.of(self, lambda query: len(self.archive.search(query)))

    @property
    def posts(self) -> Archive:
        """The posts that were found, as an archive: in the archive's order."""
        posts: Archive = self.archive._select(self._numbers, (*self._recipe, step("posts")))  # type: ignore[assignment]
        return posts

    def sort(self, by: Order) -> Hits:
        """In another order: relevance, date, title, position; with "-" before it the reverse. Undated posts come last."""
        hits: Hits = self._sort(by, (*self._recipe, step("sort", by)))  # type: ignore[assignment]
        return hits

    def timeline(self, by: Period = "month", *, progress: Progress = None) -> Timeline:
        """The posts found over time, beside all posts: as `Archive.timeline` has them, with columns `period`, `posts` found, `possible`, `all_posts` of the archive that are
        known to be of the period, and `share`, posts of these.

        >>> import postdex as pdx
        >>> rows = [{"title": "Ferry" if i % 2 else "Rain", "text": "On time.", "date": f"202{i}-05-01"} for i in range(4)]
        >>> [(row.period, row.posts, row.all_posts) for row in pdx.from_records(rows).search("ferry").timeline("year")]
        [('2020', 0, 1), ('2021', 1, 1), ('2022', 0, 1), ('2023', 1, 1)]
        """
        from . import _timelines

        numbers = list(self._numbers)
        before = self._steps
        return _timelines.make(self.archive, before, by, progress, _timelines.HITS, numbers, [1] * len(numbers), None)

    def facets(self, by: Facet) -> Counts:
        """Counts over the posts found, by tag, category, month, part, source or language."""
        _arguments.facet(by)
        counts: Counts = self._facet(by, f"hits.facets({by!r})")  # type: ignore[assignment]
        return counts._of(self.archive, (*self._steps, step("facets", by)))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_hits, (self.archive, self._steps, self._numbers)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.hits(self)


def _restore_hits(archive: Archive, steps: tuple[Any, ...], numbers: list[int]) -> Hits:
    hits: Hits = replay(archive, steps)
    if hits._numbers != numbers:  # a deadline had come before the end
        kept = archive._select(numbers, archive._recipe)
        hits = replay(kept, steps)
    return hits
