"""Fits the weights of csrc/page/weigh.c anew: which set of titles is that of a page's entries, from what speaks for and against it.

    python tests/truth/fit_weights.py [SITE ...]

SITE is a folder as the shared judge takes it. Generated sites of the tuning themes and the real listings of the shared data are
always taken; the weights in the table were fitted with the listings of some fifty further sites, which are not kept here. A set of
titles counts as right by the square of how well it parts the entries and names them; pages with one entry have no right set.
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

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "tools")]

import cbuild  # noqa: E402
from ripper_truth import judge_module  # noqa: E402
from shared_data import shared  # noqa: E402
from sites_truth import GENERATE, SEED  # noqa: E402

TABLE = HERE.parent.parent / "csrc/page/weigh.c"
REPEATED = 8  # a copy of the title within so many lines counts as the title
ROUNDS, RIDGE = 12, 1.0


def dump(files: list[str], program: str) -> list[dict]:
    compiler = next(name for name in ("gcc", "clang") if not cbuild.why_not(name, ("-std=c11",)))
    build = cbuild.Build("release", compiler)
    build.library()
    listing = "".join(f"{file}\n" for file in files)
    done = subprocess.run([str(build.program(HERE / program))], input=listing.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def rightness(found: list[int], raw: bytes, true: list[int]) -> float:
    lines = [line.strip() for line in raw.split(b"\n")]
    parted, left = [0] * len(true), set(range(len(true)))
    for line in found:
        at = bisect.bisect_right(true, line) - 1
        if at >= 0:
            parted[at] += 1
        same = (k for k in left if line == true[k] or (abs(line - true[k]) <= REPEATED and lines[line - 1] == lines[true[k] - 1]))
        left.discard(next(same, -1))
    of = len(found) + len(true)
    f1 = 2 * (0.75 * sum(count == 1 for count in parted) + 0.25 * (len(true) - len(left))) / of
    return f1 * f1


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


def examples(site: Path) -> list[Example]:
    """Each set of titles tried on the site's pages."""
    found = examples_of(site, "weigh_dump.c", lambda each, raw, true, _: rightness(each["titles"], raw, true))
    return [(evidence, right, weight / math.sqrt(tries)) for (evidence, right, weight), tries in found]


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


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    args = parser.parse_args()
    names = re.findall(r"^    ([A-Z_]+), +/\*", TABLE.read_text("utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        arguments = [folder, "--split", "tuning", "--pages", "6", "--seed", str(SEED)]
        subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL)
        sites = [*sorted(Path(folder).iterdir()), shared("data/listings/ripper234"), *args.sites]
        weights = fitted([example for site in sites for example in examples(site)])
    print(f"static const float bias = {weights[0]:.2f}f;")
    print("\n".join(f"    [{name}] = {weight:.2f}f," for name, weight in zip(names, weights[1:], strict=True)))


if __name__ == "__main__":
    main()
