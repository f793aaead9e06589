"""Reasons."""

from __future__ import annotations

from ._display import Shows

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


def plain(text: str | None) -> str | None:
    return None if text is None else str(text)


def _frozen(value: Any) -> Any:
    """Reasons as something that has a hash: equal reasons, equal hashes."""
    if isinstance(value, dict):
        return frozenset((key, _frozen(each)) for key, each in value.items())
    return tuple(map(_frozen, value)) if isinstance(value, (list, tuple)) else value


class Explanation(Shows):
    """Reasons, readable and as `data`."""

    __slots__ = {
        "data": "The reasons as a dict.",
        "of": "What is explained.",
    }

    def __init__(self, of: Any, data: dict[str, Any]) -> None:
        self.of = of
        self.data = data

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
