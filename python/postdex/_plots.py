"""Bars side by side and networks as static pictures: SVG without scripts, fonts or packages, in the colours of the page that they stand on."""

from __future__ import annotations

import math

from . import _core
from ._charts import WIDTH, Picture, _number, fitted, frame, nothing, wide
from ._display import counted as _n
from ._display import escape, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

ROW, TOP, BOTTOM = 19, 42, 10
NAMES = 210  # for what stands before the bars
MOST = 40  # bars that are shown
NODES, EDGES, SIDE = 30, 60, 520


def _frame(height: float, title: str, below: str, inside: str, style: str) -> str:
    return frame(height, 8, title, shorten(below, 130), inside, style)


class Figure(Picture):
    """A picture of a result, with what it was made of (`source`)."""

    __slots__ = {"source": "What it was made of."}

    def __init__(self, title: str, unit: str, source: str) -> None:
        super().__init__(title, unit)
        self.source = source

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.svg == other.svg

    def __hash__(self) -> int:
        return hash((self.title, self.unit, self.source))


class BarChart(Figure):
    """Bars from left to right, each with its name before it and its number behind; what is negative goes to the left.

    >>> import postdex as pdx
    >>> chart = pdx.open(pdx.sample()).tags.plot(n=3)
    >>> chart.labels[0], chart.values[0], len(chart.svg) < 20_000
    ('Flood Defence', 10, True)
    """

    __module__ = "postdex"

    __slots__ = {"labels": "What stands before the bars.", "chosen": "Which of all are shown, where not all are.", "total": "How many there are in all, shown or not.", "values": "How long the bars are."}

    def __init__(self, title: str, unit: str, source: str, labels: list[str], values: list[float], total: int, chosen: str = "") -> None:
        super().__init__(title, unit, source)
        self.chosen = chosen or f"the first {len(labels):,} of {total:,}"
        self.labels = labels
        self.values = values
        self.total = total

    def _svg(self, style: str) -> str:
        low, high = min(0.0, *self.values, 0.0), max(0.0, *self.values, 0.0)
        span = (high - low) or 1.0
        left = NAMES + (40 if low < 0 else 0)
        room = WIDTH - 70 - left
        zero = left + room * -low / span
        rows = []
        for i, (label, value) in enumerate(zip(self.labels, self.values, strict=True)):
            y = TOP + i * ROW
            length = room * abs(value) / span
            x = zero if value >= 0 else zero - length
            end, anchor = (zero + length + 5, "start") if value >= 0 else (zero - length - 5, "end")
            rows.append(
                f'<text x="{NAMES - 8}" y="{y + 13}" text-anchor="end">{escape(fitted(label, NAMES - 10))}</text>'
                f'<rect x="{x:.5g}" y="{y + 2}" width="{max(length, 0.5):.5g}" height="{ROW - 5}" opacity="{".75" if value >= 0 else ".4"}"/>'
                f'<text x="{end:.5g}" y="{y + 13}" text-anchor="{anchor}" opacity=".75">{_number(value)}</text>'
            )
        height = TOP + max(1, len(rows)) * ROW + BOTTOM
        if not rows:
            return _frame(height, self.title, self._below, nothing(TOP + 14), style)
        axis = f'<path d="M{zero:.5g} {TOP - 4}V{height - BOTTOM + 2:g}" stroke="currentColor" opacity=".3"/>'
        return _frame(height, self.title, self._below, axis + "".join(rows), style)

    @property
    def _below(self) -> str:
        more = f" · {self.chosen}" if self.total > len(self.labels) else ""
        return f"{self.unit}{more} · {self.source}"

    def _on(self, ax: Any) -> Any:
        places = range(len(self.values))
        ax.barh(places, self.values)
        ax.set_yticks(list(places), self.labels)
        ax.invert_yaxis()
        ax.set_xlabel(self.unit)
        ax.set_title(self.title)
        return ax

    def __repr__(self) -> str:
        return f"<BarChart {self.title!r} · {self.unit} · {_n(len(self.values), 'bar')}>"


