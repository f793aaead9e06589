"""What answers show of themselves: hits, concordances, counts, labels; as trees of nodes for `_display`."""

from __future__ import annotations

from . import _view_pieces as pieces
from ._display import Block, Line, Paragraph, Span, Table, is_rtl, shorten, shorten_front
from ._display import counted as _n
from ._view_pieces import QUERY, SHOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._answers import Answers
    from ._concordance import Concordance, Line as ConcordanceLine
    from ._counts import Counts
    from ._export import Selection
    from ._found import Found
    from ._hits import Hit, Hits
    from ._labels import Labels
    from ._searches import SavedSearches


def _result_notes(self: Any) -> list[Any]:
    lines = []
    if self.possible:
        lines.append(
            Line(Span(f"{_n(self.possible, 'post')} more would fit if dates were known: possible=True", "dim"))
        )
    if not self.complete:
        lines.append(Line(Span("the deadline came first: there may be more", "strong")))
    return pieces.notes(self) + lines


COUNTED = 20_000  # lines whose roles are counted for a display


def _asked(self: Hits) -> str:
    """The query for a heading; of one of many words of which any will do, as likeness is, the words."""
    import re

    last = self._recipe[-1] if self._recipe else None
    if not (isinstance(last, tuple) and last[2].get("match") == "any"):
        return f" for {shorten(self.query, QUERY)}" if self.query else ""
    return f" for any of: {shorten(re.sub(_WEIGHED, lambda found: found[1] + ',', self.query).rstrip(','), QUERY)}"


_WEIGHED = r'"([^"]*)"(?:\^[0-9.]+)?'  # a word, and how much it weighs


def hits(self: Hits) -> Block:
    rows = []
    for i, hit in enumerate(self[:10]):
        rows.append(
            [
                str(i),
                f"{hit.score:.2f}",
                [Span(pieces.title(hit.post), "strong"), " — ", *hit.snippet._pieces()],
                pieces.when(hit.post),
            ]
        )
    return Block(
        Line(Span(f"{_n(len(self), 'hit')}{_asked(self)}", "strong")),
        Table(["#", "score", "post", "published"], "rrwl", rows) if rows else None,
        pieces.more(10, len(self), "hits"),
        *_result_notes(self),
    )


def hit(self: Hit) -> Block:
    return Block(
        Line(Span(f"{self.rank} · {self.score:.2f} · {pieces.title(self.post)}", "strong")),
        Paragraph(*self.snippet._pieces()),
        Line(Span(f"post {self.post.number} · {pieces.when(self.post)}", "dim")),
    )


def _strip(self: Concordance, n_posts: int) -> str:
    """Occurrences per post, as a row of figures, for a few posts."""
    if len(self.archive) > 40:
        return f"in {_n(n_posts, 'post')}"
    per_post = self.per_post
    return "per post: " + " ".join(str(per_post.get(number, 0)) for number in self.archive._numbers())


def concordance(self: Concordance) -> Block:
    lines, n_posts = list(self[:SHOWN]), self._n_posts()
    rows = [
        [
            str(i),
            each.before[-200:],
            [Span(each.node, "strong")],
            each.after[:200],
            f"{each.role} · " + ("page" if each.post is None else f"post {each.post.number}"),
        ]
        for i, each in enumerate(lines)
    ]
    rtl = sum(is_rtl(each.node) for each in lines) * 2 > len(lines)
    counts = " · ".join(f"{count:,} {role}" for role, count in self.counts.items()) if len(self) <= COUNTED else "lines.counts tells their roles"
    outside = f", {self.in_remainders:,} outside posts" if self.in_remainders else ""
    return Block(
        Line(
            Span(f"{_n(len(self), 'line')} for {shorten(self.query, QUERY)}", "strong"),
            f" in {_n(n_posts, 'post')} of {len(self.archive):,}{outside}",
        ),
        Table(["#", "before", "node", "after", "where"], "rbnal", rows, rtl=rtl) if rows else None,
        pieces.more(SHOWN, len(self), "lines"),
        Line(Span(counts, "dim")) if counts else None,
        Line(Span(_strip(self, n_posts), "dim")) if len(self) else None,
        *_result_notes(self),
    )


