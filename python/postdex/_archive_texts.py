"""What is found in the texts of an archive without being asked for in words: names, quotations, dates, what repeats."""

from __future__ import annotations

from . import _arguments, _core, _progress
from ._errors import UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import Any

    from ._matches import Matches
    from ._mentions import Mentions
    from ._names import Names
    from ._near_copies import NearCopies
    from ._quotes import Quotes
    from ._repeats import Repeats
    from ._types import Progress


class Readings(_core.ArchiveBase):
    """An archive whose texts are gone through."""

    __slots__ = ()

    def near_copies(self, at_least: float = 0.8, *, progress: Progress = None) -> NearCopies:
        """Posts that nearly repeat an earlier one: each with the post that it is most like, and how alike they are.

        Nothing is removed or united: two posts under other titles, or changed a little when they were published again. Likeness is the
        resemblance of Broder ("On the resemblance and containment of documents", 1997): of all runs of four words (folded, as the index has
        them) in the two bodies, the share that both have. Only posts that repeat none themselves are repeated; a body of fewer than eight
        words repeats nothing. Posts are held against those that share one of twelve numbers made of their runs: of two that are alike to
        0.8 one in 5,000 is missed, to 0.7 one in 150; and against at most 32 of them, those with most in common.

        `at_least`: from 0.7 to 1, else `UsageError`. Found when somebody first asks, then kept.
        """
        from . import _near_copies

        if not _near_copies.LEAST <= _arguments.number(at_least, "at_least", "a number") <= 1:
            raise UsageError(f"at_least={shown(at_least)}: from {_near_copies.LEAST} to 1")
        with _progress.reported(progress) as report:
            copies: NearCopies = self._near_copies(at_least, report)  # type: ignore[assignment]
        return copies

    def match(self, entries: Mapping[str, Any] | Iterable[str], *, progress: Progress = None) -> Matches:
        """Where the posts have names of a dictionary: whole words, the longest at each place, in one pass.

        `entries` are names, or a dict of names with what else stands for each: another name, several of them, or a dict with `aliases` and `category`. Words are compared as the index
        has them, so case, accents, hyphens and apostrophes do not matter. Of names that are the same the first counts. Dictionaries of a million names are fine.
        Signs are no part of a word, so that `C#` finds every `c`: `notes` of the matches say where that is so.
        A name of one Chinese or Japanese character is found only where no other touches it: such texts are indexed in pairs of characters.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nIda Brook of the Harbour Board met Tom. The HB was late.")
        >>> found = archive.match({"Ida Brook": {"category": "person"}, "Harbour Board": {"aliases": ["HB", "the Board"], "category": "body"}, "Board": None})
        >>> [(str(match.text), match.entry, match.category) for match in found]
        [('Ida Brook', 'Ida Brook', 'person'), ('Harbour Board', 'Harbour Board', 'body'), ('HB', 'Harbour Board', 'body')]
        >>> found.by("entry").items()
        [('Harbour Board', 2), ('Ida Brook', 1)]
        """
        from . import _matches

        given, names, categories, phrases, numbers = _matches.columns(entries)
        with _progress.reported(progress) as report:
            matches: Matches = self._match(given, names, categories, phrases, numbers, report)  # type: ignore[assignment]
        return matches

    def repeats(self, n: int = 8, *, progress: Progress = None) -> Repeats:
        """Every run of at least `n` words that several posts share, as long as all of its places agree: where it stands in each, and why they have it.

        Words are compared as the index has them: without case, accents and what stands between them. A run lies within one part. Where two posts of three share more, that
        is a run of its own. Each has a `label` and the `reason` for it: furniture, tag line, cross-link (a title of another post), caption, near-copy, shared quotation,
        swapped order (two posts have two runs in different order), or repeated claim.

        `n` is from 2 to 64. `archive.within("paragraph").repeats()` leaves tags, captions and furniture out.

        >>> import postdex as pdx
        >>> claim = "The bridge was paid for with the money of the whole town."
        >>> archive = pdx.from_records([{"title": "Bridge", "text": f"It is old. {claim}"}, {"title": "Money", "text": f"{claim} Nobody minded."}])
        >>> archive.repeats()[0]
        <Repeat 'The bridge was paid for with the money of the whole town' · 12 words · 2 posts · repeated claim>
        """
        n = _arguments.count(n, "n", 2, 64)
        with _progress.reported(progress) as report:
            repeats: Repeats = self._repeats(n, report)  # type: ignore[assignment]
        return repeats

    def names(self, name: str, *, rules: str | Iterable[str] | None = None, without: str | Iterable[str] = (), progress: Progress = None) -> Names:
        """Where the posts name somebody, in whatever spelling: names that sound the same when they are written over from another script, swapped and
        dropped letters, words joined or parted by hyphens, initials, another order, and the last or first name alone.

        Each mention says by which rules it was taken for the name, `spellings` sums them up. `rules` are those that may be used (all of them), `without` those that may not, one or several:
        transliteration, swapped_letters, dropped_letter, joined_words, initials, order, longer (a word more stands in it), surname and given_name (that stands alone: only where
        nobody else in the archive has it), and of organisations alias (capitals that a text gives beside the name, in brackets) and plural. Case, accents and apostrophes never matter, as in every search; a spelling begins with a capital letter unless it is the name itself.
        A name with a small word in it (`of`, `the`) or one such as `council` is that of no person: all of its words must stand there, or a short form of it.

        >>> import postdex as pdx
        >>> archive = pdx.parse("Rain\\n\\nIda Montazery came. Then Montarezi left, and Ida Montazeri, too.")
        >>> for spelling in archive.names("Ida Montazeri").spellings:
        ...     print(spelling.text, spelling.count, spelling.why)
        Ida Montazeri 1 ()
        Ida Montazery 1 ('transliteration',)
        Montarezi 1 ('swapped_letters', 'surname')
        >>> len(archive.names("Ida Montazeri", without="surname"))
        2
        """
        from . import _names

        if not isinstance(name, str):
            raise TypeError(f"name={shown(name)}: a name is needed, not a {type(name).__name__}")
        allowed = _names.mask(rules, without)
        with _progress.reported(progress) as report:
            names: Names = self._names(name, allowed, report)  # type: ignore[assignment]
        return names

    @property
    def date_mentions(self) -> Mentions:
        """Dates that the posts speak of, in order.

        >>> import postdex as pdx
        >>> len(pdx.open(pdx.sample()).date_mentions) > 0
        True
        """
        mentions: Mentions = self._mentions()  # type: ignore[assignment]
        return mentions

    @property
    def quotes(self) -> Quotes:
        """What stands in quotation marks in the posts, in order: of which kind it is, and who says it.

        >>> import postdex as pdx
        >>> pdx.parse("Rain\\n\\n“The bridge is safe,” said Anna Weber.").quotes[0]
        <Quote “The bridge is safe,” · direct · Anna Weber · post 0>
        """
        quotes: Quotes = self._quotes()  # type: ignore[assignment]
        return quotes
