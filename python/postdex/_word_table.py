"""A table of words, whatever was counted of them: its rows, its columns, its order."""

from __future__ import annotations

from . import _core
from ._display import Shows, counted
from ._asked import replay
from ._export import Rows
from ._recipe import Recipe, step
from ._text import number_of, ways

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Self, overload

    from ._archive import Archive
    from ._query import Note


class WordRow:
    """A row of a table of words: its values by the names of the columns, and by their numbers.

    >>> import postdex as pdx
    >>> row = pdx.parse("Rain\\n\\nThe rain came at noon, and more rain came.").collocates("rain", measure="t")[0]
    >>> row.word, row.count, row[0], len(row) == len(row.as_dict())
    ('came', 2, 'came', True)
    """

    __slots__ = ("_names", "_values")

    def __init__(self, names: tuple[str, ...], values: tuple[Any, ...]) -> None:
        self._names = names
        self._values = values

    def as_dict(self) -> dict[str, Any]:
        """The values by the names of their columns."""
        return dict(zip(self._names, self._values, strict=True))

    def __getattr__(self, name: str) -> Any:
        if name[:1] != "_" and name in self._names:
            return self._values[self._names.index(name)]
        raise AttributeError(f"a row has no {name!r}; it has {', '.join(self._names)}" if name[:1] != "_" else name)

    def __dir__(self) -> list[str]:
        return [*object.__dir__(self), *self._names]

    def __getitem__(self, i: Any) -> Any:
        return self._values[i]

    def __len__(self) -> int:
        return len(self._values)

    def __iter__(self) -> Iterator[Any]:
        return iter(self._values)

    def __eq__(self, other: object) -> bool:
        return (self._names, self._values) == (other._names, other._values) if isinstance(other, WordRow) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values)

    def __reduce__(self) -> tuple[Any, ...]:
        return WordRow, (self._names, self._values)

    def __repr__(self) -> str:
        values = (f"{value:.4g}" if isinstance(value, float) else repr(value) for value in self._values)
        return f"<WordRow {', '.join(f'{name}={value}' for name, value in zip(self._names, values, strict=True))}>"


class Fact:
    """What was counted with a table, under the name of the attribute."""

    _kind: type = int

    def __init__(self, doc: str) -> None:
        self.__doc__ = doc

    def __set_name__(self, owner: type, name: str) -> None:
        self._name = name

    def __get__(self, table: WordTable | None, owner: type | None = None) -> Any:
        return self if table is None else self._kind(table._facts[self._name])

    def __set__(self, table: WordTable, value: object) -> None:
        raise AttributeError(f"{self._name} of a table was counted, and cannot be set")


class Count(Fact):
    """A whole number that was counted with a table."""

    if TYPE_CHECKING:

        def __get__(self, table: WordTable | None, owner: type | None = None) -> int: ...


class Real(Fact):
    """A number with fractions that was counted with a table."""

    _kind = float

    if TYPE_CHECKING:

        def __get__(self, table: WordTable | None, owner: type | None = None) -> float: ...


