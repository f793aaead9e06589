"""The best of each of many queries."""

from __future__ import annotations

from . import _core
from ._display import Shows
from ._export import Rows
from ._asked import Answered, replay

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive

Answer = _core.Answer


class Answers(Answered, Rows, Shows, _core.AnswersBase):
    """What `archive.search_many` gives: a row for each ranked post of each query, in the order of the queries.

    The columns `query`, `rank`, `post` and `score` are views of memory (`memoryview`), which ``numpy.asarray`` and whatever
    else reads buffers takes in place; as Arrow they are 64-bit numbers. ``answers[i]`` is a row as a named tuple,
    ``answers[a:b]`` a list of them. The rows of query `i` are those from ``begins[i]`` to before ``begins[i + 1]``.

    >>> import postdex as pdx
    >>> archive = pdx.open(pdx.sample())
    >>> answers = archive.search_many(["harbour", "ferry OR boat"], k=2)
    >>> [(row.query, row.rank) for row in answers]
    [(0, 0), (0, 1), (1, 0), (1, 1)]
    >>> list(answers.post[answers.begins[1] :]) == [hit.post.number for hit in archive.search("ferry OR boat")[:2]]
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[_core.Answer]: ...
        @property
        def archive(self) -> Archive: ...

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int) -> _core.Answer: ...
        @overload
        def __getitem__(self, key: slice) -> list[_core.Answer]: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return [_core.AnswersBase.__getitem__(self, i) for i in range(*key.indices(len(self)))]
        return _core.AnswersBase.__getitem__(self, key)

    @property
    def complete(self) -> bool:
        """False when the deadline came first for a query; `incomplete` says for which."""
        return not self.incomplete

    def __reduce__(self) -> tuple[Any, ...]:
        return replay, (self.archive, self._steps)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.answers(self)
