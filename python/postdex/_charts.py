"""Bars over time as a static picture: SVG without scripts, fonts or packages, in the colours of the page that it stands on."""

from __future__ import annotations

from ._display import counted, escape, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WIDTH, HEIGHT = 720, 200
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 42, 24
BARS = 240  # more are drawn together
LABELS = 7
# Where it stands alone nobody gives a colour: then the one that is readable.
_ALONE = "<style>svg.pdx-chart{color:#222}@media(prefers-color-scheme:dark){svg.pdx-chart{color:#ddd}}</style>"


def _ceiling(value: float, whole: bool) -> float:
    """The least round number that is not below the value."""
    if value <= 0:
        return 1.0
    step = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 1.0
    while step > value:
        step /= 10
    found = next(step * times for times in (1, 2, 3, 4, 5, 6, 8, 10) if step * times >= value)
    return max(found, 1.0) if whole else found


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:.3g}"


def _path(bars: list[tuple[float, float, float]], width: float) -> str:
    """Upright rectangles (left, bottom, height) as one path."""
    return "".join(f"M{x:.5g} {y:.5g}v{-height:.4g}h{width:.4g}v{height:.4g}z" for x, y, height in bars if height > 0)


def frame(height: float, left: float, title: str, below: str, inside: str, style: str) -> str:
    """A picture with its title and a line below it, and what is drawn."""
    name = escape(shorten(title, 110))
    return (
        f'<svg class="pdx-chart" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" direction="ltr" role="img" '
        f'font-family="system-ui,sans-serif" font-size="11" fill="currentColor" style="max-width:100%;height:auto">{style}<title>{name}</title>'
        f'<text x="{left:g}" y="14" font-size="13" font-weight="600">{name}</text><text x="{left:g}" y="30" opacity=".75">{escape(below)}</text>{inside}</svg>'
    )


class Picture:
    """A picture of a result: `title`, and what its numbers are (`unit`); `svg` is the picture, which notebooks show."""

    __slots__ = {"title": "What is shown.", "unit": "What the numbers are."}

    def __init__(self, title: str, unit: str) -> None:
        self.title = title
        self.unit = unit

    @property
    def svg(self) -> str:
        """The picture as SVG, for a file of its own: dark on light, or light on dark where that is preferred."""
        return self._svg(_ALONE)

    def _repr_svg_(self) -> str:
        return self.svg

    def _repr_html_(self) -> str:
        return self._svg("")

    def _svg(self, style: str) -> str:
        raise NotImplementedError

    def _on(self, ax: Any) -> Any:
        raise NotImplementedError


class Chart(Picture):
    """Bars: `labels` and `values`, above them what is `possible`; `svg` is the picture, which notebooks show.

    >>> import postdex as pdx
    >>> chart = pdx.open(pdx.sample()).find("harbour").timeline().plot()
    >>> chart
    <Chart 'harbour, by month' · occurrences · 5 bars>
    >>> chart.svg[:4], len(chart.svg) < 20_000
    ('<svg', True)
    """

    __module__ = "postdex"

    __slots__ = {
        "labels": "What stands below the bars.",
        "note": "What else is to be known of them.",
        "possible": "How much more each bar may be; empty where that is not told.",
        "values": "How high the bars are.",
    }

    def __init__(self, title: str, unit: str, labels: list[str], values: list[float], possible: list[float], note: str) -> None:
        super().__init__(title, unit)
        self.labels = labels
        self.values = values
        self.possible = possible
        self.note = note

    def _svg(self, style: str) -> str:
        below = " · ".join(shorten(text, 110) for text in (self.unit, self.note) if text)
        lines, wide, high = self._lines(), WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        tops = [value + more for value, more in zip(self.values, self.possible or [0] * len(self.values), strict=True)]
        whole = all(value == int(value) for value in self.values)
        most = _ceiling(max(tops, default=0), whole)
        step = wide / max(1, len(self.values))
        bar, base = step * (0.8 if step > 3 else 1), TOP + high
        certain = [(LEFT + i * step + (step - bar) / 2, float(base), high * value / most) for i, value in enumerate(self.values)]
        more = [(x, y - height, high * add / most) for (x, y, height), add in zip(certain, self.possible, strict=False)]
        grid = "".join(
            f'<path d="M{LEFT} {base - high * part:g}H{WIDTH - RIGHT}" stroke="currentColor" opacity=".2"/>'
            f'<text x="{LEFT - 6}" y="{base - high * part + 4:g}" text-anchor="end">{_number(most * part)}</text>'
            for part in ((0, 1) if whole and most % 2 else (0, 0.5, 1))
        )
        names = "".join(
            f'<text x="{min(max(LEFT + (i + 0.5) * step, LEFT + 4 * len(label)), WIDTH - RIGHT - 4 * len(label)):.5g}" y="{HEIGHT - 6}" text-anchor="middle">{escape(label)}</text>'
            for i, label in lines
        )
        drawn = f'{grid}<path d="{_path(certain, bar)}" opacity=".75"/><path d="{_path(more, bar)}" opacity=".25"/>{names}'
        return frame(HEIGHT, LEFT, self.title, below, drawn, style)

    def _lines(self) -> list[tuple[int, str]]:
        """The labels that there is room for, at bars as far from each other, with their numbers."""
        n = len(self.labels)
        return [(i, self.labels[i]) for i in range(0, n, -(-n // LABELS) or 1)]

    def _on(self, ax: Any) -> Any:
        """Draws the bars on axes of matplotlib, which are returned."""
        places = range(len(self.values))
        drawn = ax.bar(places, self.values, width=0.8, label="certain")
        if any(self.possible):
            color = drawn.patches[0].get_facecolor()
            ax.bar(places, self.possible, width=0.8, bottom=self.values, color=color, alpha=0.35, label="possible")
            ax.legend()
        lines = self._lines()
        ax.set_xticks([i for i, _ in lines], [label for _, label in lines])
        ax.set_ylabel(self.unit)
        ax.set_title(self.title)
        return ax

    def __repr__(self) -> str:
        return f"<Chart {self.title!r} · {self.unit} · {counted(len(self.values), 'bar')}>"

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Chart) and all(getattr(self, name) == getattr(other, name) for name in ("title", "unit", *Chart.__slots__))

    def __hash__(self) -> int:
        return hash((self.title, self.unit, *self.values))


def together(rows: list[tuple[Any, ...]]) -> list[list[tuple[Any, ...]]]:
    """Neighbours that share a bar."""
    size = -(-len(rows) // BARS) or 1
    return [rows[i : i + size] for i in range(0, len(rows), size)]