class WordTable(Rows, Shows, _core.WordTableBase):
    """Words (or runs of words, or tags) with what was counted of them, in the order of a measure; immutable.

    ``table[i]`` is a row (`WordRow`), ``table[a:b]`` the same kind of table, without cost; ``table["word"]`` is the row of a word. Numbers that follow from counts are worked out
    when they are asked for, so a table of all words of an archive costs little until it is exported.
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, key: int | str) -> WordRow: ...
        @overload
        def __getitem__(self, key: slice) -> Self: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, str):
            row = self.get(key)
            if row is None:
                raise KeyError(key)
            return row
        found = _core.WordTableBase.__getitem__(self, key)
        return found if isinstance(key, slice) else WordRow(tuple(self.columns), found)

    def get(self, word: str) -> WordRow | None:
        """The row of a word, in whatever letters, with accents or without; of tags, slices and periods that which is just so. None when there is none.

        >>> import postdex as pdx
        >>> pdx.open(pdx.sample()).collocates("harbour").get("Master").word
        'master'
        """
        if not isinstance(word, str):
            raise TypeError(f"what a row is of is text, not {type(word).__name__}")
        for each in ways(word) if self.columns[0] in ("word", "words") and self._asked.get("of") != "tags" else (word,):
            number = number_of(self._number_of(each), each, (text for (text,) in self.select(self.columns[0])._tuples()))
            if number >= 0:
                return self[number]
        return None

    def __iter__(self) -> Iterator[WordRow]:
        names = tuple(self.columns)
        return (WordRow(names, row) for row in self._tuples())

    def __contains__(self, item: object) -> bool:
        return self.get(item) is not None if isinstance(item, str) else any(row == item for row in self)

    def sort(self, by: str) -> Self:
        """The same rows in the order of a column: numbers from the greatest, texts by their characters; "-" before its name turns it round. Rows that are equal in it stay as they stand.

        >>> import postdex as pdx
        >>> near = pdx.open(pdx.sample()).collocates("harbour")
        >>> [row.word for row in near.sort("count")[:2]], near.sort("-word")[0].word
        (['the', 'master'], 'with')
        """
        from ._errors import UsageError, shown

        if not isinstance(by, str):
            raise TypeError(f"by={shown(by)}: the name of a column is needed, not a {type(by).__name__}")
        name = by.removeprefix("-")
        if name not in self.columns:
            raise UsageError(f"by={shown(by)}: {', '.join(self.columns)}, with - before it to turn it round")
        sorted_: Self | None = self._in_order(self.columns.index(name), by.startswith("-"), step("sort", by))
        if sorted_ is not None:
            return sorted_
        values = [value for (value,) in self.select(name)._tuples()]
        is_text = bool(values) and isinstance(values[0], str)
        order = sorted(range(len(values)), key=values.__getitem__, reverse=is_text == by.startswith("-"))
        picked: Self = self._pick(order, step("sort", by))
        return picked

    @property
    def archive(self) -> Archive:
        """The archive, or the part of one, that was counted."""
        archive: Archive = self._archive  # type: ignore[assignment]
        return archive

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        return Recipe(self.archive._store, (*self.archive._recipe, *self._steps))

    @property
    def measure(self) -> str:
        """The column by which the rows are ordered; empty where they stand in the order of the archive."""
        return self._sorted.removeprefix("-") or self._own_measure

    @property
    def _own_measure(self) -> str:
        """By which they were ordered before anybody sorted them."""
        return str(self._asked.get("measure", self._default_measure))

    @property
    def _sorted(self) -> str:
        """By what `sort` was asked to order them; empty: it was not."""
        last = next((each for each in reversed(self._steps[1:]) if not isinstance(each, slice)), None)
        return str(last[1][0]) if last is not None and last[0] == "sort" else ""

    _default_measure = ""
    _shown: tuple[str, ...] = ()
    _texts: tuple[str, ...] = ("word", "words", "slice", "period", "tag", "other")  # columns that tell what a row is of
    @property
    def _has_two_ends(self) -> bool:
        """Whether those at the end are as telling as those at the beginning."""
        return False


    @property
    def _headline(self) -> str:
        return counted(len(self), "row")

    @property
    def _remark(self) -> str:
        """What should be known before the table is read; empty: nothing."""
        return ""

    @property
    def _asked(self) -> dict[str, Any]:
        asked: dict[str, Any] = self._steps[0][2]
        return asked

    @property
    def _query(self) -> str | None:
        """Whose occurrences were counted; None: those of all words."""
        return None

    @property
    def notes(self) -> list[Note]:
        """What of the query was read otherwise than typed, as `archive.find` has it; nothing where none was asked.

        >>> import postdex as pdx
        >>> [note.message for note in pdx.open(pdx.sample()).collocates("titel:harbour").notes]
        ['titel: is no scope: read as a word']
        """
        return [] if self._query is None else self.archive[:0].find(self._query).notes  # those of the query alone

    @property
    def suggestion(self) -> str | None:
        """Where the query occurs nowhere: one that occurs; see `Hits.suggestion`."""
        found = self._facts.get("occurrences", self._facts.get("runs", 0))
        return None if self._query is None or found else self.archive.find(self._query).suggestion

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, WordTable):
            return NotImplemented
        return type(self) is type(other) and len(self) == len(other) and self._facts == other._facts and list(self._tuples()) == list(other._tuples())

    def __hash__(self) -> int:
        return hash((type(self), len(self), *self._facts.items()))

    def __reduce__(self) -> tuple[Any, ...]:
        return replay, (self.archive, self._steps)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.word_table(self)
