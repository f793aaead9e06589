"""One corpus, all engines: built, compared, then timed in rounds in which they take turns, so that noise falls on all alike."""

from __future__ import annotations

import json
import os
import platform
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from benchmarks import compare, corpus
from benchmarks.compare import Finding
from benchmarks.engines import ENGINES
from benchmarks.engines.base import Unable
from benchmarks.goals import AND, OR, PHRASE, SORTING
from benchmarks.queries import Query, Sample
from benchmarks.worker import Broken, Remote

ME = "postdex"
OTHERS = ("term", "near", "prefix", "fuzzy", "or-2 tag", "or-2 date")
AXES: dict[str, tuple[str, ...]] = {
    "top 10": (*OR, *AND, *PHRASE, *OTHERS),
    "count": OR,
    "top 100 + count": ("or-2", "or-3", "or-5", "and-2", "and-3"),
    "whole call": ("or-2", "or-3", "and-2"),
    "fetch 1000": ("term",),
}
SHORT_AXES = {"top 10": ("term", "or-2", "or-5", "and-2", "phrase-2", "near", "prefix", "or-2 tag", "or-2 date"), "count": ("or-2", "or-5")}
LINES, LINES_DF = 340_000, 300_000  # of the word whose lines are sorted, and its posts
REBUILD = 3.0  # seconds: builds that take less are done again, and the least is taken


@dataclass
class Plan:
    posts: int
    path: Path
    queries: list[Query]
    sample: Sample
    engines: list[str]
    rounds: int = 5
    budget: float = 15.0  # seconds for one engine, axis and stratum, over all rounds
    axes: dict[str, tuple[str, ...]] | None = None
    keep: Path | None = None  # where the result so far is written again and again


