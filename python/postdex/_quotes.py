"""Quotations: what stands in quotation marks, of which kind it is, and who says it."""

from __future__ import annotations

from . import _core
from ._counts import Counts
from ._display import Shows
from ._errors import UsageError, shown
from ._placed import Placed
from ._recipe import step
from ._sliceable import Sliceable
from ._text import Anchor, Text

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, Literal, overload

    from ._archive import Archive
    from ._types import Attribution, QuoteKind

KINDS = ("direct", "scare", "title")
ATTRIBUTIONS = ("name", "pronoun", "noun", "carried")


class Quote(Placed):
    """What stands in quotation marks: `text` without them, its `kind`, and who says it as far as the words round it tell.

    >>> import postdex as pdx
    >>> quote = pdx.parse("Rain\\n\\n“The bridge is safe,” said Anna Weber.").quotes[0]
    >>> quote.text, quote.speaker, quote.cue
    ('The bridge is safe,', 'Anna Weber', 'said')
    >>> quote.anchor.quote, quote.speaker.anchor.verify()
    ('“The bridge is safe,”', True)
    """

    __slots__ = {
        "attribution": "How somebody is said to have said it: by name, by pronoun, by noun (`the statement`), carried (nothing round it says so: "
        "whoever spoke, or was spoken of, right before); or None.",
        "cue": "The word that says so, with an anchor; or None.",
        "kind": "direct (somebody's words), scare (a word or term held at a distance, or spoken of), title (of a work, report, campaign).",
        "marked": "The text with its marks.",
        "nested": "The quotation that it stands in, with its marks; or None.",
        "speaker": "Who says it, as printed, without Mr. and Dr.: a text with an anchor. None where nothing tells.",
        "text": "What stands between the marks; a text with an anchor.",
    }
    _place_at = 3

    def __init__(
        self, store: _core.Store, marked: Text, text: Text, kind: QuoteKind, speaker: Text | None, cue: Text | None, attribution: Attribution | None,
        nested: Text | None, *fields: Any,
    ) -> None:  # fmt: skip
        self._store = store
        self.marked = marked
        self.text = text
        self.kind = kind
        self.speaker = speaker
        self.cue = cue
        self.attribution = attribution
        self.nested = nested
        self._fields = fields

    @property
    def depth(self) -> int:
        """In how many others it stands."""
        return int(self._fields[0])

    @property
    def group(self) -> int | None:
        """The same number for what one sentence gives of one speaker; None: it stands alone."""
        number: int | None = self._fields[1]
        return number

    @property
    def opened(self) -> bool:
        """Whether a mark opens it."""
        return bool(self._fields[2][0])

    @property
    def closed(self) -> bool:
        """Whether a mark closes it."""
        return bool(self._fields[2][1])

    @property
    def continues(self) -> bool:
        """Whether it goes on with what the paragraph before leaves open."""
        return bool(self._fields[2][2])

    @property
    def anchor(self) -> Anchor:
        """Where it stands, with its marks."""
        return self.marked.anchor

    def __str__(self) -> str:
        return str(self.text)

    def __repr__(self) -> str:
        from ._display import clean, shorten

        said = f" · {clean(self.speaker)}" if self.speaker is not None else ""
        return f"<Quote {clean(shorten(self.marked, 60))} · {self.kind}{said} · post {self._fields[3]}>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Quote):
            return NotImplemented
        return (self.anchor, self.kind, self.speaker, self.attribution) == (other.anchor, other.kind, other.speaker, other.attribution)

    def __hash__(self) -> int:
        return hash((self.anchor, self.kind))

    def __reduce__(self) -> tuple[Any, ...]:
        return Quote, (self._store, self.marked, self.text, self.kind, self.speaker, self.cue, self.attribution, self.nested, *self._fields)


_BETWEEN = str.maketrans(dict.fromkeys("-\u2010\u2011'\u2019\u02bc\u200c", " "))  # pieces of a word