class Network(Figure):
    """What goes together: a circle for each, the larger the more often it is there, and a line between two, the thicker the more often they are together.

    >>> import postdex as pdx
    >>> pdx.open(pdx.sample()).tag_pairs().plot()
    <Network 'tags that stand on posts together' · 28 nodes, 60 lines>
    """

    __module__ = "postdex"

    __slots__ = {"_places": "Where the circles stand, once that was asked.", "edges": "(number, number, weight) of each line.", "nodes": "(name, weight) of each circle.", "total": "How many pairs there are in all."}

    def __init__(self, title: str, unit: str, source: str, nodes: list[tuple[str, float]], edges: list[tuple[int, int, float]], total: int) -> None:
        super().__init__(title, unit, source)
        self.nodes = nodes
        self.edges = edges
        self.total = total
        self._places: list[tuple[float, float]] | None = None

    def places(self) -> list[tuple[float, float]]:
        """Where the circles stand, in a square from 0 to 1: what goes together is near (Fruchterman and Reingold, 1991); the same each time."""
        if self._places is None:
            self._places = self._laid_out()
        return self._places

    def _laid_out(self) -> list[tuple[float, float]]:
        n = len(self.nodes)
        at = [(math.cos(2 * math.pi * i / max(n, 1)), math.sin(2 * math.pi * i / max(n, 1))) for i in range(n)]
        at = _core._network(tuple(at), tuple(self.edges))
        xs, ys = [x for x, _ in at] or [0.0], [y for _, y in at] or [0.0]
        wide, high = (max(xs) - min(xs)) or 1.0, (max(ys) - min(ys)) or 1.0
        # Where many stand close together they are drawn apart: half of a place is its rank.
        across, down = _ranks(xs), _ranks(ys)
        return [((0.5 * (x - min(xs)) / wide + 0.5 * across[i]), (0.5 * (y - min(ys)) / high + 0.5 * down[i])) for i, (x, y) in enumerate(at)]

    def _svg(self, style: str) -> str:
        places = [(110 + x * (WIDTH - 220), TOP + 30 + y * (SIDE - TOP - 70)) for x, y in self.places()]
        most = max((weight for *_, weight in self.edges), default=1) or 1
        largest = max((weight for _, weight in self.nodes), default=1) or 1
        lines = "".join(
            f'<path d="M{places[i][0]:.4g} {places[i][1]:.4g}L{places[k][0]:.4g} {places[k][1]:.4g}" stroke-width="{0.6 + 4 * weight / most:.2g}"/>' for i, k, weight in self.edges
        )
        dots, sizes = [], [4 + 9 * math.sqrt(weight / largest) for _, weight in self.nodes]
        for (name, weight), (x, y), size in zip(self.nodes, places, sizes, strict=True):
            dots.append(f'<circle cx="{x:.4g}" cy="{y:.4g}" r="{size:.3g}" opacity=".75"><title>{escape(shorten(name, 60))}: {_number(weight)}</title></circle>')
        if not dots:
            return _frame(TOP + 30, self.title, self._below, nothing(TOP + 14), style)
        labels = [fitted(name, 150) for name, _ in self.nodes]
        for label, (x, y) in zip(labels, _beside(places, sizes, [wide(label) for label in labels]), strict=True):
            dots.append(f'<text x="{x:.4g}" y="{y:.4g}" text-anchor="middle">{escape(label)}</text>')
        return _frame(SIDE, self.title, self._below, f'<g stroke="currentColor" opacity=".25">{lines}</g>{"".join(dots)}', style)

    @property
    def _below(self) -> str:
        more = f" · {len(self.edges):,} of {_n(self.total, 'pair')}" if self.total > len(self.edges) else ""
        return f"{self.unit}{more} · {self.source}"

    def _on(self, ax: Any) -> Any:
        places = self.places()
        most = max((weight for *_, weight in self.edges), default=1) or 1
        for i, k, weight in self.edges:
            ax.plot([places[i][0], places[k][0]], [-places[i][1], -places[k][1]], color="gray", alpha=0.5, linewidth=0.5 + 4 * weight / most, zorder=1)
        largest = max((weight for _, weight in self.nodes), default=1) or 1
        ax.scatter([x for x, _ in places], [-y for _, y in places], s=[20 + 300 * weight / largest for _, weight in self.nodes], zorder=2)
        for (name, _), (x, y) in zip(self.nodes, places, strict=True):
            ax.annotate(name, (x, -y), xytext=(0, 9), textcoords="offset points", ha="center", fontsize=8)
        ax.set_axis_off()
        ax.set_title(self.title)
        return ax

    def __repr__(self) -> str:
        return f"<Network {self.title!r} · {_n(len(self.nodes), 'node')}, {_n(len(self.edges), 'line')}>"


def _ranks(values: list[float]) -> list[float]:
    """The place of each value among all, from 0 to 1."""
    order = sorted(range(len(values)), key=lambda i: (values[i], i))
    ranks = [0.0] * len(values)
    for rank, i in enumerate(order):
        ranks[i] = rank / max(1, len(values) - 1)
    return ranks


