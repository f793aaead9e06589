"""What a regular expression finds in texts."""

from __future__ import annotations

from . import _core
from ._display import Shows
from ._recipe import step
from ._sliceable import Sliceable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive
    from ._concordance import Line


class Found(Sliceable, Shows, _core.GrepBase):
    """Every occurrence of a regular expression in the texts of posts, in order: lines with `before`, `node`, `after` and an anchor.

    >>> import postdex as pdx
    >>> archive = pdx.parse("Rain\\n\\nThe rain came at 9.30, and again at 11.45.")
    >>> [line.node for line in archive.grep(r"\\d+\\.\\d\\d")]
    ['9.30', '11.45']
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Line: ...
        @overload
        def __getitem__(self, key: slice) -> Found: ...

    def __getitem__(self, key: Any) -> Any:
        return self._slice(key) if isinstance(key, slice) else _core.GrepBase.__getitem__(self, key)

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Line]: ...

    @property
    def pattern(self) -> str:
        """What was looked for."""
        return self._asked[0]

    @property
    def ignore_case(self) -> bool:
        """Whether large and small letters made no difference."""
        return self._asked[1]

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("grep", self.pattern, ignore_case=True if self.ignore_case else None),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore_found, (self._archive, *self._asked)

    def _describe(self) -> Any:
        from . import _views_search

        return _views_search.found(self)


def _restore_found(archive: Archive, pattern: str, ignore_case: bool) -> Found:
    return archive.grep(pattern, ignore_case=ignore_case)
