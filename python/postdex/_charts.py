"""Bars over time as a static picture: SVG without scripts, fonts or packages, in the colours of the page that it stands on."""

from __future__ import annotations

from ._display import NO_MATHS, counted, escape, is_rtl, shorten

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

WIDTH, HEIGHT = 720, 200
LEFT, RIGHT, TOP, BOTTOM = 52, 8, 42, 24
BARS = 240  # more are drawn together
LABELS = 7
WIDEST = 96  # of a bar: of one or two bars none fills the picture
# How many of a period share a bar, or stand between two labels.
ROUND = {"day": (1, 2, 7, 14, 28), "month": (1, 2, 3, 6, 12, 24, 36), "": (1, 2, 5, 10, 20, 25, 50)}
_NARROW, _BROAD = frozenset("ijlftIr.,:;'|!() "), frozenset("mwMW@%&")
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


def wide(text: str) -> float:
    """About how wide a text of the size of labels is, in a font that runs wide."""
    if text.isascii():
        return sum(4.0 if char in _NARROW else 11.0 if char in _BROAD else 7.0 for char in text)
    from ._display import _width

    return sum(wide(char) if char.isascii() else (0.0, 7.2, 11.5)[_width(char)] for char in text)


def fitted(text: str, room: float) -> str:
    """As much of a label as there is room for; where it is cut is at its end, which is to the left where it runs to the left."""
    if wide(text) <= room:
        return text
    while text and wide(text) > room - 10:
        text = text[:-1]
    return text.rstrip() + "…" + ("\u200f" if is_rtl(text) else "")


def round_up(least: int, of: str = "") -> int:
    """The least number of periods that is not below and that people count in."""
    sizes = ROUND.get(of, ROUND[""])
    found = next((size for size in sizes if size >= least), 0)
    times, ten = -(-least // sizes[-1]), 1
    while not found:
        found = next((sizes[-1] * times_ten for times_ten in (ten, 2 * ten, 5 * ten) if times_ten >= times), 0)
        ten *= 10
    return found


def _ordinal(label: str) -> int | None:
    """A year, a month or a number, counted."""
    year, _, month = label.partition("-") if label[:1] != "-" else (label, "", "")
    if not (year.isascii() and year.lstrip("-").isdigit()) or (month and not (len(month) == 2 and month.isdigit())):
        return None
    return 12 * int(year) + int(month) - 1 if month else int(year)


def nothing(height: float, text: str = "nothing to show") -> str:
    """What a picture without anything says."""
    return f'<text x="{WIDTH / 2:g}" y="{height:g}" text-anchor="middle" opacity=".75">{text}</text>'


def _number(value: float) -> str:
    return f"{value:,.0f}" if value == int(value) else f"{value:.3g}"


def _path(bars: list[tuple[float, float, float]], width: float) -> str:
    """Upright rectangles (left, bottom, height) as one path."""
    return "".join(f"M{x:.5g} {y:.5g}v{-height:.4g}h{width:.4g}v{height:.4g}z" for x, y, height in bars if height > 0)


def frame(height: float, left: float, title: str, below: str, inside: str, style: str) -> str:
    """A picture with its title and a line below it, and what is drawn."""
    name = escape(shorten(title, 110))
    return (
        f'<svg class="pdx-chart {NO_MATHS}" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:g}" width="{WIDTH}" height="{height:g}" direction="ltr" role="img" '
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
        lines, across, high = self._lines(), WIDTH - LEFT - RIGHT, HEIGHT - TOP - BOTTOM
        tops = [value + more for value, more in zip(self.values, self.possible or [0] * len(self.values), strict=True)]
        whole = all(value == int(value) for value in self.values)
        most = _ceiling(max(tops, default=0), whole)
        step = across / max(1, len(self.values))
        bar, base = min(step * (0.8 if step > 3 else 1), WIDEST), TOP + high
        certain = [(LEFT + i * step + (step - bar) / 2, float(base), high * value / most) for i, value in enumerate(self.values)]
        more = [(x, y - height, high * add / most) for (x, y, height), add in zip(certain, self.possible, strict=False)]
        grid = "".join(
            f'<path d="M{LEFT} {base - high * part:g}H{WIDTH - RIGHT}" stroke="currentColor" opacity=".2"/>'
            f'<text x="{LEFT - 6}" y="{base - high * part + 4:g}" text-anchor="end">{_number(most * part)}</text>'
            for part in ((0, 1) if whole and most % 2 else (0, 0.5, 1))
        )
        names, end = "" if any(tops) else nothing(base - high * 0.45), 0.0
        for i, label in lines:
            room = wide(label) / 2
            x = min(max(LEFT + (i + 0.5) * step, LEFT - 20 + room), WIDTH - room)
            if x - room < end + 8:
                continue
            names += f'<text x="{x:.5g}" y="{HEIGHT - 6}" text-anchor="middle">{escape(label)}</text>'
            end = x + room
        drawn = f'{grid}<path d="{_path(certain, bar)}" opacity=".75"/><path d="{_path(more, bar)}" opacity=".25"/>{names}'
        return frame(HEIGHT, LEFT, self.title, below, drawn, style)

    def _lines(self) -> list[tuple[int, str]]:
        """The labels that there is room for, at bars as far from each other, with their numbers."""
        n, ordinals = len(self.labels), [_ordinal(label) for label in self.labels[:60]]
        first, unit = 0, ordinals[1] - ordinals[0] if n > 1 and ordinals[0] is not None and ordinals[1] is not None else 0
        of = ("", "month", "day")[min(2, self.labels[0][1:].count("-"))] if n else ""
        step = round_up(-(-n // LABELS) or 1, of)
        if unit > 0:  # at round numbers, where there are any
            first = next((i for i, each in enumerate(ordinals[:step]) if each is not None and each % (step * unit) == 0), 0)
        return [(i, self.labels[i]) for i in range(first, n, step)]

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


def shared(n: int, of: str = "") -> int:
    """How many neighbours of `n` share a bar, `of` which each is one."""
    return round_up(-(-n // BARS) or 1, of)


def together(rows: list[tuple[Any, ...]], of: str = "") -> list[list[tuple[Any, ...]]]:
    """Neighbours that share a bar, rows `of` which each is one."""
    size = shared(len(rows), of)
    return [rows[i : i + size] for i in range(0, len(rows), size)]
