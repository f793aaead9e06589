"""Sources of which no post is left: parts of a saved archive have them until these become one, and nobody is shown them."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

    from . import _core


def source_numbers(store: _core.Store) -> Sequence[int]:
    """Numbers of the sources that are there."""
    left, n = set(store.left_sources()), store.info["sources"]
    return [number for number in range(n + len(left)) if number not in left] if left else range(n)


def page_numbers(store: _core.Store) -> Sequence[int]:
    """Numbers of their pages."""
    n = store.info["pages"]
    numbers: list[int] = []
    next_page = 0
    for source in store.left_sources():
        facts = store.source(source)
        numbers += range(next_page, facts["first_page"])
        next_page = facts["first_page"] + facts["pages"]
    return [*numbers, *range(next_page, next_page + n - len(numbers))] if next_page else range(n)
