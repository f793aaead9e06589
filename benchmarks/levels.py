"""python -m benchmarks.levels: postdex alone, at each level of vectors that this processor has, in turns in one run.

Answers are compared first: they are the same to the last bit. Times are processor time, of the best of the rounds; ratios are to the level
that every processor of the architecture has.
"""

from __future__ import annotations

import argparse
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

from benchmarks import corpus, queries
from benchmarks.engines.postdex_engine import Postdex
from benchmarks.rounds import mean
from benchmarks.worker import CLOCK, least
from postdex import _core

NAMES = ("base", "AVX2", "AVX-512")
STRATA = {"OR top 10": ("or-2", "or-3", "or-5", "or-10"), "AND top 10": ("and-2", "and-3", "and-5", "and-10"), "phrase top 10": ("phrase-2", "phrase-3")}


def levels() -> list[int]:
    found = sorted({_core._vectors(level) for level in range(len(NAMES))})
    _core._vectors(found[-1])
    return found


def built(path: Path, n: int) -> tuple[Postdex, float]:
    engine = Postdex()
    posts = [post for _, post in zip(range(n), corpus.read(path))]
    begin = CLOCK()
    engine.build(posts)
    return engine, CLOCK() - begin


def axes(engine: Postdex, asked: list[queries.Query], word: str) -> dict[str, Callable[[], float]]:
    """What is timed: ns of a query in the mean, or of the call."""

    def top(strata: tuple[str, ...]) -> float:
        prepared = [engine.prepare(query) for query in asked if query.stratum in strata]
        return mean(least(lambda text=text: engine.top(text, 10)) for text in prepared)

    def batch(k: int) -> float:
        prepared = [engine.prepare(query) for query in asked if query.stratum == "batch"]
        return least(lambda: engine.batch(prepared, k)) / len(prepared)

    calls: dict[str, Callable[[], float]] = {name: lambda strata=strata: top(strata) for name, strata in STRATA.items()}
    counted = [engine.prepare(query) for query in asked if query.stratum in STRATA["OR top 10"]]
    calls["count of OR"] = lambda: mean(least(lambda text=text: engine.count(text)) for text in counted)
    calls["batch, k = 10"] = lambda: batch(10)
    calls["batch, k = 1000"] = lambda: batch(1000)
    calls["all lines"] = lambda: least(lambda: engine.lines(word, None))
    calls["all lines, sorted"] = lambda: least(lambda: engine.lines(word, None, True))
    return calls


def answers(engine: Postdex, asked: list[queries.Query]) -> list[Any]:
    return [engine.ranked(engine.top(engine.prepare(query), k)) for query in asked for k in (10, 1000)]


def run(n: int, cache: Path, per_stratum: int, rounds: int) -> dict[str, dict[int, float]]:
    path = corpus.cached(n, cache)
    sample = queries.Sample.of(corpus.read(path))
    asked = queries.generate(sample, per_stratum)
    word = sample.df.most_common(1)[0][0]
    found: dict[str, dict[int, float]] = {}
    wanted: list[Any] = []

    def note(axis: str, level: int, ns: float) -> None:
        to = found.setdefault(axis, {})
        to[level] = min(ns, to.get(level, ns))

    for _ in range(rounds):
        for level in levels():
            _core._vectors(level)
            engine, ns = built(path, n)
            note("text to searchable", level, ns)
            given = answers(engine, asked)
            wanted = wanted or given
            if given != wanted:
                raise SystemExit(f"other answers at level {NAMES[level]}")
            engine.lines(word, 1)  # what is imported once
            for axis, call in axes(engine, asked, word).items():
                note(axis, level, call())
    _core._vectors(levels()[-1])
    return found


def shown(ns: float) -> str:
    return f"{ns / 1e3:,.1f} µs" if ns < 1e6 else f"{ns / 1e6:,.1f} ms"


def table(found: dict[str, dict[int, float]]) -> str:
    have = levels()
    lines = ["| axis | " + " | ".join(NAMES[level] for level in have) + " |", "|---|" + "---:|" * len(have)]
    for axis, by in found.items():
        lines.append(f"| {axis} | " + " | ".join(shown(by[level]) + (f" ({by[have[0]] / by[level]:.2f}×)" if level != have[0] else "") for level in have) + " |")
    return "\n".join(lines)


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.levels", description=__doc__)
    parser.add_argument("--posts", type=int, default=100_000)
    parser.add_argument("--per-stratum", type=int, default=60)
    parser.add_argument("--rounds", type=int, default=2)
    parser.add_argument("--cache", type=Path, default=Path(os.environ.get("POSTDEX_BENCH_CACHE", ".bench")))
    args = parser.parse_args()
    found = run(args.posts, args.cache, args.per_stratum, args.rounds)
    print(f"{args.posts:,} posts, load {os.getloadavg() if hasattr(os, 'getloadavg') else ''}; answers are the same\n")
    print(table(found))


if __name__ == "__main__":
    main()
