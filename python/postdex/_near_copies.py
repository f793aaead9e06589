"""Posts that nearly repeat an earlier one."""

from __future__ import annotations

from . import _core
from ._display import Shows, percent
from ._recipe import step
from ._sliceable import Sliceable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive
    from ._post import Post

LEAST = 0.7


class NearCopy:
    """That a post nearly repeats an earlier one: which, and how alike they are."""

    __slots__ = {
        "likeness": "The share of the runs of four words that both bodies have, of all that either has: from 0.7 to 1.",
        "of": "The earlier post.",
        "post": "The post that repeats it.",
    }

    def __init__(self, post: Post, of: Post, likeness: float) -> None:
        self.post = post
        self.of = of
        self.likeness = likeness

    def __repr__(self) -> str:
        return f"<NearCopy: post {self.post.number} repeats post {self.of.number} to {percent(self.likeness)}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NearCopy):
            return NotImplemented
        return (self.post, self.of, self.likeness) == (other.post, other.of, other.likeness)

    def __hash__(self) -> int:
        return hash((self.post, self.of))

    def __reduce__(self) -> tuple[Any, ...]:
        return NearCopy, (self.post, self.of, self.likeness)


class NearCopies(Sliceable, Shows, _core.NearCopiesBase):
    """Posts that nearly repeat an earlier one, in the order of the archive; see `Archive.near_copies`.

    >>> import postdex as pdx
    >>> text = "The ferry to the island leaves at noon and comes back when the tide has turned, if there is one."
    >>> archive = pdx.from_records([{"title": "Ferry", "text": text}, {"title": "To the island", "text": "Please note: " + text}])
    >>> archive.near_copies()[0]
    <NearCopy: post 1 repeats post 0 to 89%>
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> NearCopy: ...
        @overload
        def __getitem__(self, key: slice) -> NearCopies: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return NearCopy(*_core.NearCopiesBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[NearCopy]: ...

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("near_copies", self._least),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore, (self._archive, self._least)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.near_copies(self)


def _restore(archive: Archive, least: float) -> NearCopies:
    return archive.near_copies(least)