def _words(name: str) -> str:
    """With a space before and behind each word, and each piece of one with hyphens or apostrophes; without case and accents."""
    import unicodedata

    letters = unicodedata.normalize("NFKD", name.translate(_BETWEEN).casefold())
    return f" {' '.join(''.join(letter for letter in letters if not unicodedata.combining(letter)).split())} "


class Quotes(Sliceable, Shows, _core.QuotesBase):
    """Quotations of posts, in order; see docs/quotes.md.

    >>> import postdex as pdx
    >>> quotes = pdx.open(pdx.sample()).quotes
    >>> len(quotes.where(kind="direct")) > 0
    True
    >>> all(quote.anchor.verify() for quote in quotes[:3])
    True
    """

    __slots__ = ()

    if TYPE_CHECKING:

        @overload  # type: ignore[override]
        def __getitem__(self, key: int) -> Quote: ...
        @overload
        def __getitem__(self, key: slice) -> Quotes: ...

    def __getitem__(self, key: Any) -> Any:
        if isinstance(key, slice):
            return self._slice(key)
        return Quote(self._store, *_core.QuotesBase.__getitem__(self, key))

    if TYPE_CHECKING:

        def __iter__(self) -> Iterator[Quote]: ...

    def where(
        self, *, kind: QuoteKind | None = None, speaker: str | None = None, attribution: Attribution | None = None, nested: bool | None = None
    ) -> Quotes:
        """Only those of a kind, of a speaker, attributed in a way, inside others or not.

        A speaker is one in whose name as it is printed all these words stand side by side, without regard to case and accents. Pieces of a word count: `muller` and `brandt` are of Käthe Müller-Brandt.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\n“I am wet,” said Anna Weber. The so-called “roof” leaks.")
        >>> archive.quotes.where(speaker="weber")[0].text
        'I am wet,'
        >>> archive.quotes.where(kind="scare")[0].text
        'roof'
        """
        for name, given, known in (("kind", kind, KINDS), ("attribution", attribution, ATTRIBUTIONS)):
            if given is not None and given not in known:
                raise UsageError(f"{name}={shown(given)}: one of {', '.join(known)} is needed")
        if speaker is not None and not isinstance(speaker, str):
            raise TypeError(f"speaker={shown(speaker)}: a name is needed, not a {type(speaker).__name__}")
        wanted = None if speaker is None else _words(speaker)
        numbers = [
            number
            for number, each in zip(self._numbers(), self, strict=True)
            if (kind is None or each.kind == kind)
            and (wanted is None or (each.speaker is not None and wanted in _words(each.speaker)))
            and (attribution is None or each.attribution == attribution)
            and (nested is None or (each.nested is not None) == nested)
        ]
        made = step("where", kind=kind, speaker=speaker, attribution=attribution, nested=nested)
        quotes: Quotes = self._pick(numbers, (*self._steps, made))
        return quotes

    def by(self, what: Literal["speaker", "kind", "cue", "attribution"] = "speaker") -> Counts:
        """How many there are by speaker (those without one are left out), kind, cue or attribution.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\n“I am wet,” said Anna Weber. “So am I,” she added.").quotes.by("speaker").items()
        [('Anna Weber', 2)]
        """
        if what not in ("speaker", "kind", "cue", "attribution"):
            raise UsageError(f"{shown(what)}: speaker, kind, cue or attribution is needed")
        archive, steps = self._begun
        return Counts._tallied(self.select("post", what), f"{self._typed}.by({what!r})")._of(archive, (*steps, *self._steps, step("by", what)))

    @property
    def _begun(self) -> tuple[Archive, tuple[Any, ...]]:
        return self._archive, (step("quotes"),)

    def _restored(self) -> tuple[Any, ...]:
        return _restore, (self._archive,)

    def _describe(self) -> Any:
        from . import _views_analysis

        return _views_analysis.quotes(self)


def _restore(archive: Archive) -> Quotes:
    return archive.quotes
