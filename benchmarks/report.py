"""From what a run gathered to figures, ratios and Markdown."""

from __future__ import annotations

import math
import statistics
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks.goals import GOALS, NOT_YET, Goal
from benchmarks.rounds import ME, mean

Result = dict[str, Any]
LIMITS = Path(__file__).with_name("limits.md")  # what is out of reach, and why: written by hand


@dataclass(frozen=True)
class Reached:
    """A ratio, or why there is none."""

    ratio: float | None
    mine: str = ""
    theirs: str = ""
    why: str = ""
    amount: float | None = None  # what postdex needs: ns, or bytes a word


def pairs(result: Result, axis: str, strata: tuple[str, ...], peer: str) -> list[tuple[int, int]]:
    """ns of postdex and of the peer for each query that both did in time."""
    found = []
    for stratum in strata:
        row = result["axes"].get(axis, {}).get(stratum, {})
        found += [(a, b) for a, b in zip(row.get(ME, []), row.get(peer, [])) if a is not None and b is not None]
    return found


def duration(ns: float) -> str:
    for unit, size in (("s", 1e9), ("ms", 1e6)):
        if ns >= size:
            return f"{ns / size:,.3g} {unit}" if ns < 1000 * size else f"{ns / size:,.0f} {unit}"
    return f"{ns / 1e3:,.3g} µs" if ns < 1e6 else f"{ns / 1e3:,.0f} µs"


def _untold(result: Result, goal: Goal) -> str:
    if goal.against in result["skipped"]:
        return f"skipped: {result['skipped'][goal.against]}"
    reasons = result["others"].get(f"untold {goal.figure}", {})
    return next((reasons[stratum][name] for name in (ME, goal.against) for stratum in goal.strata if name in reasons.get(stratum, {})), "not measured")


def _timed(result: Result, goal: Goal) -> Reached:
    both = pairs(result, goal.figure, goal.strata, goal.against)
    if not both:
        return Reached(None, why=_untold(result, goal))
    mine, theirs = mean(a for a, _ in both), mean(b for _, b in both)
    return Reached(theirs / mine, duration(mine), duration(theirs), amount=mine)


def _built(result: Result, goal: Goal) -> Reached:
    mine, theirs = result["builds"].get(ME), result["builds"].get(goal.against)
    if not mine or not theirs:
        return Reached(None, why=_untold(result, goal))
    if goal.figure == "build":
        speeds = [each["bytes"] / each["seconds"] / 1e6 for each in (mine, theirs)]
        return Reached(speeds[0] / speeds[1], *(f"{speed:.1f} MB/s" for speed in speeds))
    if "index" not in mine or "index" not in theirs:
        return Reached(None, why="not told by the engine")
    words = mine["words"]
    return Reached(mine["index"] / theirs["index"], *(f"{each['index'] / words:.2f} bytes a word" for each in (mine, theirs)), amount=mine["index"] / words)


def busy(machine: dict[str, Any]) -> bool:
    """Whether others ran beside the bench: then what is timed on the wall says nothing."""
    loads = [load for when in ("load", "load after") for load in machine.get(when, [])[:2]]  # of the last minutes
    return max(loads, default=0) > machine.get("cores", 1)


def reached(result: Result, goal: Goal) -> Reached:
    if goal.figure in ("build", "index"):
        return _built(result, goal)
    if goal.strata:
        return _timed(result, goal)
    told = result["others"].get(goal.figure)
    if told is None:
        return Reached(None, why=NOT_YET if goal.figure == "threads" else _untold(result, goal))
    if goal.figure == "threads" and busy(result["machine"]):
        return Reached(None, why="the machine was busy")
    mine, theirs = told.get(ME), told.get(goal.against)
    if isinstance(mine, str) or isinstance(theirs, str) or mine is None or theirs is None:
        shown = duration(theirs) if isinstance(theirs, (int, float)) else ""
        return Reached(None, theirs=shown, why=mine if isinstance(mine, str) else theirs if isinstance(theirs, str) else _untold(result, goal))
    return Reached(theirs / mine, duration(mine), duration(theirs), amount=mine)


def number(ratio: float) -> str:
    return f"{ratio:,.0f}" if ratio >= 100 else f"{ratio:.3g}"


def goal_rows(result: Result) -> Iterator[str]:
    yield "| axis | against | goal | reached | postdex | the other |"
    yield "|---|---|---:|---:|---:|---:|"
    for goal in GOALS:
        got = reached(result, goal)
        wanted = f"{'≤ ' if goal.smaller else ''}{number(goal.ratio)}×" + (f", {goal.note}" if goal.note else "")
        if got.ratio is None:
            yield f"| {goal.axis} | {goal.against} | {wanted} | {got.why} | {got.mine} | {got.theirs} |"
            continue
        good = got.ratio <= goal.ratio if goal.smaller else got.ratio >= goal.ratio
        good = good and (goal.most is None or (got.amount is not None and got.amount <= goal.most))
        slower = got.ratio > 1 if goal.smaller else got.ratio < 1
        shown = f"{number(got.ratio)}×" + (" **reached**" if good else " *(behind)*" if slower else "")
        yield f"| {goal.axis} | {goal.against} | {wanted} | {shown} | {got.mine} | {got.theirs} |"


