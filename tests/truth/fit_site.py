"""Fits the weights of csrc/page/site/likesite.c anew: when a page is cut as the other pages of its site are, and when by itself.

    python tests/truth/fit_site.py [SITE ...]

SITE is a folder as the shared judge takes it. Generated sites of the tuning themes are always taken; the weights in the table were
fitted with some fifty real sites besides, which are not kept here. Only pages count that the two cut differently, each by how much
better the one cut parts its entries than the other.
"""

import argparse
import bisect
import hashlib
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "tools")]

import cbuild  # noqa: E402
from fit_weights import fitted  # noqa: E402
from ripper_truth import judge_module  # noqa: E402
from sites_truth import GENERATE, SEED  # noqa: E402

TABLE = HERE.parent.parent / "csrc/page/site/likesite.c"
NEAR = 4  # so many lines of an entry can stand above its title
PAGES = 12
SITES_OF_A_REAL_ONE = 2.0


def dump(files: list[str]) -> list[dict]:
    """The pages in an order that depends on their texts alone, as the archive shows them to their site."""
    compiler = next(name for name in ("gcc", "clang") if not cbuild.why_not(name, ("-std=c11",)))
    build = cbuild.Build("release", compiler)
    build.library()
    files = sorted(files, key=lambda file: hashlib.sha256(Path(file).read_bytes()).digest())
    listing = "".join(f"{file}\n" for file in files)
    done = subprocess.run(
        [str(build.program(HERE / "site_dump.c"))], input=listing.encode(), capture_output=True, check=True
    )
    return [json.loads(line) for line in done.stdout.splitlines()]


def parted(found: list[int], true: list[int]) -> float:
    """How well titles in these lines part the entries, as F1."""
    if len(found) < 2:
        return float(len(true) == 1)
    within = [0] * len(true)
    for line in found:
        at = bisect.bisect_right(true, line + NEAR) - 1
        if at >= 0:
            within[at] += 1
    return 2 * sum(count == 1 for count in within) / (len(found) + len(true))


def examples(site: Path) -> list[dict]:
    """The pages of a site, each with its two cuts, how well these part it, and the evidence."""
    pages = {row["file"]: row for row in judge_module().pages(str(site), 0)}
    found = []
    for told in dump(list(pages)):
        raw = Path(told["file"]).read_bytes()
        at = judge_module().title_positions(raw.decode("utf-8", "replace"), pages[told["file"]]["entries"])
        if at is None or "evidence" not in told:
            continue
        true = [raw.count(b"\n", 0, where) + 1 for where in at]
        found.append(
            {**told, "true": true, "by page": parted(told["own"], true), "by site": parted(told["site"], true)}
        )
    return found


def weighed(pages: list[dict], weight: float) -> list[tuple[list[float], float, float]]:
    """What the regression takes: evidence, which cut is better, by how much."""
    differ = [page for page in pages if page["by page"] != page["by site"]]
    return [
        (
            [1.0, *page["evidence"]],
            float(page["by site"] > page["by page"]),
            weight * abs(page["by site"] - page["by page"]),
        )
        for page in differ
    ]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    args = parser.parse_args()
    names = re.findall(r"^    ([A-Z_]+), +/\*", TABLE.read_text("utf-8"), re.MULTILINE)
    data = [each for site in args.sites for each in weighed(examples(site), SITES_OF_A_REAL_ONE)]
    with tempfile.TemporaryDirectory() as folder:
        arguments = [folder, "--split", "tuning", "--pages", str(PAGES), "--seed", str(SEED)]
        subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL)
        data += [each for site in sorted(Path(folder).iterdir()) for each in weighed(examples(site), 1.0)]
    weights = fitted(data)
    print(f"static const float bias = {weights[0]:.2f}f;")
    print("\n".join(f"    [{name}] = {weight:.2f}f," for name, weight in zip(names, weights[1:], strict=True)))


if __name__ == "__main__":
    main()
