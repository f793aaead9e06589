"""Fits the weights of csrc/page/entries/rowsweigh.c anew: whether the rows of a list are a page's entries, from what speaks for and against it.

    python tests/truth/fit_rows.py [SITE ...]

SITE is a folder as the shared judge takes it. Generated sites of the tuning themes are always taken, those of lists in more pages and
languages than the others; the weights in the table were fitted with the listings of some eighty further sites, which are not kept
here. Rows count as right by the fourth power of how well their titles are those of the entries; rows that leave out text are wrong.
"""

import argparse
import re
import subprocess
import sys
import tempfile
from pathlib import Path

from fit_weights import examples_of, fitted
from sites_truth import GENERATE, SEED

TABLE = Path(__file__).resolve().parent.parent.parent / "csrc/page/entries/rowsweigh.c"
LISTS = ("titlelist", "teaserlist")
ROOM = 80  # bytes that an entry may have more than its rows show


def rightness(tried: dict, raw: bytes, true: list[int], entries: list[dict]) -> float:
    rows, lines = tried["rows"], raw.split(b"\n")
    found = {title: (first, last) for first, title, last in rows}
    right = 0
    for at, entry in zip(true, entries, strict=True):
        first, last = found.get(at, (1, 0))
        room = sum(len(line) for line in lines[first - 1:last]) + ROOM
        right += first <= last and len((entry.get("text") or "").encode()) <= room
    return (2 * right / (len(rows) + len(true))) ** 4


def generated(folder: str, *arguments: str) -> list[Path]:
    subprocess.run([sys.executable, str(GENERATE), folder, *arguments], check=True, stdout=subprocess.DEVNULL)
    return sorted(Path(folder).iterdir())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("sites", nargs="*", type=Path, metavar="SITE")
    args = parser.parse_args()
    names = re.findall(r"^    ([A-Z_]+),? +/\*", TABLE.read_text("utf-8"), re.MULTILINE)
    forms = re.findall(r"^    (PDX_ROWS_[A-Z_]+),", (TABLE.parent / "rowcut.h").read_text("utf-8"), re.MULTILINE)
    with tempfile.TemporaryDirectory() as folder:
        sites = generated(f"{folder}/all", "--split", "tuning", "--pages", "6", "--seed", str(SEED))
        for number in range(4):
            for theme in LISTS:
                sites += generated(f"{folder}/{theme}{number}", "--split", "tuning", "--theme", theme, "--pages", "8", "--seed", str(SEED + number))
        weights = fitted([example for site in [*sites, *args.sites] for example, _ in examples_of(site, "rows_dump.c", rightness)])
    print(f"static const float bias = {weights[0]:.2f}f;")
    rows = [name for name in names if name != "FORM"] + [f"FORM + {form}" for form in forms]
    print("\n".join(f"    [{name}] = {weight:.2f}f," for name, weight in zip(rows, weights[1:], strict=True)))


if __name__ == "__main__":
    main()
