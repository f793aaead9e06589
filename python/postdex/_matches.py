"""Names of a dictionary in posts."""

from __future__ import annotations

from . import _core
from ._counts import Counts
from ._display import Shows
from ._errors import UsageError, shown
from ._placed import Placed
from ._recipe import Shown, step
from ._sliceable import Sliceable
from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any, Literal, overload

    from ._archive import Archive
    from ._query import Note

Given = tuple["tuple[str, tuple[str, ...], str | None]", ...]  # names, aliases, a category
Columns = tuple["Given | list[str]", "list[str]", "list[str | None] | None", "list[str]", "list[int] | None"]


def _entry(name: Any, more: Any) -> tuple[str, tuple[str, ...], str | None]:
    """A name with its aliases and category, checked."""
    category = None
    if hasattr(more, "items"):
        unknown = [key for key in more if key not in ("aliases", "category")]
        if unknown:
            raise UsageError(f"entries[{shown(name)}]: there is no {shown(unknown[0])}; aliases and category are known")
        category = more.get("category")
        more = more.get("aliases")
    if more is not None and not hasattr(more, "__iter__"):
        raise TypeError(f"entries[{shown(name)}]={shown(more)}: another name is needed, several, or a dict with aliases and category, not a {type(more).__name__}")
    aliases = () if more is None else (more,) if isinstance(more, str) else tuple(more)
    for text in (name, *aliases, *(() if category is None else (category,))):
        if not isinstance(text, str):
            raise TypeError(f"entries[{shown(name)}]: a text is needed, not a {type(text).__name__}")
    return name, aliases, category


def columns(entries: Mapping[str, Any] | Iterable[str]) -> Columns:
    """The dictionary as given, and as the core takes it: names, categories, phrases and the entry of each. Of names that nothing stands for but themselves no more is made than they are."""
    if isinstance(entries, str) or not hasattr(entries, "__iter__"):
        raise TypeError(f"entries={shown(entries)}: names are needed, or a dict of them")
    if not hasattr(entries, "items"):
        names = list(entries)
        if all([type(name) is str for name in names]):  # nothing else to look at
            return names, names, None, names, None
    pairs = entries.items() if hasattr(entries, "items") else [(name, None) for name in names]
    given = tuple(_entry(name, more) for name, more in pairs)
    phrases, numbers = [], []
    for number, (name, aliases, _) in enumerate(given):
        for phrase in (name, *aliases):
            phrases.append(phrase)
            numbers.append(number)
    return given, [name for name, _, _ in given], [category for _, _, category in given], phrases, numbers


class Match(Placed):
    """A place where a name of a dictionary stands: `text` as printed, and the `entry` that it stands for."""

    __slots__ = {
        "category": "The category of the entry; or None.",
        "entry": "The name of the entry.",
        "text": "As it is printed; a text with an anchor.",
    }

    def __init__(self, store: _core.Store, text: Text, entry: str, category: str | None, *fields: int) -> None:
        self._store = store
        self.text = text
        self.entry = entry
        self.category = category
        self._fields = fields

    def __repr__(self) -> str:
        kind = f" · {self.category}" if self.category is not None else ""
        return f"<Match {str(self.text)!r} · {self.entry}{kind} · post {self._fields[0]}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Match):
            return NotImplemented
        return (self.anchor, self.entry, self.category) == (other.anchor, other.entry, other.category)

    def __hash__(self) -> int:
        return hash((self.anchor, self.entry))

    def __reduce__(self) -> tuple[Any, ...]:
        return Match, (self._store, self.text, self.entry, self.category, *self._fields)


class Matches(Sliceable, Shows, _core.MatchesBase):
    """Where posts have names of a dictionary, in order; see `Archive.match`.

    >>> import postdex as pdx
    >>> matches = pdx.open(pdx.sample()).match(["harbour", "ferry"])
    >>> sorted(matches.by("entry"))
    ['ferry', 'harbour']
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Match: ...
        @overload
        def __getitem__(self, key: slice) -> Matches: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return Match(self._store, *_core.MatchesBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Match]: ...

    @property
    def given(self) -> Given:
        """The dictionary: (name, aliases, category) of each entry."""
        return tuple([(each, (), None) if isinstance(each, str) else each for each in self._given])

    def by(self, what: Literal["entry", "category", "text"] = "entry") -> Counts:
        """How many there are by entry, category or text as printed, and in how many posts."""
        if what not in ("entry", "category", "text"):
            raise UsageError(f"{shown(what)}: entry, category or text is needed")
        archive, steps = self._begun
        return Counts._tallied(self.select("post", what), f"matches.by({what!r})")._of(archive, (*steps, *self._steps, step("by", what)))

    @property
    def notes(self) -> list[Note]:
        """What of the names is looked for otherwise than written: signs that are no part of a word, and names without one.

        >>> import postdex as pdx
        >>> [note.message for note in pdx.open(pdx.sample()).match(["C#", "harbour"]).notes]
        ["'C#': # is no part of a word and is passed over; archive.grep finds it"]
        """
        from . import _query

        return _query.notes_of_names([text for name, aliases, _ in self.given for text in (name, *aliases)])

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("match", Shown(repr({name: {"aliases": list(a), "category": c} for name, a, c in self.given}))),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore, (self._archive, self.given)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.matches(self)


def _restore(archive: Archive, given: Given) -> Matches:
    return archive.match({name: {"aliases": aliases, "category": category} for name, aliases, category in given})
