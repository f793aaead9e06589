"""Parts of a page, and lists of them."""

from __future__ import annotations

from . import _arguments, _core
from ._display import Shows, ShowsBriefly
from ._export import Rows
from ._text import Anchor

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload


class Part(ShowsBriefly, _core.PartBase):
    """A role and a range of a page: a title, a paragraph, a line of tags, a blank.

    >>> import postdex as pdx
    >>> part = pdx.open(pdx.sample())[0].paragraphs[0]
    >>> part.role, part.text == str(part), bytes(part) == part.raw
    ('paragraph', True, True)
    """

    __slots__ = ()

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        return Anchor._at(self._store, *self._place)

    def explain(self) -> dict[str, Any]:
        """Why it has its role: role, confidence, evidence, alternatives, the line that proves it."""
        return {
            "role": self.role, "line": self.line, "confidence": self.confidence, "evidence": self.evidence,
            "alternatives": self.alternatives, "witness": self.witness,
        }  # fmt: skip

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_part, (self._store, self._place[3], self.number)

    def _describe(self) -> Any:
        from . import _views

        return _views.part(self)


def _restore_part(store: _core.Store, page: int, number: int) -> Part:
    part: Part = store.part(page, number)  # type: ignore[assignment]
    return part


class Parts(Rows, Shows, _core.PartsBase):
    """A lazy sequence of parts, with rows for data frames.

    >>> import postdex as pdx
    >>> page = pdx.open(pdx.sample()).pages[0]
    >>> b"".join(part.raw for part in page.parts) == page.data
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int, /) -> Part: ...
        @overload
        def __getitem__(self, key: slice, /) -> Parts: ...
        def __getitem__(self, key: Any, /) -> Any: ...
        def __iter__(self) -> Iterator[Part]: ...
        def _with(self, roles: list[str], /) -> Parts: ...
        def _outside(self) -> Parts: ...

    def where(self, *roles: str) -> Parts:
        """Only parts with one of these roles, of which "text" stands for several, as in `Archive.within`."""
        return self._with(_arguments.roles(roles, "where"))

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore_parts, (self._store, self._keys())

    def _describe(self) -> Any:
        from . import _views

        return _views.parts(self)


def _restore_parts(store: _core.Store, keys: list[tuple[int, int]]) -> Parts:
    parts: Parts = store.parts(keys)  # type: ignore[assignment]
    return parts
