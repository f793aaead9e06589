"""One description, two renderings: a small tree of nodes, as text and as HTML.

The HTML is static (no script), escaped, follows the page's light or dark colours, isolates each text's direction, and stays
below 20 KB. Nothing here knows archives: `_views` builds the trees.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any

    from ._types import Described

WIDTH = 110
HTML_LIMIT = 20_000
NO_MATHS = "tex2jax_ignore mathjax_ignore"  # classes: else notebooks set what stands between two prices, "from $5 to $6", as a formula
BESIDE = 40  # characters on each side of what was found, in HTML: as wide as a notebook beside its margins
UNBROKEN = 28  # characters in a row that a display keeps together


class Span:
    """A piece of a line: `kind` is strong, dim, mark, code or chip."""

    __slots__ = ("kind", "text")

    def __init__(self, text: str, kind: str) -> None:
        self.text = text
        self.kind = kind


class Line:
    """Pieces one after the other."""

    __slots__ = ("pieces",)

    def __init__(self, *pieces: str | Span) -> None:
        self.pieces = pieces


class Paragraph(Line):
    """A line of running text, which is wrapped."""

    __slots__ = ()


class Table:
    """Rows of cells. `align` has a letter per column: l and r (short), w (text that is wrapped), b and a (what stands before
    and after something, cut on the far side).
    """

    __slots__ = ("align", "head", "rows", "rtl")

    def __init__(self, head: list[str], align: str, rows: list[list[Any]], rtl: bool = False) -> None:
        self.head = head
        self.align = align
        self.rows = rows
        self.rtl = rtl


class Picture:
    """SVG, which is seen in HTML alone."""

    __slots__ = ("draw",)

    def __init__(self, draw: Callable[[], str]) -> None:
        self.draw = draw


class Fold:
    """A summary with something behind it."""

    __slots__ = ("children", "summary")

    def __init__(self, summary: str, *children: Any) -> None:
        self.summary = summary
        self.children = children


class Block:
    """Nodes one below the other."""

    __slots__ = ("children",)

    def __init__(self, *children: Any) -> None:
        self.children = [child for child in children if child is not None]


class Shows:
    """Displays from `_describe`."""

    __slots__ = ()

    def __repr__(self: Described) -> str:
        return text(self._describe())

    def _repr_html_(self: Described) -> str:
        return html(self._describe())


class ShowsBriefly(Shows):
    """Items, which often stand in lists: their `repr` is the first line of the description, in angle brackets."""

    __slots__ = ()

    def __repr__(self: Described) -> str:
        first = self._describe().children[0]
        return f"<{type(self).__name__} {_line_text(first)}>"

    def _repr_pretty_(self: Described, printer: Any, cycle: bool) -> None:
        printer.text("..." if cycle else text(self._describe()))


# What is not to be seen in a terminal: control characters, those that turn the direction of what follows, and two that are none, which XML (a picture) cannot have.
_HIDDEN = {code: f"\\x{code:02x}" for code in (*range(0x20), *range(0x7F, 0xA0))} | {
    code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029, 0xFFFE, 0xFFFF)
}
_HIDDEN |= {ord("\t"): " ", ord("\n"): " ", ord("\r"): " "}
_HIDDEN_CHARS = frozenset(map(chr, _HIDDEN))


def clean(value: str) -> str:
    """One line without characters that act on what stands around."""
    if value.isascii() and value.isprintable():
        return value
    try:
        value.encode()
    except UnicodeEncodeError:  # a lone surrogate, which cannot be written at all
        value = value.encode("utf-8", "replace").decode()
    return value if _HIDDEN_CHARS.isdisjoint(value) else value.translate(_HIDDEN)  # translating takes long, and hardly any text has them


def shorten(value: str, limit: int) -> str:
    """At most `limit` characters; says with … that something is left out."""
    return value if len(value) <= limit else value[: limit - 1].rstrip() + "…"


def shorten_front(value: str, limit: int) -> str:
    """The last characters."""
    return value if len(value) <= limit else "…" + value[len(value) - limit + 1 :].lstrip()


# ---------------------------------------------------------------- text


def _width(value: str) -> int:
    if value.isascii():
        return len(value)
    import unicodedata

    return sum(
        0
        if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn")
        else 2
        if unicodedata.east_asian_width(char) in "WF"
        else 1
        for char in value
    )


def _pad(value: str, width: int, right: bool) -> str:
    space = " " * max(0, width - _width(value))
    return space + value if right else value + space


def _wrap(value: str, width: int) -> list[str]:
    lines, line = [], ""
    for word in value.split(" "):
        while _width(word) > width:
            cut = max(1, next((i for i in range(1, len(word) + 1) if _width(word[:i]) > width), len(word)) - 1)
            if line:
                lines.append(line)
                line = ""
            lines.append(word[:cut])
            word = word[cut:]
        if line and _width(line) + 1 + _width(word) > width:
            lines.append(line)
            line = word
        else:
            line = f"{line} {word}" if line else word
    return [*lines, line]


def _piece_text(piece: Any) -> str:
    if isinstance(piece, Span):
        return f"[{clean(piece.text)}]" if piece.kind == "mark" else clean(piece.text)
    return clean(str(piece))


def _line_text(line: Any) -> str:
    return "".join(map(_piece_text, line.pieces))


def _cell_text(cell: Any, align: str) -> str:
    pieces = cell if isinstance(cell, (list, tuple)) else [cell]
    value = "".join(map(_piece_text, pieces))
    if align == "b":
        return shorten_front(value, 44)
    return shorten(value, 44) if align == "a" else value


def _table_text(table: Table) -> list[str]:
    rows = [[_cell_text(cell, align) for cell, align in zip(row, table.align, strict=True)] for row in table.rows]
    widths = [max([_width(head), *(_width(row[i]) for row in rows)]) for i, head in enumerate(table.head)]
    spare = WIDTH - sum(widths) - 2 * (len(widths) - 1)
    while spare < 0:  # the widest column that may be wrapped gives way
        wide = max((i for i, align in enumerate(table.align) if align == "w"), key=lambda i: widths[i], default=None)
        if wide is None or widths[wide] <= 16:
            break
        taken = min(-spare, max(1, widths[wide] - 16), max(1, widths[wide] // 8))
        widths[wide] -= taken
        spare += taken
    lines = (
        [
            "  ".join(
                _pad(head, width, align in "rb")
                for head, width, align in zip(table.head, widths, table.align, strict=True)
            ).rstrip()
        ]
        if any(table.head)
        else []
    )
    for row in rows:
        cells = [_wrap(cell, width) for cell, width in zip(row, widths, strict=True)]
        for i in range(max(map(len, cells))):
            parts = [
                _pad(cell[i] if i < len(cell) else "", width, align in "rb")
                for cell, width, align in zip(cells, widths, table.align, strict=True)
            ]
            lines.append("  ".join(parts).rstrip())
    return lines


def text(node: Any) -> str:
    """The description as text."""
    return "\n".join(_text_lines(node))


def _text_lines(node: Any) -> list[str]:
    if isinstance(node, Block):
        return [line for child in node.children for line in _text_lines(child)]
    if isinstance(node, Table):
        return _table_text(node)
    if isinstance(node, Picture):
        return []
    if isinstance(node, Fold):
        return [clean(node.summary), *("  " + line for child in node.children for line in _text_lines(child))]
    if isinstance(node, Paragraph):
        return _wrap(_line_text(node), WIDTH)
    return [_line_text(node)]


# ---------------------------------------------------------------- HTML

# Colours are the host's: borders and backgrounds are tints of the text's own colour. `.pdx` is said twice because notebooks have
# rules of their own for tables in outputs (text to the right, in the middle of the page), which would outweigh it said once.
_STYLE = (
    "<style>.pdx{color-scheme:light dark;font-size:13px;line-height:1.45;max-width:72em}.pdx p{margin:.2em 0;overflow-wrap:anywhere}"
    "div.pdx.pdx table{border-collapse:collapse;margin:.4em 0;table-layout:auto}"
    "div.pdx.pdx td,div.pdx.pdx th{padding:.15em .6em;vertical-align:top;border:0;border-bottom:1px solid rgba(128,128,128,.28);"
    "background:none;color:inherit;text-align:start;white-space:normal}div.pdx.pdx th{font-weight:600;opacity:.7}"
    "div.pdx.pdx .r{text-align:end;font-variant-numeric:tabular-nums;white-space:nowrap}"
    "div.pdx.pdx .l,div.pdx.pdx .a,div.pdx.pdx .b{white-space:nowrap}div.pdx.pdx .b,div.pdx.pdx [dir=rtl] .a{text-align:right}"
    "div.pdx.pdx .a,div.pdx.pdx [dir=rtl] .b{text-align:left}div.pdx.pdx .n{white-space:nowrap;text-align:center;font-weight:600}"
    ".pdx .d{opacity:.7}.pdx mark{background:rgba(255,196,0,.35);color:inherit;padding:0 .1em}"
    ".pdx .c{display:inline-block;border:1px solid rgba(128,128,128,.45);border-radius:.8em;padding:0 .55em;margin:.1em .15em}"
    ".pdx .t{white-space:nowrap}div.pdx.pdx .k .l{white-space:normal}@media(max-width:640px){div.pdx.pdx .l{white-space:normal}}"
    ".pdx details{margin:.3em 0}.pdx summary{cursor:pointer;opacity:.8}.pdx code{background:rgba(128,128,128,.15);padding:0 .25em}</style>"
)
_TAGS = {
    "strong": "strong",
    "dim": 'span class="d"',
    "mark": "mark",
    "code": "code",
    "chip": 'span class="c"',
    "node": "strong",
}


def counted(number: int, one: str, many: str | None = None) -> str:
    """A number of things, in words."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def percent(share: float) -> str:
    """A share in percent; one that only rounds to all or to nothing is neither."""
    if 0.995 <= share < 1:
        return ">99%"
    return "<1%" if 0 < share <= 0.005 else f"{share:.0%}"


