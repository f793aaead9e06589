"""What each object shows of itself, as a tree of nodes for `_display`."""

from __future__ import annotations

from ._display import Block, Fold, Line, Paragraph, Picture, Span, Table, is_rtl, shorten, shorten_front
from ._display import counted as _n

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._answers import Answers
    from ._archive import Archive
    from ._concordance import Concordance
    from ._concordance import Line as ConcordanceLine
    from ._counts import Counts
    from ._export import Selection
    from ._hits import Hit, Hits
    from ._explanation import Explanation
    from ._items import Items
    from ._page import Appearance, Page
    from ._parts import Part, Parts
    from ._post import Post
    from ._matches import Matches
    from ._found import Found
    from ._labels import Labels
    from ._searches import SavedSearches
    from ._mentions import Mentions
    from ._names import Names, Spellings
    from ._quotes import Quotes
    from ._repeats import RepeatPlaces, Repeats
    from ._diff import Change, Diff, Edits
    from ._near_copies import NearCopies
    from ._timelines import Timeline
    from ._word_tables import WordTable

SHOWN = 20
SCANNED = 2000  # posts looked at for a summary of dates


def _more(shown: int, total: int, name: str) -> Any:
    """Says that the display is cut, and what to type for more."""
    if total <= shown:
        return None
    return Line(
        Span(f"{shown} of {total:,} shown; ", "dim"),
        Span(f"{name}[{shown}:{min(2 * shown, total)}]", "code"),
        Span(" shows more", "dim"),
    )


def _title(post: Post, limit: int = 200) -> str:
    return shorten(post.title, limit) if post.title is not None else "(no title)"


def _when(post: Post) -> str:
    published = post.published
    return published.iso if published is not None else _bounds(post)


def _bounds(post: Post) -> str:
    bounds = post.published_bounds
    if not bounds:
        return "–"
    return f"{bounds.not_before or '…'} – {bounds.before or '…'}"


def _tags(post: Post, limit: int) -> str:
    tags = post.tags
    return ", ".join(shorten(tag, 40) for tag in tags[:limit]) + (
        f" … +{len(tags) - limit}" if len(tags) > limit else ""
    )


# ---------------------------------------------------------------- archives


def _dates_line(archive: Archive) -> str:
    if len(archive) > SCANNED:
        return "dates: see archive[i].published"
    printed = sorted(post.published.iso for post in archive if post.published is not None)
    if len(printed) == len(archive) and printed:
        return f"dates printed: {printed[0]} to {printed[-1]}"
    bounds = [post.published_bounds for post in archive if post.published is None]
    low = min((each.not_before for each in bounds if each.not_before is not None), default=None)
    high = max((each.before for each in bounds if each.before is not None), default=None)
    inferred = f"inferred between {low or '…'} and {high or '…'}" if low or high else "no bounds known"
    return (
        f"{_n(len(printed), 'date')} printed, {len(archive) - len(printed):,} {inferred}"
        if printed
        else f"no dates printed, {inferred}"
    )


def _how_cut(archive: Archive) -> Any:
    pages = archive.pages
    if not len(pages):
        return None
    lines: list[Any] = []
    for page in pages[:5]:
        heading = f" “{shorten(page.heading, 80)}”" if page.heading is not None else ""
        order = f", {page.order.replace('_', ' ')}" if page.order != "unknown" else ""
        lines.append(
            Paragraph(
                f"page {page.number}: {page.kind}{heading}, {_n(len(page.appearances), 'entry', 'entries')}, {page.confidence:.0%} sure{order}"
            )
        )
        lines += [Line("  ", Span(sentence, "dim")) for sentence in page.evidence[:6]]
    if len(pages) > 5:
        lines.append(_more(5, len(pages), "archive.pages"))
    return Fold(f"How {_n(len(pages), 'page was', 'pages were')} cut (archive.pages, archive.explain())", *lines)


