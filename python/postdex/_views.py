"""What archives, pages, posts and their parts show of themselves, as trees of nodes for `_display`; and why something was taken for what it is."""

from __future__ import annotations

from . import _view_pieces as pieces
from ._corrections import NOT_CORRECTED
from ._display import Block, Fold, Line, Paragraph, Span, Table, percent, shorten
from ._display import counted as _n
from ._view_pieces import SHOWN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from ._archive import Archive
    from ._dates import Bounds
    from ._explanation import Explanation
    from ._items import Items
    from ._page import Appearance, Page
    from ._parts import Part, Parts
    from ._post import Post

SCANNED = 2000  # posts looked at for a summary of dates, and of the pages of a narrower archive
CHIPS = 24  # tags of a post
TAGGED = 10_000  # posts whose tags are counted for a summary: more take longer than a display may


def _dates_line(archive: Archive) -> str:
    if len(archive) > SCANNED:
        return "dates: see archive[i].published"
    printed = sorted(post.published.iso for post in archive if post.published is not None)
    if len(printed) == len(archive) and printed:
        return f"dates printed: {printed[0]} to {printed[-1]}"
    inferred = _inferred([post.published_bounds for post in archive if post.published is None])
    return (
        f"{_n(len(printed), 'date')} printed, {len(archive) - len(printed):,} {inferred}"
        if printed
        else f"no dates printed, {inferred}"
    )


def _inferred(bounds: list[Bounds]) -> str:
    """The days that undated posts are bounded by, from the first to the last; how many may be earlier or later than all of them, as nothing is known of a side."""
    days = [day for each in bounds for day in (each.not_before, each.before) if day is not None]
    if not days:
        return "no bounds known"
    n_open = sum(each.not_before is None or each.before is None for each in bounds)
    left = f", {f'{n_open:,} of them' if n_open < len(bounds) else 'all'} open on a side" if n_open else ""
    return f"inferred between {min(days)} and {max(days)}{left}"


def _how_cut(archive: Archive) -> Any:
    is_cut = len(archive) > SCANNED and not archive._is_whole
    pages = archive[:5].pages if is_cut else archive.pages
    if not len(pages):
        return None
    lines: list[Any] = []
    for page in pages[:5]:
        heading = f" “{shorten(page.heading, 80)}”" if page.heading is not None else ""
        order = f", {page.order.replace('_', ' ')}" if page.order != "unknown" else ""
        lines.append(
            Paragraph(
                f"page {page.number}: {page.kind}{heading}, {_n(len(page.appearances), 'entry', 'entries')}, {percent(page.confidence)} sure{order}"
            )
        )
        lines += [Line("  ", Span(sentence, "dim")) for sentence in page.evidence[:6]]
    if is_cut:
        return Fold("How pages of the first five posts were cut (archive[:5].pages, archive.explain())", *lines)
    if len(pages) > 5:
        lines.append(pieces.more(5, len(pages), "archive.pages"))
    return Fold(f"How {_n(len(pages), 'page was', 'pages were')} cut (archive.pages, archive.explain())", *lines)


def _tag_meant(self: Archive) -> Any:
    """Where no post is left of a tag that none has: the one that is spelled most like it."""
    from . import _suggestion

    last = self._recipe[-1] if self._recipe else None
    asked = last[2].get("tag") if isinstance(last, tuple) and last[0] == "where" else None
    near = None if asked is None or len(self) else _suggestion.nearest_key(self.whole.tags, str(asked))
    return None if near is None or near == asked else Line(Span("there is a tag ", "dim"), Span(repr(near), "code"))


def _left_out(self: Archive, left: list[tuple[str, str]]) -> Line:
    """What was not read: whole files, and something of sources that there are."""
    n_uncorrected = sum(why.startswith(NOT_CORRECTED) for _, why in left)
    names = {name for name, why in left if not why.startswith(NOT_CORRECTED)}
    partly = names & {source.name for source in self.whole.sources}
    n = sum(name in names - partly for name, _ in left)
    told = [f"{_n(n, 'item' if any('!' in name for name in names - partly) else 'file')} not read"] if n else []
    told += [f"not all of {_n(len(partly), 'source')} read"] if partly else []
    told += [f"{_n(n_uncorrected, 'correction')} not made"] if n_uncorrected else []
    return Line(Span(f"{', '.join(told)}: see archive.skipped", "dim"))


def archive(self: Archive) -> Block:
    info = self._store.info
    skipped = _left_out(self, left) if (left := self.skipped) else None
    if not info["posts"]:
        held = f" · {_n(info['sources'], 'source')} · {_n(info['pages'], 'page')} · {_n(info['bytes'], 'byte')}"
        return Block(Line(Span("No posts", "strong"), held), skipped)
    of = "" if self._is_whole else f" of {info['posts']:,}"
    head = [_n(info["sources"], "source"), _n(info["pages"], "page"), f"{len(self):,}{of} {'post' if info['posts'] == 1 else 'posts'}"]
    if len(self) <= SCANNED or (self._is_whole and self._roles is None):
        head.append(_n(self.n_words, "word"))
    head += [_n(len(self.tags), "tag") if len(self) <= TAGGED else "tags: see archive.tags", _dates_line(self)]
    rows = [
        [str(i), pieces.title_or_text(post), pieces.tags(post, 3), pieces.when(post), f"{post.words:,}"] for i, post in enumerate(self[:SHOWN])
    ]
    gap = self.n_unexplained
    unexplained = f"{_n(gap, 'byte')} of text unexplained, in sources of {_n(info['bytes'], 'byte')}" if gap else f"all {_n(info['bytes'], 'byte')} explained"
    roles = self._roles
    return Block(
        Line(Span(" · ".join(head), "strong")),
        None if roles is None else Line(Span("within ", "dim"), ", ".join(roles)),
        Table(["#", "title", "tags", "published", "words"], "rwwlr", rows) if rows else None,
        pieces.more(SHOWN, len(self), "archive"),
        _tag_meant(self),
        *pieces.notes_of(self),
        _how_cut(self),
        Line(Span(unexplained, "dim")),
        skipped,
    )


