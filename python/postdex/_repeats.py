"""Runs of words that several posts share."""

from __future__ import annotations

from . import _core
from ._display import Shows, counted
from ._placed import Placed
from ._recipe import step
from ._sliceable import Sliceable
from ._text import Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    from ._archive import Archive
    from ._post import Post


class RepeatPlace(Placed):
    """Where a run stands in one post: `text` as it is written there."""

    __slots__ = {
        "text": "As it is written; a text with an anchor.",
    }

    def __init__(self, store: _core.Store, text: Text, *fields: int) -> None:
        self._store = store
        self.text = text
        self._fields = fields

    @property
    def repeat(self) -> int:
        """The number of the run among all repeats, of which a slice has some."""
        return int(self._fields[3])

    def __repr__(self) -> str:
        from ._display import clean, shorten

        return f"<RepeatPlace {clean(shorten(self.text, 60))!r} · post {self._fields[0]}>"

    def __eq__(self, other: object) -> bool:
        return self.anchor == other.anchor if isinstance(other, RepeatPlace) else NotImplemented

    def __hash__(self) -> int:
        return hash(self.anchor)

    def __reduce__(self) -> tuple[Any, ...]:
        return RepeatPlace, (self._store, self.text, *self._fields)


class Repeat:
    """A run of words that several posts share: where it stands, and why they have it."""

    __slots__ = {
        "label": "furniture, tag line, cross-link, caption, near-copy, shared quotation, swapped order or repeated claim.",
        "n_posts": "In how many posts it stands.",
        "n_words": "How many words it has.",
        "places": "Where it stands: a list of places, in order of posts.",
        "reason": "Why it has its label.",
    }

    def __init__(self, label: str, reason: str, n_words: int, n_posts: int, places: list[RepeatPlace]) -> None:
        self.label = label
        self.reason = reason
        self.n_words = n_words
        self.n_posts = n_posts
        self.places = places

    @property
    def text(self) -> Text:
        """As its first place has it."""
        return self.places[0].text

    @property
    def posts(self) -> list[Post]:
        """The posts, each once."""
        found = {place._fields[0]: place for place in self.places}
        return [place.post for place in found.values()]

    def __repr__(self) -> str:
        from ._display import clean, shorten

        return f"<Repeat {clean(shorten(self.text, 60))!r} · {counted(self.n_words, 'word')} · {counted(self.n_posts, 'post')} · {self.label}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Repeat):
            return NotImplemented
        return (self.label, self.reason, self.places) == (other.label, other.reason, other.places)

    def __hash__(self) -> int:
        return hash((self.label, self.places[0]))

    def __reduce__(self) -> tuple[Any, ...]:
        return Repeat, (self.label, self.reason, self.n_words, self.n_posts, self.places)


class Repeats(Sliceable, Shows, _core.RepeatsBase):
    """Runs of words that several posts share, in order of their first places; see `Archive.repeats`. `places` has a row for each place.

    >>> import postdex as pdx
    >>> repeats = pdx.open(pdx.sample()).repeats(n=5)
    >>> sum(repeats.labels.values()) == len(repeats)
    True
    >>> len(repeats.places) == sum(len(repeat.places) for repeat in repeats)
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Repeat: ...
        @overload
        def __getitem__(self, key: slice) -> Repeats: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        label, reason, n_words, n_posts, places = _core.RepeatsBase.__getitem__(self, key)
        return Repeat(label, reason, n_words, n_posts, [RepeatPlace(self._store, *place) for place in places])

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Repeat]: ...

        @property
        def places(self) -> RepeatPlaces: ...

    @property
    def labels(self) -> dict[str, int]:
        """How many there are with each label, most frequent first."""
        return {label: count for label, count, _ in sorted(self._labels, key=lambda row: (-row[1], row[2]))}

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("repeats", self._least),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore, (self._archive, self._least)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.repeats(self)


class RepeatPlaces(Sliceable, Shows, _core.RepeatPlacesBase):
    """All places of runs of words that several posts share, run by run."""

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> RepeatPlace: ...
        @overload
        def __getitem__(self, key: slice) -> RepeatPlaces: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return RepeatPlace(self._repeats._store, *_core.RepeatPlacesBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[RepeatPlace]: ...

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        archive, steps = self._repeats._begun
        return archive, (*steps, *self._repeats._steps, step("places"))

    def _restored(self) -> tuple[Any, ...]:
        return _restore_places, (self._repeats,)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.repeat_places(self)


def _restore_places(repeats: Repeats) -> RepeatPlaces:
    return repeats.places


def _restore(archive: Archive, least: int) -> Repeats:
    return archive.repeats(least)
