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
LABEL, WORD = "a label in front of it says so", "the words are a known furniture phrase"
SLOT, SHAPE = "the place in the entry that this role has on the page", "lines of the same shape stand at the same place in other entries"
NAMES = (
    "told", "told, known", "told, in order", "told, one term of several words", "told, one term, unparted", "told, several terms, unparted", "told twice",
    "a label that no table knows", "a word that no table knows", "hashes", "bare, proved or behind sections", "bare",
)  # fmt: skip


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


def words_say(part: pdx.Part) -> bool:
    return WORD in part.evidence


@dataclass
class Site:
    """What all pages of a site say of its tags."""

    posts: Counter  # of each tag
    proved: bool  # pages about tags whose lists hold these
    unparted: bool  # no sign parts most lists that a word calls tags

    @staticmethod
    def of(archive: pdx.Archive) -> "Site":
        lists = [[str(tag) for tag in post.tags] for post in archive if post.tags]
        posts = Counter(tag for tags in lists for tag in {plain(tag) for tag in tags})
        pages = Counter(
            plain(str(page.label)) in [plain(str(tag)) for tag in entry.post.tags]
            for page in archive.pages if page.kind == "tag" and page.label and is_told(page) for entry in page.appearances
        )  # fmt: skip
        told = [entry.post.tags for page in archive.pages for entry in page.appearances if entry.post.tags and any(words_say(part) for part in tag_parts(entry))]
        signs = sum(len(tags) > 1 for tags in told)
        alone = sum(len(tags) == 1 and " " in str(tags[0]) for tags in told)
        return Site(posts, pages[True] >= 3 and pages[True] >= pages[False], len(told) >= 4 and 3 * signs <= len(told) <= 2 * alone)


def tag_parts(entry: pdx.Appearance) -> list[pdx.Part]:
    return [part for part in entry.parts if part.role == "tags"]


def is_behind_sections(entry: pdx.Appearance) -> bool:
    parts = list(entry.parts)
    first = next(i for i, part in enumerate(parts) if part.role == "tags")
    return first > 0 and parts[first - 1].role == "categories" and parts[first - 1].anchor.bytes[1] == parts[first].anchor.bytes[0]


def evidence(site: Site, entry: pdx.Appearance) -> list[float]:
    parts = tag_parts(entry)
    why = {reason for part in parts for reason in part.evidence}
    tags = [plain(str(tag)) for tag in entry.post.tags]
    known = sum(site.posts[tag] > 1 for tag in tags) / len(tags)
    slot, shape = ({LABEL, other} <= why and WORD not in why for other in (SLOT, SHAPE))
    told = (WORD in why or LABEL in why) and not slot
    words, one = max(len(tag.split()) for tag in tags) > 1, len(tags) == 1
    hashes = not told and not slot and str(parts[0]).startswith("#")
    behind = not told and not slot and not hashes and (site.proved or is_behind_sections(entry))
    twice = LABEL not in why and sum(words_say(part) for part in parts) > 1
    return [
        told, told and known, told and in_order(tags), told and words and one and not site.unparted, told and words and one and site.unparted,
        told and words and not one and site.unparted, told and twice, told and shape, slot, hashes, behind,
        not (told or slot or hashes or behind),
    ]  # fmt: skip


def claims(folder: Path) -> Iterator[tuple[list[float], float, bool]]:
    judge = judge_module()
    rows = judge.pages(str(folder), 0)
    archive = pdx.open([row["file"] for row in rows], progress=False)
    site = Site.of(archive)
    pages = {page.source.name: page for page in archive.pages}
    for row in rows:
        for entry, truth in reliability.found(row, pages.get(row["file"])):
            if not truth.get("tags_known", True):
                continue
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
