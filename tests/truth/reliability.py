"""How honest confidence is: what the package says of boundaries, titles, tags and dates against how often it is right.

    python tests/truth/reliability.py [SITE_FOLDER ...] [--seed N] [--pages N]

Without folders the generated sites of both halves are used; a folder is a site, or holds sites, in the judge's form. Prints for each
kind the expected calibration error (20 bins), the share said with 0.9 or more, how much of that is right, and a row of the bins:
said/right (how many). Titles, tags and dates are judged on entries whose boundaries are right, as the shared judge has it; tags not where
an entry says that they are not known (`"tags_known": false`).
"""

import argparse
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "tools")]

from ripper_truth import judge_module  # noqa: E402
from sites_truth import PAGES, SEED, written  # noqa: E402

import postdex as pdx  # noqa: E402

KINDS = ("boundary", "title", "tags", "date")
Claim = tuple[str, float, bool]


def tags_hold(appearance: pdx.Appearance, entry: dict) -> bool:
    norm = judge_module().norm
    return {norm(str(tag)) for tag in appearance.post.tags} == {norm(tag) for tag in entry.get("tags") or []}


def fields(appearance: pdx.Appearance, entry: dict, body: str) -> Iterator[Claim]:
    """What is said of an entry that was found, and whether it is so."""
    norm = judge_module().norm
    parts = list(appearance.parts)
    titles = [part.confidence for part in parts if part.role == "title"]
    if titles:
        yield "title", titles[0], norm(str(appearance.title)) == norm(entry["title"])
    tags = [part.confidence for part in parts if part.role == "tags"]
    if tags and entry.get("tags_known", True):
        yield "tags", min(tags), tags_hold(appearance, entry)
    printed = judge_module().printed_date(entry)
    if appearance.date is not None and printed and printed in body:
        at = appearance.date.anchor.bytes[0]
        holds = [part.confidence for part in parts if part.anchor.bytes[0] <= at < part.anchor.bytes[1]]
        yield "date", holds[0] if holds else 0.5, printed in norm(str(appearance.date))


def claims(site: Path) -> Iterator[Claim]:
    """Each claim about the listings of a site (pages with two entries or more, all opened together): kind, confidence, and whether it holds."""
    judge = judge_module()
    rows = judge.pages(str(site), 0)
    pages = {page.source.name: page for page in pdx.open([row["file"] for row in rows], progress=False).pages}
    for row in rows:
        for appearance, entry, body in judged(row, pages.get(row["file"])):
            yield "boundary", appearance.confidence, entry is not None
            if entry is not None:
                yield from fields(appearance, entry, body)


def judged(row: dict, page: pdx.Page | None) -> Iterator[tuple[pdx.Appearance, dict | None, str]]:
    """The entries of a page with two or more, with their truth, which is None where an entry is none, and their text."""
    judge = judge_module()
    raw = Path(row["file"]).read_bytes()
    titles = judge.title_positions(raw.decode("utf-8", "replace"), row["entries"])
    if titles is None or len(titles) < 2 or page is None:
        return
    for appearance in page.appearances:
        begin, end = appearance.span
        body = judge.norm(raw[begin:end].decode("utf-8", "replace"))
        inside = [k for k, at in enumerate(titles) if begin <= at < end]
        entry = row["entries"][inside[0]] if len(inside) == 1 else {}
        right = len(inside) == 1 and judge.norm(entry.get("text"))[:40] in body
        yield appearance, entry if right else None, body


def found(row: dict, page: pdx.Page | None) -> Iterator[tuple[pdx.Appearance, dict]]:
    """Those that are entries."""
    return ((appearance, entry) for appearance, entry, _ in judged(row, page) if entry is not None)


def generated(folder: Path, pages: int = PAGES, seed: int = SEED, split: str = "all", one_in: int = 1) -> list[Path]:
    return written(folder, split, pages, seed, one_in)


def measure(sites: list[Path]) -> dict[str, dict]:
    """For each kind: `n`, `right`, `ece`, `sure` (share at 0.9 and more), `precision` (of those), `bins`."""
    said: dict[str, list[tuple[float, bool]]] = defaultdict(list)
    for site in sites:
        for kind, confidence, holds in claims(site):
            said[kind].append((confidence, holds))
    return {kind: figures(said[kind]) for kind in KINDS if said[kind]}


def figures(said: list[tuple[float, bool]]) -> dict:
    bins: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, holds in said:
        bins[min(int(confidence * 20), 19)].append((confidence, holds))
    error = sum(abs(sum(c for c, _ in each) - sum(h for _, h in each)) for each in bins.values())
    sure = [holds for confidence, holds in said if confidence >= 0.9]
    return {
        "n": len(said), "right": sum(holds for _, holds in said) / len(said), "ece": error / len(said),
        "sure": len(sure) / len(said), "precision": sum(sure) / len(sure) if sure else 0.0,
        "bins": [(sum(c for c, _ in each) / len(each), sum(h for _, h in each) / len(each), len(each)) for _, each in sorted(bins.items())],
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path)
    parser.add_argument("--seed", type=int, default=SEED)
    parser.add_argument("--pages", type=int, default=PAGES)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if args.sites:
            sites = [site for given in args.sites for site in ([given] if (given / "pages.jsonl").exists() else sorted(given.iterdir()))]
            sites = [site for site in sites if (site / "pages.jsonl").exists()]
        else:
            sites = generated(Path(folder), args.pages, args.seed)
        for kind, row in measure(sites).items():
            print(f"{kind:10}{row['n']:7}  right {row['right']:.3f}  ECE {row['ece']:.3f}  0.9 and more: {row['sure']:.3f}, of that right {row['precision']:.3f}")
            print(" " * 10 + "  ".join(f"{said:.2f}/{right:.2f} ({n})" for said, right, n in reversed(row["bins"])))


if __name__ == "__main__":
    main()
