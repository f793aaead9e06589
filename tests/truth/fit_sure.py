"""Fits the weights of csrc/page/roles/entrysure.c anew: how sure it is that exactly the lines of an entry are one.

    python tests/truth/fit_sure.py SITE...

SITE is a folder as the shared judge takes it. Its pages are opened all together, one by one and by three; a site weighs as much as another
in each of these. An entry is right if one true title stands in it, and, on a page with one, if the page has no other entry. Prints
how sure entries of sites kept aside are said to be, in six parts, and the tables. Needs numpy.
"""

import argparse
import hashlib
import json
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from fit_weights import HERE, cbuild
from ripper_truth import judge_module

TABLE = HERE.parent.parent / "csrc/page/roles/entrysure.c"
TOGETHER = (0, 1, 3)  # pages in an archive; 0: all
MOST, PARTS, RIDGE, LOWER = 40, 6, 0.1, 0.6  # pages of a site; LOWER: see entrysure.c
SURE, BINS = 0.9, 10


@dataclass
class Entries:
    """Evidence, kind, weight and truth of many entries, and of which site and which way of opening they are."""

    evidence: np.ndarray
    kind: np.ndarray
    right: np.ndarray
    weight: np.ndarray
    site: np.ndarray
    together: np.ndarray


def dump(files: list[str], together: int) -> list[dict]:
    compiler = next(name for name in ("gcc", "clang") if not cbuild.why_not(name, ("-std=c11",)))
    build = cbuild.Build("release", compiler)
    build.library()
    files = sorted(files, key=lambda file: hashlib.sha256(Path(file).read_bytes()).digest())
    step = together or len(files) or 1
    listing = "\n".join("".join(f"{file}\n" for file in files[at : at + step]) for at in range(0, len(files), step))
    done = subprocess.run([str(build.program(HERE / "sure_dump.c"))], input=listing.encode(), capture_output=True, check=True)
    return [json.loads(line) for line in done.stdout.splitlines()]


def judged(site: Path, together: int) -> Iterator[tuple[list[float], int, bool]]:
    """Evidence and kind of each entry that is found, and whether it is one."""
    judge = judge_module()
    rows = {row["file"]: row["entries"] for row in judge.pages(str(site), MOST)}
    for page in dump(list(rows), together):
        raw = Path(page["file"]).read_bytes()
        titles = judge.title_positions(raw.decode("utf-8", "replace"), rows[page["file"]])
        if titles is None:
            continue
        for entry in page["entries"]:
            within = sum(entry["span"][0] <= at < entry["span"][1] for at in titles)
            yield entry["evidence"], entry["kind"], within == 1 and (len(titles) > 1 or len(page["entries"]) == 1)


def read(sites: list[Path]) -> Entries:
    rows = []
    for number, site in enumerate(sites):
        for together in TOGETHER:
            found = list(judged(site, together))
            rows += [(*each, 1 / len(found), number, together) for each in found]
    evidence, kind, right, weight, site, together = zip(*rows, strict=True)
    return Entries(np.array(evidence), np.array(kind), np.array(right, float), np.array(weight), np.array(site), np.array(together))


def fitted(entries: Entries, of: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method: what the odds begin with, then the weights."""
    x, weight, right = np.c_[np.ones(of.sum()), entries.evidence[of]], entries.weight[of], entries.right[of]
    weights, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    ridge[0] = 1e-6
    for _ in range(15):
        said = chances(x @ weights)
        slope = x.T @ (weight * (said - right)) + ridge * weights
        bend = (x * (weight * (said * (1 - said) + 1e-6))[:, None]).T @ x + np.diag(ridge)
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def chances(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def said(entries: Entries) -> np.ndarray:
    """How sure each entry is said to be by what the other sites teach."""
    out = np.zeros(len(entries.right))
    for part in range(PARTS):
        aside = entries.site % PARTS == part
        for kind in range(3):
            weights = fitted(entries, ~aside & (entries.kind == kind))
            asked = aside & (entries.kind == kind)
            out[asked] = chances(np.c_[np.ones(asked.sum()), entries.evidence[asked]] @ weights - LOWER)
    return out


def report(entries: Entries, said: np.ndarray) -> Iterator[str]:
    for together in TOGETHER:
        of = entries.together == together
        weight, right, sure = entries.weight[of] / entries.weight[of].sum(), entries.right[of], said[of]
        bins = np.minimum((sure * BINS).astype(int), BINS - 1)
        error = sum(abs((weight * (sure - right))[bins == k].sum()) for k in range(BINS))
        high = sure >= SURE
        yield (
            f"{together or 'all'} together: {SURE} and more of {weight[high].sum():.3f}, of which {(weight * right)[high].sum() / weight[high].sum():.4f} "
            f"are right; expected calibration error {error:.4f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE")
    entries = read(parser.parse_args().sites)
    print("\n".join(report(entries, said(entries))))
    names = re.findall(r"^    ([A-Z_]+),", TABLE.read_text("utf-8").partition("    EVIDENCE\n")[0], re.MULTILINE)
    tables = [fitted(entries, entries.kind == kind) for kind in range(3)]
    print(f"bias = {{{', '.join(f'{table[0] - LOWER:.2f}f' for table in tables)}}}")
    print("\n".join(f"    [{name}] = {{{', '.join(f'{table[k + 1]:.2f}f' for table in tables)}}}," for k, name in enumerate(names)))


if __name__ == "__main__":
    main()
