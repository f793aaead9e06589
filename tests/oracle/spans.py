"""Where something stands in a document, in positions; and how docs/query.md makes sequences and NEARs of it."""

from collections.abc import Iterable
from typing import NamedTuple


class Span(NamedTuple):
    part: int
    begin: int  # positions
    end: int



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
            left -= following[0].begin - end
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
                gap = that.begin - this.end if behind else this.begin - that.end
                choice = (gap, behind, that.end - that.begin, that)
                best = min(best, choice) if best else choice
            if best and best[0] <= within:
                that = best[3]
                found.add(Span(this.part, min(this.begin, that.begin), max(this.end, that.end)))
    return sorted(found)
