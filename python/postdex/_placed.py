"""What items of results have in common that stand at a place of a post."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from . import _core
    from ._parts import Part
    from ._post import Post
    from ._text import Anchor, Text


class Placed:
    """A text that stands in a part of a post: of `_fields` the post, page and part begin at `_place_at`."""

    __slots__ = {"_fields": "Private.", "_store": "Private."}
    _place_at = 0

    if TYPE_CHECKING:
        _fields: tuple[Any, ...]
        _store: _core.Store
        text: Text

    @property
    def post(self) -> Post:
        """The post."""
        post: Post = self._store.post(self._fields[self._place_at])  # type: ignore[assignment]
        return post

    @property
    def part(self) -> Part:
        """The part it stands in."""
        _, page, part = self._fields[self._place_at : self._place_at + 3]
        found: Part = self._store.part(page, part)  # type: ignore[assignment]
        return found

    @property
    def anchor(self) -> Anchor:
        """Where it stands."""
        return self.text.anchor
