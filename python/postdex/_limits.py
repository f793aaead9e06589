"""How much containers may hold: a small file can stand for more bytes than there is room for."""

from __future__ import annotations

from ._errors import LimitError, UsageError, shown

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

FREE = 1 << 26  # a ratio says nothing of less


class Limits:
    """Limits to what zip, tar, gzip and their like may hold, for `open` and others. What is beyond them is skipped with its reason, or raises `LimitError`
    where nothing else is there.

    `ratio` is how many bytes may come of one, beyond the first 64 MiB; `total` how many bytes in all; `members` how many files in all; `depth`
    how many containers may stand in each other (a `.tar.gz` is two); `record` how many bytes one record of a crawl may have.

    >>> import postdex as pdx
    >>> pdx.Limits(ratio=2000)
    Limits(ratio=2000, total=68719476736, members=1000000, depth=5, record=16777216)
    """

    __slots__ = {
        "depth": "How many containers may stand in each other.",
        "members": "How many files may stand in one.",
        "record": "How many bytes one record of a crawl may have.",
        "ratio": "How many bytes may come of one.",
        "total": "How many bytes may come of one file.",
    }

    def __init__(self, *, ratio: float = 250, total: int = 1 << 36, members: int = 1_000_000, depth: int = 5, record: int = 1 << 24) -> None:
        for name, value in (("ratio", ratio), ("total", total), ("members", members), ("depth", depth), ("record", record)):
            if isinstance(value, bool) or not isinstance(value, (int, float)) or not value >= 0:
                raise UsageError(f"{name}={shown(value)}: a number from 0 on is needed")
        self.ratio, self.total, self.members, self.depth, self.record = ratio, total, members, depth, record

    def _values(self) -> tuple[Any, ...]:
        return self.ratio, self.total, self.members, self.depth, self.record

    def __eq__(self, other: object) -> bool:
        return self._values() == other._values() if isinstance(other, Limits) else NotImplemented

    def __hash__(self) -> int:
        return hash(self._values())

    def __repr__(self) -> str:
        return f"Limits(ratio={self.ratio}, total={self.total}, members={self.members}, depth={self.depth}, record={self.record})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _restore, self._values()


def _restore(ratio: float, total: int, members: int, depth: int, record: int) -> Limits:
    return Limits(ratio=ratio, total=total, members=members, depth=depth, record=record)


NONE = Limits(ratio=float("inf"), total=1 << 62, members=1 << 62, record=1 << 62)  # for what was read within limits before


def checked(limits: Any) -> Limits | None:
    """Limits as a user gives them."""
    if limits is not None and not isinstance(limits, Limits):
        raise TypeError(f"limits={shown(limits)}: Limits(...) is needed, not a {type(limits).__name__}")
    return limits


class Budget:
    """What of the limits is used up by one file on disk, or one stream, with all that stands in it."""

    def __init__(self, limits: Limits | None) -> None:
        self.limits = Limits() if limits is None else limits
        self.taken = 0  # bytes of the file itself
        self.given = 0  # bytes that came of it, at any depth
        self.members = 0

    def give(self, n: int) -> None:
        """So many more bytes came of a container."""
        self.given += n
        if self.given > self.limits.total:
            raise LimitError(f"more than {self.limits.total:,} bytes come of this file: Limits(total=...) says how many may")
        check_ratio(self.given, self.taken, self.limits)

    def has_room(self, n: int) -> bool:
        """Whether so many bytes more may come of what was taken by now."""
        return self.given + n <= min(self.limits.total, max(FREE, self.limits.ratio * self.taken))

    def enter(self, depth: int) -> None:
        if depth > self.limits.depth:
            raise LimitError(f"more than {self.limits.depth} containers stand in each other here: Limits(depth=...) says how many may")

    def count(self) -> None:
        self.members += 1
        if self.members > self.limits.members:
            raise LimitError(f"more than {self.limits.members:,} files stand in this one: Limits(members=...) says how many may")


def check_ratio(given: int, taken: int, limits: Limits) -> None:
    if given > FREE and given > limits.ratio * taken:
        raise LimitError(
            f"{given:,} bytes came of {taken:,}, more than {limits.ratio:g} of one: Limits(ratio=...) says how many may; a file made to exhaust a machine looks so"
        )
