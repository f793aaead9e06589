"""What results have in common whose slices are of the same type: a slice reads rows of the whole by their numbers."""

from __future__ import annotations

from . import _core
from ._export import Rows
from ._recipe import Recipe, code, step

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self

    from ._archive import Archive


class Sliceable(Rows, _core.Sliceable):
    """Results in order: ``[i]`` gives an item, ``[a:b]`` the same type.

    >>> import postdex as pdx
    >>> mentions = pdx.parse("Rain\\n\\nIt rained on 3 May 1921, on 4 May 1921 and in 1922.").date_mentions
    >>> [mention.value for mention in mentions[1:]], mentions[1:].recipe.code
    (['1921-05-04', '1922'], "pdx.parse(..., name='text').date_mentions[1:]")
    """

    __slots__ = ()

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        """Whose the whole is, and the steps that lead there."""
        raise NotImplementedError

    def _restored(self) -> tuple[Any, ...]:
        """What pickles the whole."""
        raise NotImplementedError

    def _slice(self, key: slice) -> Self:
        picked: Self = self._pick(self._numbers()[key], (*self._steps, key))
        return picked

    def sample(self, n: int, *, seed: int = 0) -> Self:
        """`n` of them by chance, in the order in which they stand here; the same ones for the same seed. All when there are no more."""
        from . import _sample

        numbers = self._numbers()
        picked: Self = self._pick([numbers[i] for i in _sample.drawn(len(self), n, seed)], (*self._steps, step("sample", n, seed=seed or None)))
        return picked

    def __iter__(self) -> Iterator[Any]:
        return map(self.__getitem__, range(len(self)))

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        archive, steps = self._begun
        return Recipe(archive._store, (*archive._recipe, *steps, *self._steps))

    @property
    def _typed(self) -> str:
        """What a user types to have them, of an archive called `archive`."""
        archive, steps = self._begun
        return "archive" + code((*archive._recipe, *steps, *self._steps))[len(code(archive._recipe)) :]

    def __eq__(self, other: object) -> bool:
        return list(self) == list(other) if isinstance(other, type(self)) else NotImplemented

    def __hash__(self) -> int:
        return hash(tuple(self))

    def __reduce__(self) -> tuple[Any, ...]:
        if self._whole is self:
            return self._restored()
        return _restore, (self._whole, self._numbers(), self._steps)


def _restore(whole: Sliceable, numbers: list[int], steps: tuple[Any, ...]) -> Any:
    return whole._pick(numbers, steps)
