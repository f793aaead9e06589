"""Where something stands in a document, in positions; and how docs/query.md makes sequences and NEARs of it."""

import math
from collections.abc import Iterable
from fractions import Fraction
from typing import NamedTuple


class Span(NamedTuple):
    part: int
    begin: int | Fraction  # positions
    end: int | Fraction


def between(end: int | Fraction, begin: int | Fraction) -> int:
    """How many positions are left: less than half a one is none."""
    return math.floor(begin - end + Fraction(1, 2))


def longest(spans: Iterable[Span]) -> list[Span]:
    """Equal starts count once, the longest wins."""
    ends: dict[tuple[int, int], int] = {}
    for part, begin, end in spans:
        ends[part, begin] = max(end, ends.get((part, begin), end))
    return sorted(Span(part, begin, end) for (part, begin), end in ends.items())


def sequence(members: list[list[Span]], slop: int) -> list[Span]:
    if len(members) == 1:
        return members[0]
    first, *others = (longest(member) for member in members)
    found = []
    for start in first:
        end, left = start.end, slop
        for member in others:
            following = [span for span in member if span.part == start.part and span.begin >= end]
            if not following:
                break
            left -= between(end, following[0].begin)
            end = following[0].end
        else:
            if left >= 0:
                found.append(Span(start.part, start.begin, end))
    return found


def near(within: int, left: list[Span], right: list[Span]) -> list[Span]:
    found = set()
    for these, those in ((left, right), (right, left)):
        for this in these:
            best = None
            for that in those:
                if that.part != this.part:
                    continue
                behind = that.begin >= this.end
                if not behind and that.end > this.begin:
                    continue  # they overlap
                near_by = (this.end, that.begin) if behind else (that.end, this.begin)
                gap = between(*near_by)
                choice = (gap, behind, near_by[1] - near_by[0], that.end - that.begin, that)
                best = min(best, choice) if best else choice
            if best and best[0] <= within:
                that = best[4]
                found.add(Span(this.part, min(this.begin, that.begin), max(this.end, that.end)))
    return sorted(found)
