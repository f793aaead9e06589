"""Where posts name a person or an organisation, in whatever spelling."""

from __future__ import annotations

from . import _core
from ._display import Shows
from ._errors import UsageError, shown
from ._placed import Placed
from ._recipe import Recipe, step
from ._sliceable import Sliceable
from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from typing import Any, overload

    from ._archive import Archive

# In the order of their bits.
RULES = ("transliteration", "swapped_letters", "dropped_letter", "joined_words", "initials", "order", "longer", "surname", "given_name", "alias", "plural")


def _several(given: str | Iterable[str], name: str) -> list[str]:
    if isinstance(given, str):
        return [given]
    if not hasattr(given, "__iter__"):
        raise TypeError(f"{name}={shown(given)}: the name of a rule is needed, or several, not a {type(given).__name__}")
    return list(given)


def mask(rules: str | Iterable[str] | None, without: str | Iterable[str]) -> int:
    """Rules by their names: one, or several."""
    wanted = list(RULES) if rules is None else _several(rules, "rules")
    left = _several(without, "without")
    wrong = [rule for rule in (*wanted, *left) if rule not in RULES]
    if wrong:
        raise UsageError(f"there is no rule {shown(wrong[0])}; they are {', '.join(RULES)}")
    return sum(1 << i for i, rule in enumerate(RULES) if rule in wanted and rule not in left)


def named(bits: int) -> tuple[str, ...]:
    """Names of rules."""
    return tuple(rule for i, rule in enumerate(RULES) if bits >> i & 1)


class NameMention(Placed):
    """A place where somebody is named: `text` as printed, and `why` it is taken for the name that was asked for."""

    __slots__ = {
        "text": "As it is printed; a text with an anchor.",
        "why": "How it differs from the name that was asked for, by rules; empty: not at all.",
    }
    _place_at = 1

    def __init__(self, store: _core.Store, text: Text, bits: int, *fields: Any) -> None:
        self._store = store
        self.text = text
        self.why = named(bits)
        self._fields = (bits, *fields)

    def __repr__(self) -> str:
        why = f" · {', '.join(self.why)}" if self.why else ""
        return f"<NameMention {str(self.text)!r}{why} · post {self._fields[1]}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, NameMention):
            return NotImplemented
        return (self.anchor, self.why) == (other.anchor, other.why)

    def __hash__(self) -> int:
        return hash(self.anchor)

    def __reduce__(self) -> tuple[Any, ...]:
        return NameMention, (self._store, self.text, *self._fields)


class Spelling:
    """A way in which a name is printed, and how often."""

    __slots__ = {
        "count": "How many mentions are printed so.",
        "posts": "In how many posts.",
        "text": "As it is printed.",
        "why": "The rules by which they were taken for the name; empty: none was needed.",
    }

    def __init__(self, text: str, count: int, posts: int, why: tuple[str, ...]) -> None:
        self.text = text
        self.count = count
        self.posts = posts
        self.why = why

    def __repr__(self) -> str:
        why = f" · {', '.join(self.why)}" if self.why else ""
        return f"<Spelling {self.text!r} · {self.count}{why}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Spelling):
            return NotImplemented
        return (self.text, self.count, self.posts, self.why) == (other.text, other.count, other.posts, other.why)

    def __hash__(self) -> int:
        return hash((self.text, self.count))


_COLUMNS = (("text", "text"), ("count", "int"), ("posts", "int"), ("why", "text"))


class Spellings(Sliceable, Shows, _core.MadeBase):
    """The ways in which a name is printed, most frequent first; see `Names.spellings`.

    Columns: `text`, `count` (mentions that are printed so), `posts` (that have one), `why` (the rules by which they were taken for the name, joined by "; "; empty: none was needed).

    >>> import postdex as pdx
    >>> names = pdx.parse("Rain\\n\\nIda Montazery came. Then Montarezi left, and Ida Montazeri, too.").names("Ida Montazeri")
    >>> names.spellings.to_dicts()[-1]
    {'text': 'Montarezi', 'count': 1, 'posts': 1, 'why': 'swapped_letters; surname'}
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Spelling: ...
        @overload
        def __getitem__(self, key: slice) -> Spellings: ...

    def __getitem__(self, key: Any) -> Any:
        return self._slice(key) if isinstance(key, slice) else _core.MadeBase.__getitem__(self, key)

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Spelling]: ...

    @property
    def recipe(self) -> Recipe:
        """The code, sources and version behind it."""
        names: Names = self._of
        return Recipe(names._store, (*names.recipe._steps, step("spellings"), *self._steps))

    @property
    def _typed(self) -> str:
        return "spellings"

    def _restored(self) -> tuple[Any, ...]:
        return _spellings_of, (self._of,)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.spellings(self)


def _spellings_of(names: Names) -> Spellings:
    return names.spellings


class Names(Sliceable, Shows, _core.NamesBase):
    """Where posts name somebody, in order; see `Archive.names`.

    >>> import postdex as pdx
    >>> archive = pdx.parse("Rain\\n\\nAlireza Penhallow met Ida. “Rain,” said Alirezza Penhalow. Penhallow left.")
    >>> [(spelling.text, spelling.why) for spelling in archive.names("Alireza Penhallow").spellings]
    [('Alireza Penhallow', ()), ('Alirezza Penhalow', ('transliteration',)), ('Penhallow', ('surname',))]
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> NameMention: ...
        @overload
        def __getitem__(self, key: slice) -> Names: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return NameMention(self._store, *_core.NamesBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[NameMention]: ...

    @property
    def spellings(self) -> Spellings:
        """The ways in which it is printed, most frequent first: each with `count`, `posts` and `why`; a table, as the mentions are."""
        spelled = self._spelled()
        texts = [" ".join(str(self[first].text).split()) for first, _, _, _ in spelled]
        if len({*texts}) == len(texts):
            made = [Spelling(text, count, posts, named(rules)) for text, (_, count, posts, rules) in zip(texts, spelled, strict=True)]
        else:
            made = self._spelled_alike()
        made.sort(key=lambda each: (-each.count, each.text))
        return Spellings._make(_COLUMNS, [(each.text, each.count, each.posts, "; ".join(each.why)) for each in made], made, self)

    def _spelled_alike(self) -> list[Spelling]:
        """The same, mention by mention: where white space that is not of ASCII parts what is printed alike."""
        found: dict[str, tuple[set[int], list[int], set[str]]] = {}
        for post, text, why in self.select("post", "text", "why")._tuples():
            posts, mentions, rules = found.setdefault(" ".join(text.split()), (set(), [], set()))
            posts.add(post)
            mentions.append(post)
            rules.update(why)
        return [Spelling(text, len(mentions), len(posts), tuple(rule for rule in RULES if rule in rules)) for text, (posts, mentions, rules) in found.items()]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that were allowed."""
        return named(self._rules)

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        rules = None if self.rules == RULES else self.rules
        return self._archive, (step("names", self.name, rules=rules),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore, (self._archive, self.name, self.rules)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.names(self)


def _restore(archive: Archive, name: str, rules: tuple[str, ...]) -> Names:
    return archive.names(name, rules=rules)
