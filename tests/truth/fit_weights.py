"""Fits csrc/page/entries/weigh.def anew: which set of titles is that of a page's entries, from what speaks for and against it.

    python tests/truth/fit_weights.py [SITE ...] > csrc/page/entries/weigh.def

SITE is a folder as the shared judge takes it. Generated sites of the tuning themes and the real listings of the shared data are
always taken; the table was fitted with the listings of 330 further sites, which are not kept here, and with a seventh of the weight
the same listings read without the lexicon. Each page offers the sets of titles
that are tried on it, and to be left whole; a choice is as good as it parts the entries and names them. What is made as great as can be is how
good choices are on the average, each taken with the probability that the odds give it; beside that, odds should be true of each set.
With --folds it prints how good choices are on sites that were kept aside. Needs numpy.
"""

import argparse
import bisect
import json
import math
import re
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "tools")]

import cbuild  # noqa: E402
from ripper_truth import judge_module  # noqa: E402
from shared_data import shared  # noqa: E402
from sites_truth import GENERATE, SEED  # noqa: E402

TABLE = HERE.parent.parent / "csrc/page/entries/weighed.h"
REPEATED = 8  # a copy of the title within so many lines counts as the title
ROUNDS, RIDGE = 12, 1.0
UNITS, STEPS, RATE, SHRINK = 8, 500, 0.02, 0.01
TRUE_ODDS = 0.3  # what it is worth that odds are true, beside good choices
ALONE, GENERATED, SHARED = 3.0, 0.1, 1.0  # what pages with one entry weigh, and sites of each kind
HEAD = """/* How what speaks for a set of titles (weighed.h) is weighed, fitted by tests/truth/fit_weights.py on the listings of several hundred
 * sites. The first row is what the logarithm of odds and each unit begin with, the second what a unit that is 1 adds to the odds; then, for
 * each piece of evidence, what it adds to the odds and to each unit. */"""


