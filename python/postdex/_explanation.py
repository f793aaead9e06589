"""Reasons."""

from __future__ import annotations

from ._display import Shows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from ._items import Pages


def plain(text: str | None) -> str | None:
    return None if text is None else str(text)


def _frozen(value: Any) -> Any:
    """Reasons as something that has a hash: equal reasons, equal hashes."""
    if isinstance(value, dict):
        return frozenset((key, _frozen(each)) for key, each in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


class Explanation(Shows):
    """Reasons, readable and as `data`. Those of an archive's pages are made when somebody asks for them: displays have only the first."""

    __slots__ = {
        "of": "What is explained.",
        "_own": "What is said of it itself.",
        "_pages": "The pages of an archive, each with reasons of its own; None: it is no archive.",
    }

    def __init__(self, of: Any, own: dict[str, Any], pages: Pages | None = None) -> None:
        self.of = of
        self._own = own
        self._pages = pages

    @property
    def data(self) -> dict[str, Any]:
        """The reasons as a dict."""
        if self._pages is not None and "pages" not in self._own:
            self._own = {"pages": [page.explain().data for page in self._pages], **self._own}
        return self._own

    def _shown(self, n: int) -> tuple[dict[str, Any], list[dict[str, Any]], int]:
        """What a display has: what is said of it itself, of its first `n` pages, and how many these are."""
        pages = self._pages or ()
        return self._own, [page.explain().data for page in pages[:n]], len(pages)

    def __getitem__(self, key: str) -> Any:
        return self.data[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self.data)

    def __len__(self) -> int:
        return len(self.data)

    def __contains__(self, key: object) -> bool:
        return key in self.data

    def keys(self) -> list[str]:
        """What it speaks of."""
        return list(self.data)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Explanation) and self.data == other.data

    def __hash__(self) -> int:
        return hash(_frozen(self.data))

    def _describe(self) -> Any:
        from . import _views

        return _views.explanation(self)
