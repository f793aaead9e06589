"""What answers to a question share, whatever they are a sequence of: what was asked, how it was read, and how to ask it again."""

from __future__ import annotations

from ._query import Note, notes, years_of_others
from ._recipe import PROPERTIES, Recipe

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Answered:
    """What was made of an archive by steps of a recipe: its class in C has `archive` and `_recipe`."""

    __slots__ = ()

    @property
    def recipe(self: Any) -> Recipe:
        """The code, sources and version behind it."""
        return Recipe(self.archive._store, self._recipe)

    @property
    def _steps(self: Any) -> tuple[Any, ...]:
        """The steps that led here from the archive, or view of one, that was asked."""
        steps: tuple[Any, ...] = self._recipe[len(self.archive._recipe) :]
        return steps


class Asked(Answered):
    """What a query found: its class in C has `_notes`, too."""

    __slots__ = ()

    @property
    def query(self: Any) -> str:
        """The query."""
        for each in reversed(self._recipe):
            if not isinstance(each, slice) and each[0] in ("search", "find"):
                return str(each[1][0])
        return ""

    @property
    def notes(self: Any) -> list[Note]:
        """What was read otherwise than typed."""
        found = notes(self.query, self._notes)
        return found if "date:" not in self.query.lower() or len(self) else found + years_of_others(self.query)


def replay(result: Any, steps: tuple[Any, ...]) -> Any:
    """Takes the steps of a recipe again."""
    for each in steps:
        if isinstance(each, slice):
            result = result[each]
            continue
        name, args, kwargs = each
        if name in PROPERTIES:
            result = getattr(result, name)
            continue
        result = getattr(result, name)(*args, **{key: value for key, value in kwargs.items() if key != "deadline"})
    return result
