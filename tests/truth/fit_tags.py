"""Fits the weights of csrc/page/site/sitesure.c anew: how sure it is that the tags of an entry are exactly those that are said.

    python tests/truth/fit_tags.py SITE...

SITE is a folder as the shared judge takes it, or a folder of such. Prints for every entry that is found and said to have tags how sure that is
said to be: by the weights that all other sites teach (a reliability table, a row of twenty bins) and, beside it, by the package as it is. A
site weighs by the logarithm of its entries, a generated one a fifth of that. Then the weights. A site errs as one where no word says what its
lists are ("bare"): what the others teach of these is as far from it as sites differ. Needs numpy.
"""

import argparse
import math
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import reliability
from ripper_truth import judge_module

import postdex as pdx

RIDGE, GENERATED = 0.3, 0.2
LABEL, WORD, PLACE = "a label in front", "the words are a known furniture phrase", "lists of the site's terms stand at this place"
NAMES = ("told", "told, known", "told, by a word", "told, of place", "told, in order", "told, long", "hashes", "bare", "bare, pages prove")


@dataclass
class Claims:
    """Evidence, what the package says and truth of entries said to have tags; which site each is of, and whether that is generated."""

    evidence: np.ndarray
    said: np.ndarray
    right: np.ndarray
    site: np.ndarray
    generated: np.ndarray


def plain(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()) if not unicodedata.combining(c))


def in_order(tags: list[str]) -> bool:
    return len(tags) > 2 and tags == sorted(tags)


def is_told(page: pdx.Page) -> bool:
    """A word of its heading says what the page is about."""
    return any(part.role == "page_heading" and any(WORD in why for why in part.evidence) for part in page.parts)


@dataclass
class Site:
    """What all pages of a site say of its tags."""

    posts: Counter  # of each tag
    proved: bool  # pages about tags whose lists hold these


    @staticmethod
    def of(archive: pdx.Archive) -> "Site":
        lists = [[str(tag) for tag in post.tags] for post in archive if post.tags]
        posts = Counter(tag for tags in lists for tag in {plain(tag) for tag in tags})
        pages = Counter(
            plain(str(page.label)) in [plain(str(tag)) for tag in entry.post.tags]
            for page in archive.pages if page.kind == "tag" and page.label and is_told(page) for entry in page.appearances
        )  # fmt: skip
        return Site(posts, pages[True] >= 3 and pages[True] >= pages[False])


def evidence(site: Site, entry: pdx.Appearance) -> list[float]:
    parts = [part for part in entry.parts if part.role == "tags"]
    why = {name: any(name in reason for part in parts for reason in part.evidence) for name in (LABEL, WORD, PLACE)}
    tags = [plain(str(tag)) for part in parts for tag in part.tags] if hasattr(parts[0], "tags") else [plain(str(tag)) for tag in entry.post.tags]
    known = sum(site.posts[tag] > 1 for tag in tags) / len(tags)
    told = why[LABEL] or why[WORD]
    hashes = not told and str(parts[0]).startswith("#")
    is_long = max(len(tag.split()) for tag in tags) > 3
    return [
        told, told and known, told and why[WORD] and not why[LABEL], told and why[PLACE], told and in_order(tags), told and is_long,
        hashes, not told and not hashes, not told and not hashes and site.proved,
    ]  # fmt: skip


def claims(folder: Path) -> Iterator[tuple[list[float], float, bool]]:
    judge = judge_module()
    rows = judge.pages(str(folder), 0)
    archive = pdx.open([row["file"] for row in rows], progress=False)
    site = Site.of(archive)
    pages = {page.source.name: page for page in archive.pages}
    for row in rows:
        for entry, truth in reliability.found(row, pages.get(row["file"])):
            parts = [part.confidence for part in entry.parts if part.role == "tags"]
            if parts and entry.post.tags:
                yield evidence(site, entry), min(parts), reliability.tags_hold(entry, truth)


def read(folders: list[Path]) -> Claims:
    rows = []
    for number, folder in enumerate(folders):
        generated = '"theme":' in (folder / "pages.jsonl").open().readline()
        rows += [(*each, number, generated) for each in claims(folder)]
    columns = zip(*rows, strict=True)
    return Claims(*(np.array(column, float) for column in columns))


def weights_of(all_: Claims) -> np.ndarray:
    sizes = Counter(all_.site)
    return np.array([math.log(2 + sizes[s]) / sizes[s] * (GENERATED if g else 1) for s, g in zip(all_.site, all_.generated, strict=True)])


def chances(odds: np.ndarray) -> np.ndarray:
    return 1 / (1 + np.exp(-np.clip(odds, -30, 30)))


def fitted(all_: Claims, of: np.ndarray) -> np.ndarray:
    """Logistic regression by Newton's method."""
    x, right, weight = all_.evidence[of], all_.right[of], weights_of(all_)[of]
    out, ridge = np.zeros(x.shape[1]), np.full(x.shape[1], RIDGE)
    for _ in range(20):
        said = chances(x @ out)
        bend = (x * (weight * (said * (1 - said) + 1e-6))[:, None]).T @ x + np.diag(ridge)
        out = out - np.linalg.solve(bend, x.T @ (weight * (said - right)) + ridge * out)
    return out


def aside(all_: Claims) -> np.ndarray:
    """How sure each is said to be by what the other sites teach."""
    out = np.zeros(len(all_.right))
    for site in np.unique(all_.site):
        of = all_.site == site
        out[of] = chances(all_.evidence[of] @ fitted(all_, ~of))
    return out


def table(what: str, said: np.ndarray, right: np.ndarray) -> str:
    row = reliability.figures(list(zip(said.tolist(), right.astype(bool).tolist(), strict=True)))
    bins = "  ".join(f"{s:.2f}/{r:.2f} ({n})" for s, r, n in reversed(row["bins"]))
    return f"{what:28}{row['n']:6}  right {row['right']:.3f}  ECE {row['ece']:.3f}  0.9 and more: {row['sure']:.3f}, of that right {row['precision']:.3f}\n    {bins}"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="+", type=Path, metavar="SITE")
    given = parser.parse_args().sites
    folders = [site for each in given for site in ([each] if (each / "pages.jsonl").exists() else sorted(each.iterdir())) if (site / "pages.jsonl").exists()]
    all_ = read(folders)
    other = aside(all_)
    real, told = all_.generated == 0, all_.evidence[:, 0] == 1
    kinds = {"real sites": real, "real sites, told": real & told, "real sites, bare": real & ~told, "generated sites": ~real}
    for what, of in kinds.items():
        if of.any():
            print(table(f"{what}, by the others", other[of], all_.right[of]))
            print(table(f"{what}, by the package", all_.said[of], all_.right[of]))
    for name, weight in zip(NAMES, fitted(all_, all_.site >= 0), strict=True):
        print(f"{weight:6.2f}  {name}")


if __name__ == "__main__":
    main()