def escape(value: str) -> str:
    """Text that is safe in HTML, also in an attribute."""
    value = clean(value).replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    return value.replace('"', "&quot;").replace("'", "&#39;")


def _breakable(value: str) -> str:
    """Text in HTML that can be broken where it has no spaces, such as in an address: else it would push what stands beside it out of sight."""
    if len(value) <= UNBROKEN:
        return escape(value)
    import re

    return "<wbr>".join(map(escape, re.sub(rf"([!-~]{{{UNBROKEN}}})(?=[!-~])", "\\1\0", value.replace("\0", "\\x00")).split("\0")))


def _piece_html(piece: Any) -> str:
    if not isinstance(piece, Span):
        return _breakable(str(piece))
    tag = _TAGS[piece.kind]
    direction = ' dir="auto"' if piece.kind == "chip" else ""
    inner = escape(piece.text) if piece.kind == "code" else _breakable(piece.text)  # code is to be copied
    return f"<{tag}{direction}>{inner}</{tag.partition(' ')[0]}>"


def _isolated_html(piece: Any) -> str:
    if isinstance(piece, Span):
        return f"<bdi>{_piece_html(piece)}</bdi>"
    core = str(piece).strip(" ·:,")  # what separates two pieces belongs to neither
    if not core:
        return escape(str(piece))
    before, _, after = str(piece).partition(core)
    return f"{escape(before)}<bdi>{escape(core)}</bdi>{escape(after)}"


