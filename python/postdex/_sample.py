"""Some of many by chance, the same ones whenever the same is asked."""

from __future__ import annotations

from . import _arguments

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


def drawn(total: int, n: Any, seed: Any) -> list[int]:
    """`n` different numbers below `total` (all when there are no more), ascending: each selection is as likely as any other. They follow from `total`, `n` and `seed` alone, in every
    version of Python, which keeps what `random()` gives for a seed."""
    import random

    wanted = min(_arguments.count(n, "n", 0), total)
    chance = random.Random(_arguments.count(seed, "seed"))
    moved: dict[int, int] = {}  # of the numbers as they are dealt out those that are no more at their place
    taken = []
    for i in range(wanted):
        at = i + int(chance.random() * (total - i))
        taken.append(moved.get(at, at))
        moved[at] = moved.get(i, i)
    return sorted(taken)
