"""Which post of one archive is which of another."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable

    from ._post import Post

LIKE = 0.4  # the share of runs of four words that two texts have in common from which on one is the other, edited
RUN = 4
COMMON = 64  # runs that more posts have than this say nothing


def _folded(text: str | None) -> str:
    return " ".join((text or "").casefold().split())


def _runs(text: str) -> frozenset[int]:
    words = _folded(text).split()
    if len(words) < RUN:
        return frozenset([hash(tuple(words))] if words else [])
    return frozenset(hash(tuple(words[i : i + RUN])) for i in range(len(words) - RUN + 1))


class _Side:
    """Posts of an archive that nobody has found yet."""

    def __init__(self, posts: list[Post]) -> None:
        self.posts = posts
        self.texts = [post.text for post in posts]
        self.left = set(range(len(posts)))

    def by(self, key: Callable[[int], Hashable]) -> dict[Hashable, list[int]]:
        found: dict[Hashable, list[int]] = {}
        for number in sorted(self.left):
            what = key(number)
            if what:
                found.setdefault(what, []).append(number)
        return found


def pairs(old: list[Post], new: list[Post]) -> list[tuple[int, int]]:
    """The posts that both have: their places in each, ascending by the second."""
    a, b = _Side(old), _Side(new)
    found: list[tuple[int, int]] = []

    def take(both: Iterable[tuple[int, int]]) -> None:
        for first, second in both:
            if first in a.left and second in b.left:
                found.append((first, second))
                a.left.discard(first)
                b.left.discard(second)

    def in_order(key: Callable[[_Side], Callable[[int], Hashable]], alone: bool) -> None:
        """Those with the same key; `alone`: that one post of each side has."""
        others = b.by(key(b))
        for what, firsts in a.by(key(a)).items():
            seconds = others.get(what, [])
            if not alone or len(firsts) == len(seconds) == 1:
                take(zip(firsts, seconds, strict=False))

    in_order(lambda side: lambda n: str(side.posts[n].url or ""), True)
    in_order(lambda side: lambda n: (_folded(side.posts[n].title), side.texts[n]), False)
    take(_with_title(a, b))
    in_order(lambda side: lambda n: side.texts[n] if len(side.texts[n]) >= 60 else "", True)
    take(_alike(a, b))
    return sorted(found, key=lambda pair: pair[1])


def _day(post: Post) -> str | None:
    return None if post.published is None else post.published.iso[:10]


def _with_title(a: _Side, b: _Side) -> list[tuple[int, int]]:
    """Of posts with one title, those that are dated alike, or whose texts are alike, the likest first."""
    found = []
    others = b.by(lambda n: _folded(b.posts[n].title))
    for title, firsts in a.by(lambda n: _folded(a.posts[n].title)).items():
        seconds = others.get(title, [])
        if len(firsts) * len(seconds) > COMMON * COMMON:
            continue
        for first in firsts:
            for second in seconds:
                likeness = _likeness(_runs(a.texts[first]), _runs(b.texts[second]))
                days = _day(a.posts[first]), _day(b.posts[second])
                dated = days[0] == days[1] and days[0] is not None
                alone = len(firsts) == len(seconds) == 1 and None in days
                if dated or alone or likeness >= LIKE:
                    found.append((likeness + dated, first, second))
    return [(first, second) for _, first, second in sorted(found, key=lambda each: (-each[0], each[1], each[2]))]


def _likeness(a: frozenset[int], b: frozenset[int]) -> float:
    return len(a & b) / len(a | b) if a or b else 0.0


def _alike(a: _Side, b: _Side) -> list[tuple[int, int]]:
    """Posts of whose texts one is much of the other, the likest first."""
    runs = {number: _runs(b.texts[number]) for number in b.left}
    having: dict[int, list[int]] = {}
    for number in sorted(runs):
        for run in runs[number]:
            having.setdefault(run, []).append(number)
    found = []
    for first in sorted(a.left):
        own = _runs(a.texts[first])
        counts: dict[int, int] = {}
        for run in own:
            for number in having.get(run, ()) if len(having.get(run, ())) <= COMMON else ():
                counts[number] = counts.get(number, 0) + 1
        for second, count in counts.items():
            if count > 1 and (likeness := _likeness(own, runs[second])) >= LIKE:
                found.append((likeness, first, second))
    return [(first, second) for _, first, second in sorted(found, key=lambda each: (-each[0], each[1], each[2]))]


def moved(found: list[tuple[int, int]]) -> set[int]:
    """Which of the second do not stand in the longest run of them that stands in the same order in both."""
    import bisect

    tails: list[int] = []  # of runs of each length the least end,
    at: list[int] = []  # and where it is
    before: list[int] = []
    for place, (first, _) in enumerate(found):
        length = bisect.bisect_left(tails, first)
        before.append(at[length - 1] if length > 0 else -1)
        tails[length:] = [first] if length == len(tails) else [first, *tails[length + 1 :]]
        at[length:] = [place] if length == len(at) else [place, *at[length + 1 :]]
    kept = set()
    place = at[-1] if at else -1
    while place >= 0:
        kept.add(found[place][1])
        place = before[place]
    return {second for _, second in found} - kept


def is_cut_of(before: Post, after: Post) -> bool:
    """Whether one of them is the beginning of the other, as lists of posts print it: nothing was edited by that."""
    for short, long in ((before, after), (after, before)):
        if short.appearances[0].excerpt and not long.appearances[0].excerpt:
            words = _folded(short.text).rstrip(" .…[]").rstrip()
            return _folded(long.text).startswith(words)
    return False