def _cell_html(cell: Any, align: str, rtl: bool = False) -> str:
    pieces = cell if isinstance(cell, (list, tuple)) else [cell]
    if align == "n":
        pieces = [Span(shorten(piece.text, 66), piece.kind) if isinstance(piece, Span) else piece for piece in pieces]
    if align in "ba" and len(pieces) == 1 and isinstance(pieces[0], str):
        pieces = [shorten_front(pieces[0], BESIDE) if align == "b" else shorten(pieces[0], BESIDE)]
    css = f' class="{align}"' if align in "rlban" else ""
    # A cell has the direction of its own first letter; what has none, such as a bracket, stands as the table runs.
    direction = "rtl" if rtl and align in "ba" and not any(map(str.isalpha, "".join(map(str, pieces)))) else "auto"
    inner = "".join(map(_piece_html, pieces))
    if align == "l" and " – " in inner:  # from one day to another: broken there, where it has to be
        inner = " – ".join(f"<span class=t>{end}</span>" for end in inner.split(" – "))
    return f'<td dir="{direction}"{css}>{inner}</td>'


def _row_html(row: list[Any], table: Table) -> str:
    return "<tr>" + "".join(_cell_html(cell, align, table.rtl) for cell, align in zip(row, table.align, strict=True)) + "</tr>"