def archive(self: Archive) -> Block:
    info = self._store.info
    skipped = (
        Line(Span(f"{_n(len(left), 'item' if any('!' in name for name, _ in left) else 'file')} not read: see archive.skipped", "dim"))
        if (left := self.skipped)
        else None
    )
    if not info["posts"]:
        held = f" · {_n(info['sources'], 'source')} · {_n(info['pages'], 'page')} · {_n(info['bytes'], 'byte')}"
        return Block(Line(Span("No posts", "strong"), held), skipped)
    of = "" if self._is_whole else f" of {info['posts']:,}"
    head = [_n(info["sources"], "source"), _n(info["pages"], "page"), f"{len(self):,}{of} {'post' if info['posts'] == 1 else 'posts'}"]
    if len(self) <= SCANNED or self._is_whole:
        head.append(_n(self.n_words, "word"))
    head += [_n(len(self.tags), "tag"), _dates_line(self)]
    rows = [
        [str(i), _title(post), _tags(post, 3), _when(post), f"{post.words:,}"] for i, post in enumerate(self[:SHOWN])
    ]
    gap = self.n_unexplained
    unexplained = f"{gap:,} of {_n(info['bytes'], 'byte')} unexplained" if gap else f"all {_n(info['bytes'], 'byte')} explained"
    roles = self._roles
    return Block(
        Line(Span(" · ".join(head), "strong")),
        None if roles is None else Line(Span("within ", "dim"), ", ".join(roles)),
        Table(["#", "title", "tags", "published", "words"], "rwwlr", rows) if rows else None,
        _more(SHOWN, len(self), "archive"),
        _how_cut(self),
        Line(Span(unexplained, "dim")),
        skipped,
    )


def items(self: Items) -> Block:
    rows = [[str(i), repr(item)[1:-1]] for i, item in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), type(self).__name__.lower().removesuffix("s")), "strong")),
        Table(["#", ""], "rw", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def parts(self: Parts) -> Block:
    rows = [[str(i), part.role, str(part.line), shorten(part.text, 160)] for i, part in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "part"), "strong")),
        Table(["#", "role", "line", "text"], "rlrw", rows) if rows else None,
        _more(SHOWN, len(self), "parts"),
    )


# ---------------------------------------------------------------- items


def part(self: Part) -> Block:
    others = ", ".join(f"{role} {share:.0%}" for role, share in self.alternatives)
    return Block(
        Line(Span(self.role, "strong"), f" · line {self.line} · {shorten(self.text, 80)!r}"),
        Paragraph(shorten(self.text, 2000)),
        Line(Span(f"{self.confidence:.0%} sure" + (f", or else {others}" if others else ""), "dim")),
        *[Line(Span(sentence, "dim")) for sentence in self.evidence],
    )


def _body(post: Post) -> list[Any]:
    nodes: list[Any] = []
    for each in post.parts:
        if each.role in ("paragraph", "quote", "list", "code", "table"):
            nodes.append(Paragraph(shorten(each.text, 700)))
        elif each.role == "heading":
            nodes.append(Line(Span(each.text, "strong")))
        elif each.role in ("caption", "image_alt"):
            nodes.append(Line(Span(f"{each.role.replace('_', ' ')}: {shorten(each.text, 200)}", "dim")))
        elif each.role == "related":
            target = each.target
            nodes.append(
                Line(
                    Span("↪ ", "dim"),
                    shorten(each.text, 200),
                    Span("" if target is None else f" = post {target.number}", "dim"),
                )
            )
    return nodes


def post(self: Post) -> Block:
    published = self.published
    when = f"published {published.iso}" if published is not None else f"published {self.published_bounds}"
    body = _body(self)
    shown = body[:12]
    anchor = self.anchor
    begin, end = anchor.bytes
    line = [
        when,
        *([] if self.author is None else [f"by {self.author}"]),
        f"{self.confidence:.0%} sure",
    ]
    if len(self._appearances) > 1:
        line.append(f"on {len(self._appearances)} pages")
    chips = [piece for tag in self.tags[:24] for piece in (Span(shorten(tag, 60), "chip"), " ")]
    return Block(
        Line(Span(f"{self.number} · {_title(self)}", "strong"), f" · {_n(self.words, 'word')}"),
        Line(*chips) if chips else None,
        Line(Span(" · ".join(line), "dim")),
        *shown,
        Line(Span(f"{len(shown)} of {len(body)} blocks shown; ", "dim"), Span("print(post.text)", "code"))
        if len(body) > len(shown)
        else None,
        Line(Span(f"{anchor.source}, line {anchor.line}, bytes {begin}–{end}", "dim")),
    )