def machine() -> dict[str, Any]:
    model = platform.processor() or platform.machine()
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
        model = next(line.split(":")[1].strip() for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        pass
    return {"model": model, "cores": os.cpu_count(), "system": platform.platform(), "python": platform.python_version(), "load": load()}


def load() -> list[float]:
    return [round(each, 2) for each in os.getloadavg()] if hasattr(os, "getloadavg") else []


class Bench:
    """What one run gathers; `result` is plain data, and all that reports read."""

    def __init__(self, plan: Plan, say: Callable[[str], None]) -> None:
        self.plan, self.say = plan, say
        self.remotes: dict[str, Remote] = {}
        self.reasons: dict[str, list[str]] = {}
        self.strata: dict[str, list[int]] = {}
        for i, query in enumerate(plan.queries):
            self.strata.setdefault(query.stratum, []).append(i)
        self.result: dict[str, Any] = {
            "posts": plan.posts, "machine": machine(), "engines": {}, "skipped": {}, "builds": {}, "findings": [], "compared": {},
            "strata": {name: len(which) for name, which in self.strata.items()}, "axes": {}, "others": {}, "rounds": plan.rounds,
        }  # fmt: skip

    def run(self) -> dict[str, Any]:
        try:
            self._start()
            self._compare()
            for axis, strata in (self.plan.axes or AXES).items():
                for stratum in strata:
                    if stratum in self.strata and not (axis == "whole call" and self.plan.posts > 1_000):
                        self._time(axis, stratum)
            if self.plan.axes is None:
                self._batches()
                self._lines()
                self._sorting()
                self._reopen()
            for name, remote in self.remotes.items():
                self.result["builds"][name]["peak after queries"] = self._try(name, lambda remote=remote: remote.ask("peak"))
        finally:
            for remote in self.remotes.values():
                remote.close()
        if self.plan.axes is None and ME in self.remotes:
            self._threads()  # with nothing else in memory: 10^6 posts as Python has them are gigabytes
            self._keep()
        self.result["machine"]["load after"] = load()
        return self.result

    def _try(self, name: str, call: Callable[[], Any]) -> Any:
        """The answer, or why there is none: said, and kept."""
        try:
            return call()
        except Unable as error:
            return str(error)
        except Broken as error:
            self.say(f"{name}: {error}")
            self.result["findings"].append(f"{name}: {error}")
            return str(error)

    # ------------------------------------------------------------ building

    def _start(self) -> None:
        for name in self.plan.engines:
            try:
                remote = Remote(name)
            except Unable as error:
                self._skip(name, str(error))
                continue
            try:
                self.result["builds"][name] = self._build(remote)
                self.reasons[name] = remote.ask("load", self.plan.queries)
            except (Broken, Unable) as error:
                self._skip(name, str(error))
                remote.close()
                continue
            self.remotes[name] = remote
            self.result["engines"][name] = remote.about
            built = self.result["builds"][name]
            self.say(f"{name} {remote.about['version']}: {built['bytes'] / built['seconds'] / 1e6:.1f} MB/s, peak {built['peak'] / 1e6:.0f} MB")

    def _build(self, remote: Remote) -> dict[str, Any]:
        built = remote.ask("build", self.plan.path, self.plan.posts)
        for _ in range(2 if built["seconds"] < REBUILD else 0):
            built["seconds"] = min(built["seconds"], remote.ask("build", self.plan.path, self.plan.posts)["seconds"])
        if remote.about["reads files"]:
            other = Remote(remote.name)  # so that memory is told apart
            alone = self._try(remote.name, lambda: other.ask("open", self.plan.path))
            other.close()
            if isinstance(alone, dict):
                built["from a file"] = alone
        return built

    def _skip(self, name: str, why: str) -> None:
        self.result["skipped"][name] = why
        self.say(f"{name}: skipped: {why}")

    # ------------------------------------------------------------ comparing

    def _compare(self) -> None:
        """Every query that both can be asked; scores too where the formula is one (see compare_scores)."""
        if ME not in self.remotes:
            return
        mine: dict[int, dict[str, Any]] = {}
        for name, remote in self.remotes.items():
            end, compared, found = time.monotonic() + 8 * self.plan.budget, 0, []
            for i, query in enumerate(self.plan.queries):
                if self.reasons[name][i] or self.reasons[ME][i] or time.monotonic() > end:
                    continue
                theirs = self._try(name, lambda remote=remote, i=i: remote.ask("answer", i))
                if name == ME:
                    mine[i] = theirs
                if not isinstance(theirs, dict) or i not in mine:
                    continue
                compared += "n" in theirs
                found += compare.sets(query, {ME: mine[i], name: theirs} if name != ME else {ME: theirs}, ME)
            self.result["compared"][name] = [compared, len(found)]
            self._tell(name, remote, found)

    def _tell(self, name: str, remote: Remote, found: list[Finding]) -> None:
        for finding in found[:10]:
            i = self.plan.queries.index(finding.query)
            example = ""
            if name != ME:
                lists = [self._try(each.name, lambda each=each: each.ask("matches", i)) for each in (self.remotes[ME], remote)]
                example = compare.differing(*lists) if all(isinstance(each, list) for each in lists) else ""
            text = str(Finding(finding.engine, finding.query, finding.what, example))
            self.result["findings"].append(text)
            self.say(f"DISAGREES: {text}")
        if len(found) > 10:
            self.say(f"DISAGREES: {name}, {len(found) - 10} more")

    # ------------------------------------------------------------ timing

    def _turns(self, able: list[str]) -> Iterable[tuple[int, str]]:
        """ABAB, each round beginning with another one."""
        for turn in range(self.plan.rounds):
            for at in range(len(able)):
                yield turn, able[(turn + at) % len(able)]

    def _time(self, axis: str, stratum: str) -> None:
        which = self.strata[stratum]
        best: dict[str, dict[int, int]] = {}
        told: dict[str, str] = {}
        spent = dict.fromkeys(self.remotes, 0.0)
        able = []
        for name in self.remotes:
            reasons = {self.reasons[name][i] for i in which} - {""}
            if reasons:
                told[name] = min(reasons)
            else:
                able.append(name)
        for _, name in self._turns(able):
            if name in told or spent[name] > self.plan.budget:
                continue
            begin = time.monotonic()
            times = self._try(name, lambda name=name: self.remotes[name].ask("time", axis, which, self.plan.budget))
            spent[name] += time.monotonic() - begin
            if isinstance(times, str):
                told[name] = times
                continue
            kept = best.setdefault(name, {})
            for i, ns in zip(which, times):
                kept[i] = min(ns, kept.get(i, ns))
        self.result["axes"].setdefault(axis, {})[stratum] = {name: [kept.get(i) for i in which] for name, kept in best.items()}
        self.result["others"].setdefault(f"untold {axis}", {}).setdefault(stratum, {}).update(told)
        self._keep()
        self.say(f"{axis:16}{stratum:12}" + "".join(f"{name} {mean(kept.values()) / 1e3:,.1f} µs  " for name, kept in best.items()))

    def _keep(self) -> None:
        if self.plan.keep is not None:
            self.plan.keep.write_text(json.dumps(self.result))

    def _batches(self) -> None:
        """Many OR queries of two to five words in one call, no two alike where the sample gives as many."""
        which = self.strata.get("batch") or [i for stratum in OR[:3] for i in self.strata.get(stratum, [])]
        for k in (10, 1000):
            told: dict[str, Any] = {}
            for _, name in self._turns([name for name in self.remotes if name in (ME, "bm25s")]):
                if not isinstance(told.get(name), str):
                    ns = self._try(name, lambda name=name, k=k: self.remotes[name].ask("time_batch", which, k))
                    told[name] = ns if isinstance(ns, str) else min(ns, told.get(name, ns))
            self.result["others"][f"batch {k}"] = {name: value if isinstance(value, str) else value / len(which) for name, value in told.items()}
            self.say(f"batch, k = {k}: {self.result['others'][f'batch {k}']}")

    def _lines(self) -> None:
        words = [word for word, _ in self.plan.sample.df.most_common(2)]
        for axis, most, by_right in (("all lines", None, False), ("50 lines", 50, False), ("50 lines by right", 50, True), ("all lines by right", None, True)):
            told: dict[str, Any] = {}
            for turn, name in self._turns([name for name in self.remotes if name in (ME, "NLTK")]):
                if isinstance(told.get(name), str) or turn > 1:
                    continue
                answer = self._try(name, lambda name=name, most=most, by_right=by_right: self.remotes[name].ask("time_lines", words, most, by_right))
                if isinstance(answer, str):
                    told[name] = answer
                    continue
                told[name] = min(sum(answer[0]), told.get(name, sum(answer[0])))
                self.result["others"].setdefault("lines", {})[f"{axis} {name}"] = sum(answer[1])
            self.result["others"][axis] = {name: value if isinstance(value, str) else value / len(words) for name, value in told.items()}
            self.say(f"{axis}: {self.result['others'][axis]}")

    def _sorting(self) -> None:
        """What sorting by three right words adds to the lines of a word that has about LINES, where there is one."""
        word, df = min(self.plan.sample.df.most_common(2_000), key=lambda each: abs(each[1] - LINES_DF))
        if ME not in self.remotes or abs(df - LINES_DF) > LINES_DF / 5:
            return
        took = [self._try(ME, lambda by=by: self.remotes[ME].ask("time_lines", [word], None, by)) for by in (False, True)]
        if all(isinstance(each, tuple) for each in took):
            (plain, lines), (by_right, _) = ((sum(ns), sum(n)) for ns, n in took)
            self.result["others"]["sorting adds"] = {ME: (by_right - plain) * LINES / lines, SORTING: 40e6}
            self.say(f"sorting {lines} lines adds {(by_right - plain) / 1e6:.1f} ms")

    def _reopen(self) -> None:
        """Opening what was saved: postdex and what opens its own files."""
        told = {name: self._try(name, lambda remote=remote: remote.ask("time_reopen")) for name, remote in self.remotes.items() if name in (ME, "tantivy")}
        self.result["others"]["open"] = told
        self.say(f"opening what was saved: {told}")

    def _threads(self) -> None:
        """Building with one thread and with two, by turns, the best of each on the wall: true on a machine that does nothing else."""
        told: dict[str, float] = {}
        for kind, name in (("one thread", ME), (ME, "benchmarks.engines.postdex_engine:TwoThreads")) * 3:
            remote = Remote(name)
            seconds = self._try(ME, lambda remote=remote: remote.ask("build_on_the_wall", self.plan.path, self.plan.posts))
            remote.close()
            if not isinstance(seconds, float):
                return
            told[kind] = min(1e9 * seconds, told.get(kind, 1e9 * seconds))
        self.result["others"]["threads"] = told
        self.say(f"building with one thread and with two: {told}")


def mean(values: Iterable[float]) -> float:
    kept = list(values)
    return sum(kept) / len(kept) if kept else float("nan")


def compare_scores(sample_posts: int, cache: Path, queries: Callable[[Sample], list[Query]], say: Callable[[str], None]) -> list[str]:
    """postdex and bm25s have one formula when posts are nothing but text; they must then give equal scores."""
    path = cache / f"bodies-{sample_posts}.jsonl"
    with path.open("w", encoding="utf-8") as file:
        for post in corpus.generate(sample_posts):
            file.write(json.dumps({"title": "", "tags": [], "date": "2020-01-01", "text": post.text}) + "\n")
    asked = [query for query in queries(Sample.of(corpus.read(path))) if query.kind == "or" and query.tag is query.dates is None]
    lists: dict[str, list[Any]] = {}
    for name in (ME, "bm25s"):
        try:
            remote = Remote(name)
        except Unable as error:
            return [f"scores were not compared: {name} is {error}"]
        try:
            remote.ask("build", path, sample_posts)
            remote.ask("load", asked)
            lists[name] = [remote.ask("answer", i)["ranked"] for i in range(len(asked))]
        except (Broken, Unable) as error:
            return [f"scores were not compared: {name}: {error}"]
        finally:
            remote.close()
    found = [str(each) for query, mine, theirs in zip(asked, lists[ME], lists["bm25s"]) for each in compare.scores(query, "bm25s", mine, theirs)]
    say(f"scores of {len(asked)} OR queries over {sample_posts} posts of text alone: {len(found)} differ from bm25s")
    return found


MOST = {"Xapian": 100_000, "Whoosh": 100_000, "bm25s": 100_000, "DuckDB": 10_000, "LanceDB": 100_000, "NLTK": 100_000}


def most(name: str) -> int:
    """Posts beyond which an engine would take hours or more memory than there is."""
    return MOST.get(name, 1_000_000)


def engines_of(names: str | None) -> list[str]:
    chosen = list(ENGINES) if names is None else [ME, *(name for name in names.split(",") if name != ME)]
    unknown = [name for name in chosen if name not in ENGINES and ":" not in name]
    if unknown:
        sys.exit(f"no such engine: {', '.join(unknown)}; there are {', '.join(ENGINES)}")
    return chosen