def _table_html(table: Table) -> str:
    # In a right-to-left concordance the columns run from right to left, and "before" stands at the right.
    direction = ' dir="rtl"' if table.rtl else ""
    if "b" in table.align:  # what stands beside the node keeps its line; where it stands gives way
        direction += " class=k"
    head = "".join(  # the names are ours, and stand over cells that find their own direction
        f"<th{' dir=ltr' if table.rtl else ''}{' class=' + align if align in 'rban' else ''}>{escape(name).replace('_', '_<wbr>')}</th>"
        for name, align in zip(table.head, table.align, strict=True)
    )
    rows = "".join(_row_html(row, table) for row in table.rows)
    return (
        f"<table{direction}>{f'<thead><tr>{head}</tr></thead>' if any(table.head) else ''}<tbody>{rows}</tbody></table>"
    )


def _html(node: Any) -> str:
    if isinstance(node, Block):
        return "".join(map(_html, node.children))
    if isinstance(node, Table):
        return _table_html(node)
    if isinstance(node, Picture):
        return node.draw()
    if isinstance(node, Fold):
        return f"<details><summary>{escape(node.summary)}</summary>{''.join(map(_html, node.children))}</details>"
    if isinstance(node, Paragraph):
        return f'<p dir="auto">{"".join(map(_piece_html, node.pieces))}</p>'
    # A line joins an archive's words with ours: each piece keeps its own direction, and figures stay beside their words.
    whole = _line_text(node)
    indent = len(whole) - len(whole.lstrip(" "))
    style = f' style="margin-inline-start:{indent / 2:g}em"' if indent else ""
    if not _has_rtl(whole):
        return f'<p dir="ltr"{style}>{"".join(map(_piece_html, node.pieces))}</p>'
    return f'<p dir="{"rtl" if is_rtl(whole) else "ltr"}"{style}>{"".join(map(_isolated_html, node.pieces))}</p>'


def _drop_last(node: Any, size: int) -> bool:
    """Takes the last quarter of the longest table, and of that which is then the longest (or of the nodes), out of a tree that is `size` bytes too large."""
    tables: list[Table] = []

    def walk(each: Any) -> None:
        if isinstance(each, Table):
            tables.append(each)
        for child in getattr(each, "children", ()):
            walk(child)

    walk(node)
    dropped = 0
    while dropped < size:  # rows are written once to be weighed, not all that is left with each that goes
        longest = max(tables, key=lambda table: len(table.rows), default=None)
        if longest is None or len(longest.rows) < 2:
            break
        left = max(1, len(longest.rows) * 3 // 4)
        dropped += sum(len(_row_html(row, longest).encode()) for row in longest.rows[left:])
        longest.rows = longest.rows[:left]
    if dropped:
        return True
    if isinstance(node, Block) and len(node.children) > 1:
        del node.children[max(1, len(node.children) * 3 // 4) :]
        return True
    return False


def html(node: Any) -> str:
    """The description as HTML, at most 20 KB."""
    made = f'<div class="pdx {NO_MATHS}">{_STYLE}{_html(node)}</div>'
    cut = False
    while (over := len(made.encode("utf-8")) - HTML_LIMIT + 100) > 0 and _drop_last(node, over):
        cut = True
        made = f'<div class="pdx {NO_MATHS}">{_STYLE}{_html(node)}</div>'
    if cut:
        made = made[:-6] + '<p class="d">The display was cut to 20 KB; the object is whole.</p></div>'
    return made


def _has_rtl(value: str) -> bool:
    if value.isascii():
        return False
    import unicodedata

    return any(unicodedata.bidirectional(char) in ("R", "AL") for char in value)


def is_rtl(value: str) -> bool:
    """Whether the first letter with a direction is written from right to left."""
    if value.isascii():
        return False
    import unicodedata

    for char in value:
        direction = unicodedata.bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