def _told(value: Any) -> str:
    return "" if value is None else f"{value:,}" if isinstance(value, int) else shorten(str(value), 120)


def items(self: Items) -> Block:
    shown: dict[str, str] = getattr(self, "_shown", {})  # columns, and how each stands
    if shown:
        rows = [[str(i), *(_told(row[name]) for name in shown)] for i, row in enumerate(self[:SHOWN]._shown_rows())]  # type: ignore[attr-defined]
    else:
        rows = [[str(i), repr(item)[1:-1]] for i, item in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), type(self).__name__.lower().removesuffix("s")), "strong")),
        Table(["#", *(shown or [""])], "r" + ("".join(shown.values()) or "w"), rows) if rows else None,
        pieces.more(SHOWN, len(self), self._typed),
    )


def parts(self: Parts) -> Block:
    rows = [[str(i), part.role, str(part.line), shorten(part.text, 160)] for i, part in enumerate(self[:SHOWN])]
    return Block(
        Line(Span(_n(len(self), "part"), "strong")),
        Table(["#", "role", "line", "text"], "rlrw", rows) if rows else None,
        pieces.more(SHOWN, len(self), "parts"),
    )


# ---------------------------------------------------------------- items


def part(self: Part) -> Block:
    others = ", ".join(f"{role} {percent(share)}" for role, share in self.alternatives)
    return Block(
        Line(Span(self.role, "strong"), f" · line {self.line} · {shorten(self.text, 80)!r}"),
        Paragraph(shorten(self.text, 2000)),
        Line(Span(f"{percent(self.confidence)} sure" + (f", or else {others}" if others else ""), "dim")),
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
        *([] if self.author is None else [f"by {shorten(self.author, 80)}"]),
        f"{percent(self.confidence)} sure",
    ]
    if len(self._appearances) > 1:
        line.append(f"on {len(self._appearances)} pages")
    chips: list[Any] = [piece for tag in self.tags[:CHIPS] for piece in (Span(shorten(tag, 60), "chip"), " ")]
    if len(self.tags) > CHIPS:
        chips.append(Span(f"+{len(self.tags) - CHIPS:,} more", "dim"))
    return Block(
        Line(Span(f"{self.number} · {pieces.title(self)}", "strong"), f" · {_n(self.words, 'word')}"),
        Line(*chips) if chips else None,
        Line(*[piece for each in line for piece in (Span(" · ", "dim"), Span(each, "dim"))][1:]),  # apart: a name may run the other way
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
            shorten(each.title, 200) if each.title is not None else "(no title)",
            str(each.anchor.line),
            percent(each.confidence),
        ]
        for i, each in enumerate(self.appearances[:SHOWN])
    ]
    return Block(
        Line(
            Span(f"{self.number} · {self.kind}{heading}", "strong"),
            f" · {_n(len(self.appearances), 'entry', 'entries')} · {self.source.name}",
        ),
        Table(["#", "title", "line", "sure"], "rwrr", rows) if rows else None,
        pieces.more(SHOWN, len(self.appearances), "page.appearances"),
        *[Line(Span(sentence, "dim")) for sentence in self.evidence],
        Line(Span(f"{_n(len(self.remainder), 'part')} outside the entries (page.remainder)", "dim")),
    )


# ---------------------------------------------------------------- results


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
            str(each["line"]), each["role"], percent(each['confidence']), "; ".join(each["evidence"]),
            ", ".join(f"{role} {percent(share)}" for role, share in each["alternatives"]),
        ]
        for each in parts
    ]  # fmt: skip


def _entry_fold(entry: dict[str, Any], with_parts: bool) -> Fold:
    summary = f"{entry['title'] or '(no title)'} · line {entry['line']} · {percent(entry['confidence'])} sure"
    reasons: list[Any] = [Line(Span(sentence, "dim")) for sentence in entry["evidence"]]
    said = [[field, shorten(str(each["value"]), 80), "yes" if each["counts"] else "", "; ".join(each["evidence"])] for field, all_of_it in entry.get("said", {}).items() for each in all_of_it]
    if with_parts and said:
        reasons.append(Table(["field", "is said to be", "counts", "because"], "lwlw", said))
    if with_parts:
        reasons.append(Table(["line", "role", "sure", "because", "or else"], "rlrww", _part_rows(entry["parts"])))
    return Fold(summary, *reasons)


def explanation(self: Explanation) -> Block:
    nested = ("pages", "entries", "appearances")
    own, pages, n_pages = self._shown(SHOWN)
    nodes = _tree({key: value for key, value in own.items() if key not in nested})
    for entry in [*own.get("entries", []), *own.get("appearances", [])]:
        nodes.append(_entry_fold(entry, with_parts=True))
    for number, data in enumerate(pages):
        inner = _tree({key: value for key, value in data.items() if key not in nested})
        entries = [_entry_fold(entry, with_parts=False) for entry in data["entries"][:SHOWN]]
        nodes.append(
            Fold(f"page {number}: {data['kind']}, {_n(len(data['entries']), 'entry', 'entries')}", *inner, *entries)
        )
    nodes.append(pieces.more(SHOWN, n_pages, "archive.pages"))
    return Block(Line(Span(f"Why: {type(self.of).__name__}", "strong")), *nodes)


# ---------------------------------------------------------------- tables of words