def engine_rows(result: Result) -> Iterator[str]:
    yield "| engine | build | MB/s | index, bytes a word | peak memory, build / after queries | where |"
    yield "|---|---:|---:|---:|---:|---|"
    words = result["builds"].get(ME, {}).get("words")
    for name, about in result["engines"].items():
        built = result["builds"][name]
        size = f"{built['index'] / words:.2f}" if words and "index" in built else ""
        after = built.get("peak after queries")
        peaks = f"{built['peak'] / 1e6:,.0f} / {after / 1e6:,.0f} MB" if isinstance(after, int) else f"{built['peak'] / 1e6:,.0f} MB"
        yield f"| {name} {about['version']} | {built['seconds']:.2f} s | {built['bytes'] / built['seconds'] / 1e6:.1f} | {size} | {peaks} | {about['place']} |"
        if "from a file" in built:
            alone, peak = built["from a file"]["seconds"], built["from a file"]["peak"]
            yield f"| {name}, reading the file itself | {alone:.2f} s | {built['bytes'] / alone / 1e6:.1f} | | {peak / 1e6:,.0f} MB | |"
    for name, why in result["skipped"].items():
        yield f"| {name} | skipped: {why} | | | | |"


def _cell(times: list[int | None]) -> str:
    done = sorted(ns for ns in times if ns is not None)
    if not done:
        return ""
    some = f" ({len(done)} of {len(times)})" if len(done) < len(times) else ""
    return " / ".join(duration(ns) for ns in (mean(done), statistics.median(done), done[math.ceil(0.99 * len(done)) - 1])) + some


def strata_rows(result: Result, axis: str) -> Iterator[str]:
    """Mean / median / p99 of every engine, and how many times slower than postdex it is: in the mean, and in the middle query."""
    names = [name for name in result["engines"] if any(name in row for row in result["axes"].get(axis, {}).values())]
    yield f"| {axis} | " + " | ".join(names) + " |"
    yield "|---|" + "---:|" * len(names)
    for stratum, row in result["axes"].get(axis, {}).items():
        cells = []
        for name in names:
            both = pairs(result, axis, (stratum,), name)
            cell = _cell(row.get(name, []))
            if cell and name != ME and both:
                middle = statistics.median(b / a for a, b in both)
                cell += f"<br>{number(mean(b for _, b in both) / mean(a for a, _ in both))}×, middle {number(middle)}×"
            cells.append(cell or result["others"].get(f"untold {axis}", {}).get(stratum, {}).get(name, ""))
        yield f"| {stratum} | " + " | ".join(cells) + " |"


def markdown(results: list[Result]) -> str:
    last = results[-1]
    host = last["machine"]
    lines = [
        "# Benchmarks",
        "",
        "Written by `python -m benchmarks --write docs/benchmarks.md`; what it does and how to run it: [benchmarks/README.md](../benchmarks/README.md). Figures of one machine, each size in a run of its own:",
        f"{host['model']}, {host['cores']} cores, {host['system'].split('-')[0]}, Python {host['python']}. Engines take turns; both sides in memory.",
        "The goals are for 10^5 and 10^6 posts, but for the one that speaks of 10^3.",
        "Times are processor time of the whole process, the best of the rounds for each query. Ratios above 1 say how many times faster postdex is; below 1 it is slower.",
        "",
    ]
    for result in results:
        lines += _section(result)
    lines += [LIMITS.read_text(encoding="utf-8")]
    lines += ["## How the engines are set up", "", "| engine | settings |", "|---|---|"]
    lines += [f"| {name} {about['version']} | {about['settings']} |" for name, about in last["engines"].items()]
    seen = {name: about for result in results for name, about in result["engines"].items() if name not in last["engines"]}
    lines += [f"| {name} {about['version']} | {about['settings']} |" for name, about in seen.items()]
    return "\n".join(lines) + "\n"


def _section(result: Result) -> list[str]:
    host = result["machine"]
    most = max((n for name, n in result["strata"].items() if name != "batch"), default=0)
    lines = [f"## {result['posts']:,} posts", "", f"Load of the machine before and after: {host['load']}, {host.get('load after')} (1, 5 and 15 minutes). "
             f"{most} queries of a kind, the best of {result['rounds']} rounds.", ""]  # fmt: skip
    lines += [*goal_rows(result), "", *engine_rows(result), ""]
    compared = [f"{name} {n} ({wrong} differ)" for name, (n, wrong) in result["compared"].items()]
    lines += [f"Queries whose matches were compared with those of postdex: {', '.join(compared)}.", ""]
    lines += [f"* {finding}" for finding in result["findings"]] + ([""] if result["findings"] else [])
    lines += ["Mean / median / p99 for each kind of query; below, how many times slower than postdex in the mean and in the middle query:", ""]
    for axis in result["axes"]:
        lines += [*strata_rows(result, axis), ""]
    return lines


def summary(result: Result) -> dict[str, float]:
    """The ratios that a short run is remembered by."""
    found = {}
    for axis, row in result["axes"].items():
        for stratum in row:
            both = pairs(result, axis, (stratum,), "FTS5")
            if both:
                found[f"{axis}, {stratum}"] = round(mean(b for _, b in both) / mean(a for a, _ in both), 2)
    if ME in result["builds"] and "FTS5" in result["builds"]:
        mine, theirs = result["builds"][ME], result["builds"]["FTS5"]
        found["build"] = round(theirs["seconds"] / mine["seconds"], 2)
    return found