def appearance(self: Appearance) -> Block:
    begin, end = self.span
    title = "(no title)" if self.title is None else self.title
    return Block(
        Line(
            Span(f"{self.index} of page {self.page.number} · {shorten(title, 120)}", "strong"),
            f" · bytes {begin}–{end}",
        ),
        *[Line(Span(sentence, "dim")) for sentence in self.evidence],
    )


def page(self: Page) -> Block:
    heading = "" if self.heading is None else f" “{shorten(self.heading, 120)}”"
    rows = [
        [
            str(i),
            each.title if each.title is not None else "(no title)",
            str(each.anchor.line),
            f"{each.confidence:.0%}",
        ]
        for i, each in enumerate(self.appearances[:SHOWN])
    ]
    return Block(
        Line(
            Span(f"{self.number} · {self.kind}{heading}", "strong"),
            f" · {_n(len(self.appearances), 'entry', 'entries')} · {self.source.name}",
        ),
        Table(["#", "title", "line", "sure"], "rwrr", rows) if rows else None,
        _more(SHOWN, len(self.appearances), "page.appearances"),
        *[Line(Span(sentence, "dim")) for sentence in self.evidence],
        Line(Span(f"{_n(len(self.remainder), 'part')} outside the entries (page.remainder)", "dim")),
    )


# ---------------------------------------------------------------- results


def _result_notes(self: Any) -> list[Any]:
    lines = [Line(Span(f"note: {note.message}", "dim")) for note in self.notes[:5]]
    if self.possible:
        lines.append(
            Line(Span(f"{_n(self.possible, 'post')} more would fit if dates were known: possible=True", "dim"))
        )
    if not self.complete:
        lines.append(Line(Span("the deadline came first: there may be more", "strong")))
    return lines


def hits(self: Hits) -> Block:
    rows = []
    for i, hit in enumerate(self[:10]):
        rows.append(
            [
                str(i),
                f"{hit.score:.2f}",
                [Span(_title(hit.post), "strong"), " — ", *hit.snippet._pieces()],
                _when(hit.post),
            ]
        )
    return Block(
        Line(Span(f"{_n(len(self), 'hit')}{f' for {self.query}' if self.query else ''}", "strong")),
        Table(["#", "score", "post", "published"], "rrwl", rows) if rows else None,
        _more(10, len(self), "hits"),
        *_result_notes(self),
    )


def hit(self: Hit) -> Block:
    return Block(
        Line(Span(f"{self.rank} · {self.score:.2f} · {_title(self.post)}", "strong")),
        Paragraph(*self.snippet._pieces()),
        Line(Span(f"post {self.post.number} · {_when(self.post)}", "dim")),
    )


def _strip(self: Concordance) -> str:
    """Occurrences per post, as a row of figures, for a few posts."""
    per_post = self.per_post
    if not per_post or len(self.archive) > 40:
        return f"in {_n(len(per_post), 'post')}"
    return "per post: " + " ".join(str(per_post.get(number, 0)) for number in self.archive._numbers())


def concordance(self: Concordance) -> Block:
    lines = list(self[:SHOWN])
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
    counts = " · ".join(f"{count:,} {role}" for role, count in self.counts.items())
    outside = f", {self.in_remainders:,} outside posts" if self.in_remainders else ""
    return Block(
        Line(
            Span(f"{_n(len(self), 'line')} for {self.query}", "strong"),
            f" in {_n(len(self.per_post), 'post')} of {len(self.archive):,}{outside}",
        ),
        Table(["#", "before", "node", "after", "where"], "rbnal", rows, rtl=rtl) if rows else None,
        _more(SHOWN, len(self), "lines"),
        Line(Span(counts, "dim")) if counts else None,
        Line(Span(_strip(self), "dim")) if len(self) else None,
        *_result_notes(self),
    )


