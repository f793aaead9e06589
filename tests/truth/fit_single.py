"""Fits the weights of csrc/page/entries/single.c anew: which line is the title of a page's only entry.

    python tests/truth/fit_single.py SITE...

SITE is a folder as the shared judge takes it; its pages with one entry count, and texts of its entries with nothing but the title above
them; a site weighs as much as another. Of the lines of a
page one is the title: the weights make it as probable as can be. Prints how many titles are found on sites that were kept aside, in six
parts, and the table. Needs numpy.
"""

import argparse
import re
import tempfile
from pathlib import Path

import numpy as np
from fit_weights import REPEATED, dump
from ripper_truth import judge_module

TABLE = Path(__file__).resolve().parent.parent.parent / "csrc/page/entries/single.c"
PARTS, STEPS, RATE, SHRINK = 6, 600, 0.03, 2e-4
ARTICLES, BARE = 12, 0.2  # how many of a site are written without anything round them, and what they weigh beside its pages

Page = tuple[np.ndarray, np.ndarray, float]  # evidence of each line, whether it is the title, weight


def read(rows: dict[str, list], weight: float) -> list[Page]:
    """`rows`: the only entry of each file."""
    found = []
    for told in dump(list(rows), "single_dump.c") if rows else []:
        raw = Path(told["file"]).read_bytes()
        at = judge_module().title_positions(raw.decode("utf-8", "replace"), rows[told["file"]])
        if at is None or not told["tries"]:
            continue
        lines, true = [line.strip() for line in raw.split(b"\n")], raw.count(b"\n", 0, at[0]) + 1
        numbers = [each["line"] for each in told["tries"]]
        right = [k == true or (lines[k - 1] == lines[true - 1] and k <= true + REPEATED) for k in numbers]
        found.append((np.array([each["evidence"] for each in told["tries"]]), np.array(right, float), weight))
    return found


def bare(site: Path, folder: Path) -> dict[str, list]:
    """Articles as people keep them in files: a title of the site, and some of its text below."""
    entries = [entry for row in judge_module().pages(str(site), 0) for entry in row["entries"] if entry.get("text") and entry["title"]]
    rows = {}
    for k, entry in enumerate(entries[:: max(len(entries) // ARTICLES, 1)][:ARTICLES]):
        sentences = re.split(r"(?<=[.!?…]) +", " ".join(entry["text"].split()))
        paragraphs = [" ".join(sentences[at : at + k % 3 + 1]) for at in range(0, len(sentences), k % 3 + 1)]
        file = folder / f"{k}.txt"
        file.write_text("\n\n".join([" ".join(entry["title"].split()), *paragraphs[: k % 4 * 3 + 1]]) + "\n", "utf-8")
        rows[str(file)] = [entry]
    return rows


def pages_of(site: Path) -> tuple[list[Page], list[Page]]:
    """Of the site itself, and written from it."""
    rows = {row["file"]: row["entries"] for row in judge_module().pages(str(site), 0) if len(row["entries"]) == 1}
    found = read(rows, 1 / max(len(rows), 1))
    with tempfile.TemporaryDirectory() as folder:
        articles = bare(site, Path(folder))
        return found, read(articles, BARE / max(len(articles), 1))


def fitted(pages: list[Page]) -> np.ndarray:
    pages = [page for page in pages if page[1].any()]
    of = np.repeat(np.arange(len(pages)), [len(page[1]) for page in pages])
    x, right = (np.concatenate([page[k] for page in pages]) for k in (0, 1))
    weight = np.array([page[2] for page in pages]) / sum(page[2] for page in pages)
    weights, first, second = np.zeros(x.shape[1]), np.zeros(x.shape[1]), np.zeros(x.shape[1])
    for step in range(1, STEPS + 1):
        chances = np.exp(np.clip(x @ weights, -30, 30))
        titles = chances * right
        gap = chances / np.bincount(of, chances)[of] - titles / np.bincount(of, titles)[of]
        slope = x.T @ (weight[of] * gap) + SHRINK * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return weights


def found(pages: list[Page], weights: np.ndarray) -> np.ndarray:
    """What of it is found, and all that there is."""
    return np.sum([[weight * right[(x @ weights).argmax()], weight] for x, right, weight in pages] or [[0, 0]], axis=0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE")
    names = re.findall(r"^    ([A-Z_]+), +/\*", TABLE.read_text("utf-8"), re.MULTILINE)
    sites = [pages_of(site) for site in parser.parse_args().sites]
    total = np.zeros((2, 2))
    for k in range(PARTS):
        weights = fitted([page for i, site in enumerate(sites) if i % PARTS != k for kind in site for page in kind])
        total += sum(np.array([found(kind, weights) for kind in site]) for site in sites[k::PARTS])
    print("titles found on sites kept aside: {:.3f} of pages, {:.3f} of articles with nothing round them".format(*total[:, 0] / total[:, 1]))
    weights = fitted([page for site in sites for kind in site for page in kind])
    print("\n".join(f"    [{name}] = {weight:.2f}f," for name, weight in zip(names, weights, strict=True)))


if __name__ == "__main__":
    main()
