"""Whether time grows with the input and no faster: the shortest of several turns counts, as what else runs on a machine only ever adds."""

import time
from collections.abc import Callable

TURNS = 3
SLACK = 3  # caches, and how coarse clocks are; what is quadratic takes `many / few` times as long as it may


def assert_linear(work: Callable[[int], object], few: int, many: int) -> None:
    """`work(n)` reads an input of the size n."""
    assert many >= 8 * few, "sizes so near each other tell nothing"
    work(max(few // 50, 1))  # what is loaded once
    shortest = {few: float("inf"), many: float("inf")}
    for _ in range(TURNS):
        for n in shortest:
            begun = time.process_time()
            work(n)
            shortest[n] = min(shortest[n], time.process_time() - begun)
    assert shortest[many] < SLACK * many / few * max(shortest[few], 0.004)