def _beside(places: list[tuple[float, float]], sizes: list[float], widths: list[float]) -> list[tuple[float, float]]:
    """Where the middles of labels stand: above their circles, or below, or beside, where they lie upon least of the others and of the circles."""
    taken = [(x - size, y - size, x + size, y + size) for (x, y), size in zip(places, sizes, strict=True)]
    found = []
    for (x, y), size, width in zip(places, sizes, widths, strict=True):
        half = width / 2
        tries: list[tuple[float, int, tuple[float, float, float, float]]] = []
        for dx, dy in ((0, -size - 3), (0, size + 11), (half + size + 4, 4), (-half - size - 4, 4), (half * 0.8, -size - 3), (-half * 0.8, -size - 3), (half * 0.8, size + 11), (-half * 0.8, size + 11)):
            left, top = min(max(x + dx - half, 2), WIDTH - 2 - width), y + dy - 10
            box = (left, top, left + width, top + 13)
            near = [each for each in taken if each[0] < box[2] and box[0] < each[2] and each[1] < box[3] and box[1] < each[3]]
            upon = sum((min(box[2], to) - max(box[0], of)) * (min(box[3], low) - max(box[1], high)) for of, high, to, low in near)
            tries.append((upon, len(tries), box))
            if not near:
                break
        box = min(tries)[2]
        taken.append(box)
        found.append((box[0] + width / 2, box[1] + 10))
    return found


def drawn(figure: Any, ax: Any) -> Any:
    """The picture itself, or drawn on axes of matplotlib, which are returned."""
    if ax is None:
        return figure
    if not hasattr(ax, "set_title"):
        from ._errors import shown

        raise TypeError(f"ax={shown(ax)}: axes of matplotlib are needed, not a {type(ax).__name__}")
    return figure._on(ax)


def source_of(archive: Any) -> str:
    """What a picture says of what it was made of."""
    posts, sources = len(archive), len(archive.sources)
    name = f" · {archive.sources[0].name.rsplit('/', 1)[-1]}" if sources == 1 else ""
    return f"{_n(posts, 'post')} of {_n(sources, 'source')}{name}"


def network(pairs: Any, title: str, unit: str) -> Network:
    """Of rows with tag, other, count, tag_posts, other_posts: those that are together most often, as far as there is room."""
    posts: dict[str, float] = {}
    numbers: dict[str, int] = {}
    edges: list[tuple[int, int, float]] = []
    for tag, other, count, tag_posts, other_posts in pairs.sort("count").select("tag", "other", "count", "tag_posts", "other_posts")._tuples():
        if len(edges) >= EDGES:
            break
        new = [(name, posts_with) for name, posts_with in ((tag, tag_posts), (other, other_posts)) if name not in numbers]
        if len(numbers) + len(new) > NODES:
            continue
        for name, posts_with in new:
            numbers[name] = len(numbers)
            posts[name] = posts_with
        edges.append((numbers[tag], numbers[other], float(count)))
    made = Network(title, unit, source_of(pairs.archive), list(posts.items()), edges, len(pairs))
    made.places()  # so that it need not be done by a display
    return made


def bars(table: Any, title: str, column: str | None, n: int, ax: Any, rows: list[Any] | None = None) -> Any:
    """The first rows of a table of words as bars, or on axes of matplotlib."""
    from ._errors import UsageError, shown

    numbers = table.columns[1:]
    if column is None:  # sorted by words, the table's own measure says how long bars are
        column = table.measure if table.measure in numbers else table._own_measure
    if column not in numbers:
        raise UsageError(f"column={shown(column)}: {', '.join(map(repr, numbers))}")
    checked(n)
    drawn_rows, chosen = list(table[:n]), f"the first {min(n, len(table)):,} of {len(table):,}"
    if rows is not None:
        drawn_rows, chosen = sorted(rows, key=lambda row: -_finite(getattr(row, column))), f"{len(rows):,} of both ends of {len(table):,}"
    if table.measure and (column != table.measure or rows is not None):
        chosen += f" by {table.measure.replace('_', ' ')}"
    chart = BarChart(title, column.replace("_", " "), source_of(table.archive), [str(row[0]) for row in drawn_rows], [_finite(getattr(row, column)) for row in drawn_rows], len(table), chosen)
    return drawn(chart, ax)


def checked(n: int) -> None:
    """Checks how many are to be drawn."""
    from ._errors import UsageError, shown

    if not hasattr(n, "__index__") or not 1 <= n.__index__() <= MOST:
        raise UsageError(f"n={shown(n)}: a whole number from 1 to {MOST}")


def _finite(value: float) -> float:
    """What is without bound (a word that the others do not have) is drawn as long as the picture is."""
    return value if math.isfinite(value) else math.copysign(1e3, value)


def counted(counts: Any, n: int, ax: Any) -> Any:
    """The first counts as bars, or on axes of matplotlib."""
    checked(n)
    shown = counts.most_common(n)
    what = counts._typed.removeprefix("archive.").removesuffix("()") or "counts"
    of = "" if counts._archive_or_none is None else f" · {source_of(counts._archive_or_none)}"
    chart = BarChart(what, "count", f"{counts.total():,} in all{of}", [key for key, _ in shown], [count for _, count in shown], len(counts))
    return drawn(chart, ax)
