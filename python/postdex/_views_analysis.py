"""What analyses show of themselves: mentions, names, quotes, repeats, changes, tables of words; as trees of nodes for `_display`."""

from __future__ import annotations

from . import _view_pieces as pieces
from ._display import Block, Line, Picture, Span, Table, percent, shorten
from ._display import counted as _n
from ._view_pieces import SHOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._diff import Change, Diff, Edits
    from ._matches import Matches
    from ._mentions import Mentions
    from ._names import Names, Spellings
    from ._near_copies import NearCopies
    from ._quotes import Quotes
    from ._repeats import RepeatPlaces, Repeats
    from ._timelines import Timeline
    from ._word_table import WordTable


def mentions(self: Mentions) -> Block:
    rows = []
    for i in range(min(SHOWN, len(self))):
        item = self[i]
        rows.append([str(i), item.value or "", item.kind, pieces.around(item.text, item.part), "" if item.post is None else str(item.post.number)])
    return Block(
        Line(Span(_n(len(self), "date mention"), "strong")),
        Table(["#", "value", "kind", "text", "post"], "rllwr", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def repeats(self: Repeats) -> Block:
    rows = [[str(i), each.label, str(each.n_words), str(each.n_posts), shorten(each.text, 160), each.reason] for i, each in enumerate(self[:SHOWN])]
    labels = [f"{count:,} {label}" for label, count in self.labels.items()]
    return Block(
        Line(Span(_n(len(self), "repeated run"), "strong")),
        Line(Span(" · ".join(labels), "dim")) if labels else None,
        Table(["#", "label", "words", "posts", "text", "why"], "rlrrww", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def repeat_places(self: RepeatPlaces) -> Block:
    rows = [[str(each.repeat), str(each.post.number), each.part.role, shorten(each.text, 160)] for each in self[:SHOWN]]
    return Block(
        Line(Span(_n(len(self), "place"), "strong"), f" of {_n(len(self._repeats), 'repeated run')}"),
        Table(["repeat", "post", "part", "text"], "rrlw", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


NOTES = 3  # of names in a dictionary
MENTIONED = 10  # places below the spellings of a name


def matches(self: Matches) -> Block:
    from ._recipe import code

    shown = list(self[:SHOWN])
    sorts = any(each.category is not None for each in shown)
    rows = [[str(i), pieces.around(each.text, each.part), each.entry, *([each.category or ""] if sorts else []), str(each.post.number)] for i, each in enumerate(shown)]
    notes = self.notes
    return Block(
        Line(Span(_n(len(self), "match", "matches"), "strong"), f" of {_n(len(self._given), 'name')}"),
        Table(["#", "text", "entry", *(["category"] if sorts else []), "post"], "rwwlr" if sorts else "rwwr", rows) if rows else None,
        pieces.more(SHOWN, len(self), "matches" + code(self._steps)),
        *[Line(Span(f"note: {shorten(note.message, 160)}", "dim")) for note in notes[:NOTES]],
        Line(Span(f"{len(notes) - NOTES:,} more in matches.notes", "dim")) if len(notes) > NOTES else None,
    )


def _spelling_rows(spellings: Spellings) -> list[list[Any]]:
    return [[each.text, f"{each.count:,}", f"{each.posts:,}", ", ".join(each.why).replace("_", " ")] for each in spellings[:SHOWN]]


def spellings(self: Spellings) -> Block:
    rows = _spelling_rows(self)
    return Block(
        Line(Span(_n(len(self), "spelling"), "strong"), " of ", self._of.name, f" · {_n(sum(each.count for each in self), 'mention')}"),
        Table(["spelling", "count", "posts", "why"], "wrrw", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def names(self: Names) -> Block:
    spellings = self.spellings
    rows = _spelling_rows(spellings)
    more = f"{SHOWN} of {len(spellings):,} spellings shown; .spellings has all" if len(spellings) > SHOWN else None
    mentions = [[str(i), pieces.around(each.text, each.part), f"{each.part.role} · post {each.post.number}"] for i, each in enumerate(self[:MENTIONED])]
    return Block(
        Line(Span(_n(len(self), "mention"), "strong"), " of ", self.name, f" · {_n(len(spellings), 'spelling')}"),
        Table(["spelling", "count", "posts", "why"], "wrrw", rows) if rows else None,
        None if more is None else Line(Span(more, "dim")),
        Table(["#", "text", "where"], "rwl", mentions) if mentions else None,
        pieces.more(MENTIONED, len(self), "names"),
        Line(Span(f"left out: {_n(self.unsure, 'place')} with the last or first name alone, which may be somebody else’s", "dim")) if self.unsure else None,
    )


def quotes(self: Quotes) -> Block:
    of_kind, inside, n_open, first_open = self._sum
    kinds = sorted(of_kind.items(), key=lambda row: (-row[1], row[0]))
    rows = [
        [str(i), shorten(each.marked, 160), each.kind, "" if each.speaker is None else str(each.speaker), "" if each.cue is None else str(each.cue), str(each.post.number)]
        for i, each in enumerate(self[:SHOWN])
    ]
    counts = [*(f"{count:,} {kind}" for kind, count in kinds), *([f"{inside:,} inside others"] if inside else [])]
    return Block(
        Line(Span(_n(len(self), "quotation"), "strong")),
        Line(Span(" · ".join(counts), "dim")) if counts else None,
        Line(Span(f"{_n(n_open, 'quotation')} that no mark closes: {', '.join(map(str, first_open))}{' …' if n_open > len(first_open) else ''}", "dim"))
        if n_open
        else None,
        Table(["#", "quotation", "kind", "speaker", "cue", "post"], "rwlwlr", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def near_copies(self: NearCopies) -> Block:
    rows = [[str(i), str(self[i].post.number), percent(self[i].likeness), str(self[i].of.number), pieces.title_or_text(self[i].post)] for i in range(min(SHOWN, len(self)))]
    return Block(
        Line(Span(_n(len(self), "near-copy", "near-copies"), "strong")),
        Table(["#", "post", "likeness", "of", "title"], "rrrrw", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def _both(change: Change) -> str:
    numbers = [str(post.number) if post is not None else "–" for post in (change.before, change.after)]
    return numbers[0] if numbers[0] == numbers[1] else " → ".join(numbers)


def diff(self: Diff) -> Block:
    rows = [[str(i), change.kind + (" and moved" if change.moved and change.kind == "edited" else ""), _both(change), str(len(change.edits) or ""), pieces.title_or_text(change.post)] for i, change in enumerate(self[:SHOWN])]
    counts = [f"{len(self.where(kind)):,} {kind}" for kind in ("added", "gone", "edited", "moved")]
    return Block(
        Line(Span(_n(len(self), "change"), "strong")),
        Line(Span(" · ".join([*counts, f"{self.n_same:,} the same"]), "dim")),
        Table(["#", "kind", "post", "edits", "title"], "rlrrw", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def edits(self: Edits) -> Block:
    rows = [[str(i), edit.field, shorten(edit.before, 60) if edit.before is not None else "–", shorten(edit.after, 60) if edit.after is not None else "–"] for i, edit in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "edit"), "strong")),
        Table(["#", "of", "before", "after"], "rlww", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


# ---------------------------------------------------------------- explanations


def _figure(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else shorten(str(value), 200)


def _shown_columns(self: WordTable) -> list[str]:
    """Texts and counts, and the measure by which the rows are ordered; the others are a `select` away."""
    last = [self.measure] if self.measure and self.measure not in self._texts else []
    shown = (*self._shown, self._asked.get("measure", self._default_measure)) if self._sorted else self._shown
    return [*(name for name in self.columns if name in shown and name not in last), *last]


def timeline(self: Timeline) -> Block:
    shown = word_table(self)
    if len(self):
        shown.children.insert(2, Picture(lambda: self.plot()._repr_html_()))
    return shown


def word_table(self: WordTable) -> Block:
    names = _shown_columns(self)
    rows = [[str(i), *map(_figure, row)] for i, row in enumerate(self.select(*names)._tuples(SHOWN))]
    typed = next((step[0] for step in reversed(self.recipe._steps) if not isinstance(step, slice) and step[0] != "sort"), "table")  # as nearly everybody calls it
    more = pieces.more(SHOWN, len(self), typed)
    if self._has_two_ends and len(self) > SHOWN:
        half = SHOWN // 2
        ends = [[str(len(self) - half + i), *map(_figure, row)] for i, row in enumerate(self[-half:].select(*names)._tuples())]
        rows = [*rows[:half], ["…"] + [""] * len(names), *ends]
        more = Line(Span(f"{SHOWN} of {len(self):,} shown, of both ends; ", "dim"), Span(f"{typed}[{half}:{half + SHOWN}]", "code"), Span(" shows more", "dim"))
    texts = (*self.columns[:1], "other")  # `words` is a text of runs, which begins their rows, and a number elsewhere
    facts = " · ".join(f"{_figure(value)} {(name.removesuffix('s') if value == 1 else name).replace('_', ' ')}" for name, value in self._facts.items())
    others = [name for name in self.columns if name not in names]
    return Block(
        Line(Span(self._headline, "strong"), f" by {self.measure}" if self.measure else ""),
        Line(Span(facts, "dim")) if facts else None,
        Table(["#", *names], "r" + "".join("w" if name in texts else "r" for name in names), rows) if rows else None,
        more,
        Line(Span(f"columns not shown: {', '.join(others)}", "dim")) if others and rows else None,
        Line(Span(f"note: {self._remark}", "dim")) if self._remark else None,
        *pieces.notes(self),
    )