def line(self: ConcordanceLine) -> Block:
    where = "outside posts" if self.post is None else f"post {self.post.number}"
    return Block(
        Line(
            shorten_front(self.before, 60),
            Span(self.node, "mark"),
            shorten(self.after, 60),
            f" · {where} · {self.role}",
        ),
        Paragraph(self.before[-600:], Span(self.node, "mark"), self.after[:600]),
        Line(Span(f"{where} · {self.role} · {self.anchor.source}, line {self.anchor.line}", "dim")),
    )


def found(self: Found) -> Block:
    lines = list(self[:SHOWN])
    rows = [[str(i), each.before[-200:], [Span(each.node, "strong")], each.after[:200], f"{each.role} · post {each.post.number}"] for i, each in enumerate(lines) if each.post is not None]
    rtl = sum(is_rtl(each.node) for each in lines) * 2 > len(lines)
    return Block(
        Line(Span(f"{_n(len(self), 'line')} for /{self.pattern}/", "strong"), " without regard to case" if self.ignore_case else ""),
        Table(["#", "before", "node", "after", "where"], "rbnal", rows, rtl=rtl) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def answers(self: Answers) -> Block:
    rows = [[str(row.query), self.queries[row.query], str(row.rank), str(row.post), f"{row.score:.2f}"] for row in self[:SHOWN]]
    return Block(
        Line(Span(_n(len(self), "answer"), "strong"), " to ", _n(len(self.queries), "query", "queries")),
        Line(Span(f"the deadline came first for {_n(len(self.incomplete), 'query', 'queries')}", "dim")) if self.incomplete else None,
        Table(["query", "text", "rank", "post", "score"], "rwrrr", rows) if rows else None,
        pieces.more(SHOWN, len(self), "answers"),
    )


def counts(self: Counts) -> Block:
    what = self._counted
    kind = f"different {what}" if what == "word" else what
    rows = [[str(i), key, f"{count:,}", f"{posts:,}"] for i, (key, count, posts) in enumerate(self._tuples(SHOWN))]
    return Block(
        Line(Span(_n(len(self), kind, what[:-1] + "ies" if what.endswith("y") else None), "strong")),
        Table(["#", what, "count", "posts"], "rwrr", rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def selection(self: Selection) -> Block:
    def shown(value: Any) -> str:
        if isinstance(value, list):
            value = ", ".join(value)
        return "" if value is None else f"{value:.4g}" if isinstance(value, float) else shorten(str(value), 200)

    rows = [list(map(shown, row)) for row in self._tuples(SHOWN)]
    align = "".join("w" if isinstance(value, (str, list)) else "r" for value in next(self._tuples(1), ()))
    more = f"{SHOWN} of {len(self):,} shown" if len(self) > SHOWN else None
    return Block(
        Line(Span(_n(len(self), "row"), "strong"), " of ", _n(len(self.columns), "column")),
        Table(self.columns, align, rows) if rows else None,
        None if more is None else Line(Span(more, "dim")),
    )


def labels(self: Labels) -> Block:
    rows = [[str(i), each.label, each.status, shorten(each.quote, 120), each.reason if each.anchor is None else f"{each.anchor.source}, line {each.anchor.line}", each.note] for i, each in enumerate(self[:SHOWN])]
    counts = " · ".join(f"{count:,} {label}" for label, count in self.counts.items())
    return Block(
        Line(Span(_n(len(self), "label"), "strong"), f" in {self.path}", f" · {len(self.lost):,} lost" if self.lost else ""),
        Line(Span(counts, "dim")) if counts else None,
        Table(["#", "label", "status", "text", "where", "note"], "rllwww", rows) if rows else None,
        pieces.more(SHOWN, len(self), "labels"),
    )


def saved_searches(self: SavedSearches) -> Block:
    rows = [[name, self[name].query, "never" if self[name].seen is None else _n(len(self[name].seen or ()), "post"), self[name].note] for name in self]
    return Block(
        Line(Span(_n(len(self), "saved search", "saved searches"), "strong"), f" in {self.path}"),
        Table(["name", "query", "seen", "note"], "lwlw", rows) if rows else None,
    )