def dump(files: list[str], program: str) -> list[dict]:
    compiler = next(name for name in ("gcc", "clang") if not cbuild.why_not(name, ("-std=c11",)))
    build = cbuild.Build("release", compiler)
    build.library()
    listing = "".join(f"{file}\n" for file in files)
    done = subprocess.run([str(build.program(HERE / program))], input=listing.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def shares(found: list[int], raw: bytes, true: list[int]) -> tuple[float, float]:
    """How well titles in these lines part the entries, and how well they name them, each as F1."""
    lines = [line.strip() for line in raw.split(b"\n")]
    parted, left = [0] * len(true), set(range(len(true)))
    for line in found:
        at = bisect.bisect_right(true, line) - 1
        if at >= 0:
            parted[at] += 1
        same = (k for k in left if line == true[k] or (abs(line - true[k]) <= REPEATED and lines[line - 1] == lines[true[k] - 1]))
        left.discard(next(same, -1))
    of = len(found) + len(true)
    return 2 * sum(count == 1 for count in parted) / of, 2 * (len(true) - len(left)) / of


Example = tuple[list[float], float, float]  # evidence, how right, weight
Rightness = Callable[[dict, bytes, list[int], list[dict]], float]  # of a try, on a page whose entries have their titles on these lines


def examples_of(site: Path, program: str, rightness: Rightness) -> Iterator[tuple[Example, int]]:
    """What the program tries on each of the site's pages, and how many tries the page has; a site weighs as much as another."""
    pages = {row["file"]: row for row in judge_module().pages(str(site), 0)}
    for told in dump(list(pages), program):
        raw = Path(told["file"]).read_bytes()
        entries = pages[told["file"]]["entries"]
        at = judge_module().title_positions(raw.decode("utf-8", "replace"), entries)
        if at is None:
            continue
        true = [raw.count(b"\n", 0, where) + 1 for where in at]
        for each in told["tries"]:
            right = rightness(each, raw, true, entries) if len(entries) > 1 else 0.0
            yield ([1.0, *each["evidence"]], right, 12 / len(pages)), len(told["tries"])


Page = tuple[np.ndarray, np.ndarray, np.ndarray, float, float]  # evidence, worth and truth of each set; worth of none; weight


def pages_of(site: Path, weight: float) -> list[Page]:
    """What is tried on the site's pages; a site weighs as much as another of its kind."""
    pages = {row["file"]: row for row in judge_module().pages(str(site), 0)}
    found = []
    for told in dump(list(pages), "weigh_dump.c"):
        raw = Path(told["file"]).read_bytes()
        at = judge_module().title_positions(raw.decode("utf-8", "replace"), pages[told["file"]]["entries"])
        if at is None or not told["tries"]:
            continue
        true = [raw.count(b"\n", 0, where) + 1 for where in at]
        alone = len(true) == 1
        right = [(0.0, 0.0) if alone else shares(each["titles"], raw, true) for each in told["tries"]]
        evidence = np.array([each["evidence"] for each in told["tries"]])
        worth = np.array([0.8 * parted + 0.2 * named for parted, named in right])
        truth = np.array([(0.75 * parted + 0.25 * named) ** 2 for parted, named in right])
        found.append((evidence, worth, truth, float(alone), weight / len(pages) * (ALONE if alone else 1)))
    return found


class Net:
    """Odds of a set of titles: what each piece of evidence adds, and what a few units make of several together."""

    def __init__(self, pages: list[Page]) -> None:
        chance = np.random.RandomState(0)
        evidence = np.concatenate([page[0] for page in pages])
        self.mean, self.spread = evidence.mean(0), evidence.std(0) + 1e-6
        n = evidence.shape[1]
        self.weights = [chance.randn(n, UNITS) * 0.6 / math.sqrt(n), np.zeros(UNITS), chance.randn(UNITS) * 0.1, np.zeros(n), np.zeros(1)]
        self._fit((evidence - self.mean) / self.spread, pages)

    def _run(self, x: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        into, thresholds, worth, straight, bias = self.weights
        units = x @ into + thresholds
        units = units / (1 + abs(units))
        return np.clip(units @ worth + x @ straight + bias, -30, 30), units

    def __call__(self, evidence: np.ndarray) -> np.ndarray:
        return self._run((evidence - self.mean) / self.spread)[0]

    def _slopes(self, x: np.ndarray, units: np.ndarray, slope: np.ndarray) -> list[np.ndarray]:
        inner = np.outer(slope, self.weights[2]) * (1 - abs(units)) ** 2
        slopes = [x.T @ inner, inner.sum(0), units.T @ slope, x.T @ slope, np.array([slope.sum()])]
        return [each + (SHRINK * w / len(w) if k in (0, 2, 3) else 0) for k, (each, w) in enumerate(zip(slopes, self.weights, strict=True))]

    def _fit(self, x: np.ndarray, pages: list[Page]) -> None:
        of = np.repeat(np.arange(len(pages)), [len(page[0]) for page in pages])
        worth, truth = (np.concatenate([page[k] for page in pages]) for k in (1, 2))
        none, weight = (np.array([page[k] for page in pages]) for k in (3, 4))
        weight /= weight.sum()
        each = weight[of] / np.sqrt(np.bincount(of)[of])
        first, second = ([np.zeros_like(w) for w in self.weights] for _ in range(2))
        for step in range(1, STEPS + 1):
            odds, units = self._run(x)
            chances = np.exp(odds)
            whole = 1 / (1 + np.bincount(of, chances, len(pages)))
            taken = chances * whole[of]
            mean = np.bincount(of, taken * worth, len(pages)) + whole * none
            slope = TRUE_ODDS * each * (1 / (1 + 1 / chances) - truth) - weight[of] * taken * (worth - mean[of])
            rate = RATE * (1 if step < 0.6 * STEPS else 0.3)
            for k, d in enumerate(self._slopes(x, units, slope)):
                first[k] += 0.1 * (d - first[k])
                second[k] += 0.001 * (d * d - second[k])
                self.weights[k] = self.weights[k] - rate * (first[k] / (1 - 0.9**step)) / (np.sqrt(second[k] / (1 - 0.999**step)) + 1e-8)

    def calm(self, pages: list[Page]) -> None:
        """Makes odds true on the whole, which changes no choice."""
        odds, truth = np.concatenate([self(page[0]) for page in pages]), np.concatenate([page[2] for page in pages])
        weight = np.concatenate([np.full(len(page[0]), page[4] / math.sqrt(len(page[0]))) for page in pages])
        scale = min(np.arange(0.2, 1.5, 0.05), key=lambda t: float(np.sum(weight * (np.logaddexp(0, t * odds) - truth * t * odds))))
        self.weights[2:] = [w * scale for w in self.weights[2:]]

    def good(self, pages: list[Page]) -> float:
        """How good its choices are."""
        sum_, all_ = 0.0, 0.0
        for evidence, worth, _, none, weight in pages:
            odds = self(evidence)
            sum_ += weight * (worth[odds.argmax()] if odds.max() > 0 else none)
            all_ += weight
        return sum_ / all_

    def rows(self, names: list[str]) -> Iterator[str]:
        into, thresholds, worth, straight, bias = self.weights
        into, straight = into / self.spread[:, None], straight / self.spread
        table = [("BIAS", [bias[0] - self.mean @ straight, *(thresholds - self.mean @ into)]), ("UNITS", worth)]
        yield from (f"PDX_WEIGH_{name}({', '.join(f'{w:.3f}f' for w in values)})" for name, values in table)
        yield from (f"PDX_WEIGH({name}, {', '.join(f'{w:.3f}f' for w in [straight[k], *into[k]])})" for k, name in enumerate(names))


def solved(matrix: list[list[float]], right: list[float]) -> list[float]:
    """Gauss with pivots."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for k in range(len(rows)):
        pivot = max(range(k, len(rows)), key=lambda i: abs(rows[i][k]))
        rows[k], rows[pivot] = rows[pivot], rows[k]
        for i in range(len(rows)):
            if i != k and rows[i][k]:
                factor = rows[i][k] / rows[k][k]
                rows[i] = [a - factor * b for a, b in zip(rows[i], rows[k], strict=True)]
    return [row[-1] / row[k] for k, row in enumerate(rows)]


def fitted(data: list[tuple[list[float], float, float]]) -> list[float]:
    """Logistic regression by Newton's steps, small weights preferred."""
    n = len(data[0][0])
    weights = [0.0] * n
    for _ in range(ROUNDS):
        slope = [RIDGE * w if k else 0.0 for k, w in enumerate(weights)]
        bend = [[RIDGE if i == k else 0.0 for i in range(n)] for k in range(n)]
        for x, y, weight in data:
            p = 1 / (1 + math.exp(-sum(a * b for a, b in zip(weights, x, strict=True))))
            for k in range(n):
                if x[k]:
                    slope[k] += weight * (p - y) * x[k]
                    curve = weight * p * (1 - p) * x[k]
                    bend[k] = [a + curve * b for a, b in zip(bend[k], x, strict=True)]
        weights = [w - step for w, step in zip(weights, solved(bend, slope), strict=True)]
    return weights


def folded(sites: list[list[Page]], others: list[Page], n: int) -> float:
    """How good choices are on sites that were kept aside."""
    good = 0.0
    for k in range(n):
        kept = [page for site in sites[k::n] for page in site]
        net = Net([page for i, site in enumerate(sites) if i % n != k for page in site] + others)
        good += net.good(kept) * len(sites[k::n]) / len(sites)
    return good


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    parser.add_argument("--folds", type=int, default=0, metavar="N", help="in the place of a table, how good it is on sites kept aside in N parts")
    args = parser.parse_args()
    names = re.findall(r"^    PDX_WEIGHED_([A-Z_]+), +/\*", TABLE.read_text("utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        arguments = [folder, "--split", "tuning", "--pages", "6", "--seed", str(SEED)]
        subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL)
        others = [page for site in sorted(Path(folder).iterdir()) for page in pages_of(site, GENERATED)]
        others += pages_of(shared("data/listings/ripper234"), SHARED)
        sites = [pages_of(site, 1.0) for site in args.sites]
    if args.folds > 1:
        print(f"{folded(sites, others, args.folds):.4f}")
        return
    net = Net([page for site in sites for page in site] + others)
    net.calm([page for site in sites for page in site] or others)
    print(HEAD, *net.rows(names), sep="\n")


if __name__ == "__main__":
    main()