def found(self: Found) -> Block:
    lines = list(self[:SHOWN])
    rows = [[str(i), each.before[-200:], [Span(each.node, "strong")], each.after[:200], f"{each.role} · post {each.post.number}"] for i, each in enumerate(lines) if each.post is not None]
    rtl = sum(is_rtl(each.node) for each in lines) * 2 > len(lines)
    return Block(
        Line(Span(f"{_n(len(self), 'line')} for /{self.pattern}/", "strong"), " without regard to case" if self.ignore_case else ""),
        Table(["#", "before", "node", "after", "where"], "rbnal", rows, rtl=rtl) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def labels(self: Labels) -> Block:
    rows = [[str(i), each.label, each.status, shorten(each.quote, 120), each.reason if each.anchor is None else f"{each.anchor.source}, line {each.anchor.line}", each.note] for i, each in enumerate(self[:SHOWN])]
    counts = " · ".join(f"{count:,} {label}" for label, count in self.counts.items())
    return Block(
        Line(Span(_n(len(self), "label"), "strong"), f" in {self.path}", f" · {len(self.lost):,} lost" if self.lost else ""),
        Line(Span(counts, "dim")) if counts else None,
        Table(["#", "label", "status", "text", "where", "note"], "rllwww", rows) if rows else None,
        _more(SHOWN, len(self), "labels"),
    )


def saved_searches(self: SavedSearches) -> Block:
    rows = [[name, self[name].query, "never" if self[name].seen is None else _n(len(self[name].seen or ()), "post"), self[name].note] for name in self]
    return Block(
        Line(Span(_n(len(self), "saved search", "saved searches"), "strong"), f" in {self.path}"),
        Table(["name", "query", "seen", "note"], "lwlw", rows) if rows else None,
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


def answers(self: Answers) -> Block:
    rows = [[str(row.query), self.queries[row.query], str(row.rank), str(row.post), f"{row.score:.2f}"] for row in self[:SHOWN]]
    return Block(
        Line(Span(_n(len(self), "answer"), "strong"), " to ", _n(len(self.queries), "query", "queries")),
        Line(Span(f"the deadline came first for {_n(len(self.incomplete), 'query', 'queries')}", "dim")) if self.incomplete else None,
        Table(["query", "text", "rank", "post", "score"], "rwrrr", rows) if rows else None,
        _more(SHOWN, len(self), "answers"),
    )


def counts(self: Counts) -> Block:
    rows = [[str(i), item.key, f"{item.count:,}", f"{item.posts:,}"] for i, item in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "key"), "strong")),
        Table(["#", "key", "count", "posts"], "rwrr", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
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


def mentions(self: Mentions) -> Block:
    rows = []
    for i in range(min(SHOWN, len(self))):
        item = self[i]
        rows.append([str(i), item.value or "", item.kind, str(item.text), "" if item.post is None else str(item.post.number)])
    return Block(
        Line(Span(_n(len(self), "date mention"), "strong")),
        Table(["#", "value", "kind", "text", "post"], "rllwr", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def repeats(self: Repeats) -> Block:
    rows = [[str(i), each.label, str(each.n_words), str(each.n_posts), shorten(each.text, 160), each.reason] for i, each in enumerate(self[:SHOWN])]
    labels = [f"{count:,} {label}" for label, count in self.labels.items()]
    return Block(
        Line(Span(_n(len(self), "repeated run"), "strong")),
        Line(Span(" · ".join(labels), "dim")) if labels else None,
        Table(["#", "label", "words", "posts", "text", "why"], "rlrrww", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def repeat_places(self: RepeatPlaces) -> Block:
    rows = [[str(each.repeat), str(each.post.number), each.part.role, shorten(each.text, 160)] for each in self[:SHOWN]]
    return Block(
        Line(Span(_n(len(self), "place"), "strong"), f" of {_n(len(self._repeats), 'repeated run')}"),
        Table(["repeat", "post", "part", "text"], "rrlw", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def matches(self: Matches) -> Block:
    from ._recipe import code

    rows = [[str(i), str(each.text), each.entry, each.category or "", str(each.post.number)] for i, each in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "match", "matches"), "strong"), f" of {_n(len(self.given), 'name')}"),
        Table(["#", "text", "entry", "category", "post"], "rwwlr", rows) if rows else None,
        _more(SHOWN, len(self), "matches" + code(self._steps)),
    )


def _spelling_rows(spellings: Spellings) -> list[list[Any]]:
    return [[each.text, f"{each.count:,}", f"{each.posts:,}", ", ".join(each.why).replace("_", " ")] for each in spellings[:SHOWN]]


def spellings(self: Spellings) -> Block:
    rows = _spelling_rows(self)
    return Block(
        Line(Span(_n(len(self), "spelling"), "strong"), f" of {self._of.name} · {_n(sum(each.count for each in self), 'mention')}"),
        Table(["spelling", "count", "posts", "why"], "wrrw", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def names(self: Names) -> Block:
    spellings = self.spellings
    rows = _spelling_rows(spellings)
    more = f"{SHOWN} of {len(spellings):,} spellings shown; .spellings has all" if len(spellings) > SHOWN else None
    return Block(
        Line(Span(_n(len(self), "mention"), "strong"), f" of {self.name} · {_n(len(spellings), 'spelling')}"),
        Table(["spelling", "count", "posts", "why"], "wrrw", rows) if rows else None,
        None if more is None else Line(Span(more, "dim")),
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
        _more(SHOWN, len(self), self._typed),
    )


def near_copies(self: NearCopies) -> Block:
    rows = [[str(i), str(self[i].post.number), f"{self[i].likeness:.0%}", str(self[i].of.number), _title(self[i].post)] for i in range(min(SHOWN, len(self)))]
    return Block(
        Line(Span(_n(len(self), "near-copy", "near-copies"), "strong")),
        Table(["#", "post", "likeness", "of", "title"], "rrrrw", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def _both(change: Change) -> str:
    numbers = [str(post.number) if post is not None else "–" for post in (change.before, change.after)]
    return numbers[0] if numbers[0] == numbers[1] else " → ".join(numbers)


def diff(self: Diff) -> Block:
    rows = [[str(i), change.kind + (" and moved" if change.moved and change.kind == "edited" else ""), _both(change), str(len(change.edits) or ""), _title(change.post)] for i, change in enumerate(self[:SHOWN])]
    counts = [f"{len(self.where(kind)):,} {kind}" for kind in ("added", "gone", "edited", "moved")]
    return Block(
        Line(Span(_n(len(self), "change"), "strong")),
        Line(Span(" · ".join([*counts, f"{self.n_same:,} the same"]), "dim")),
        Table(["#", "change", "post", "edits", "title"], "rlrrw", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


def edits(self: Edits) -> Block:
    rows = [[str(i), edit.field, shorten(edit.before, 60) if edit.before is not None else "–", shorten(edit.after, 60) if edit.after is not None else "–"] for i, edit in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "edit"), "strong")),
        Table(["#", "of", "before", "after"], "rlww", rows) if rows else None,
        _more(SHOWN, len(self), self._typed),
    )


# ---------------------------------------------------------------- explanations


def _tree(data: Any, depth: int = 0) -> list[Any]:
    pad = "  " * depth
    nodes: list[Any] = []
    for key, value in data.items():
        name = str(key).replace("_", " ")
        if isinstance(value, dict):
            nodes += [Line(f"{pad}{name}:"), *_tree(value, depth + 1)]
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            nodes.append(Line(f"{pad}{name}:"))
            for i, each in enumerate(value[:40]):
                nodes += [Line(f"{pad}  ", Span(f"{i}", "strong")), *_tree(each, depth + 2)]
            if len(value) > 40:
                nodes.append(Line(Span(f"{pad}  40 of {len(value):,} shown", "dim")))
        elif isinstance(value, list) and len(value) > 1:
            nodes += [Line(f"{pad}{name}:"), *(Line(f"{pad}  ", shorten(str(each), 300)) for each in value[:40])]
            if len(value) > 40:
                nodes.append(Line(Span(f"{pad}  40 of {len(value):,} shown", "dim")))
        elif isinstance(value, list):
            nodes.append(Line(f"{pad}{name}: ", shorten(str(value[0]), 300) if value else "–"))
        elif value is not None:
            shown = f"{value:.4g}" if isinstance(value, float) else str(value)
            nodes.append(Line(f"{pad}{name}: ", shorten(shown, 300)))
    return nodes


def _part_rows(parts: list[dict[str, Any]]) -> list[list[Any]]:
    return [
        [
            str(each["line"]), each["role"], f"{each['confidence']:.0%}", "; ".join(each["evidence"]),
            ", ".join(f"{role} {share:.0%}" for role, share in each["alternatives"]),
        ]
        for each in parts
    ]  # fmt: skip


def _entry_fold(entry: dict[str, Any], with_parts: bool) -> Fold:
    summary = f"{entry['title'] or '(no title)'} · line {entry['line']} · {entry['confidence']:.0%} sure"
    reasons: list[Any] = [Line(Span(sentence, "dim")) for sentence in entry["evidence"]]
    said = [[field, shorten(str(each["value"]), 80), "yes" if each["counts"] else "", "; ".join(each["evidence"])] for field, all_of_it in entry.get("said", {}).items() for each in all_of_it]
    if with_parts and said:
        reasons.append(Table(["field", "is said to be", "counts", "because"], "lwlw", said))
    if with_parts:
        reasons.append(Table(["line", "role", "sure", "because", "or else"], "rlrww", _part_rows(entry["parts"])))
    return Fold(summary, *reasons)


def explanation(self: Explanation) -> Block:
    nested = ("pages", "entries", "appearances")
    nodes = _tree({key: value for key, value in self.data.items() if key not in nested})
    for entry in [*self.data.get("entries", []), *self.data.get("appearances", [])]:
        nodes.append(_entry_fold(entry, with_parts=True))
    pages = self.data.get("pages", [])
    for number, data in enumerate(pages[:SHOWN]):
        inner = _tree({key: value for key, value in data.items() if key not in nested})
        entries = [_entry_fold(entry, with_parts=False) for entry in data["entries"][:SHOWN]]
        nodes.append(
            Fold(f"page {number}: {data['kind']}, {_n(len(data['entries']), 'entry', 'entries')}", *inner, *entries)
        )
    nodes.append(_more(SHOWN, len(pages), "archive.pages"))
    return Block(Line(Span(f"Why: {type(self.of).__name__}", "strong")), *nodes)


# ---------------------------------------------------------------- tables of words


def _figure(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, float):
        return f"{value:.4g}" if abs(value) < 1000 else f"{value:,.0f}"
    return f"{value:,}" if isinstance(value, int) else shorten(str(value), 200)


def _shown_columns(self: WordTable) -> list[str]:
    """Texts and counts, and the measure by which the rows are ordered; the others are a `select` away."""
    return [*(name for name in self.columns if name in self._shown and name != self.measure), *([self.measure] if self.measure else [])]


def timeline(self: Timeline) -> Block:
    shown = word_table(self)
    if len(self):
        shown.children.insert(2, Picture(lambda: self.plot()._repr_html_()))
    return shown


def word_table(self: WordTable) -> Block:
    names = _shown_columns(self)
    rows = [[str(i), *map(_figure, row)] for i, row in enumerate(self.select(*names)._tuples(SHOWN))]
    more = _more(SHOWN, len(self), "table")
    if self._has_two_ends and len(self) > SHOWN:
        half = SHOWN // 2
        ends = [[str(len(self) - half + i), *map(_figure, row)] for i, row in enumerate(self[-half:].select(*names)._tuples())]
        rows = [*rows[:half], ["…"] + [""] * len(names), *ends]
        more = Line(Span(f"{SHOWN} of {len(self):,} shown, of both ends; ", "dim"), Span(f"table[{half}:{half + SHOWN}]", "code"), Span(" shows more", "dim"))
    texts = self.columns[:1]
    facts = " · ".join(f"{_figure(value)} {(name.removesuffix('s') if value == 1 else name).replace('_', ' ')}" for name, value in self._facts.items())
    others = [name for name in self.columns if name not in names]
    return Block(
        Line(Span(self._headline, "strong"), f" by {self.measure}" if self.measure else ""),
        Line(Span(facts, "dim")) if facts else None,
        Table(["#", *names], "r" + "".join("w" if name in texts else "r" for name in names), rows) if rows else None,
        more,
        Line(Span(f"columns not shown: {', '.join(others)}", "dim")) if others else None,
    )
