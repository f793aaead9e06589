"""Generated sites of themes that the cutter was not fitted on, judged by the shared judge through the command: a row per site.

Read by test_sites.py and scoreboard.py. The generator and its blind rule are described in tests/listings/README.md.
"""

import json
import os
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from ripper_truth import environment, judge

GENERATE = Path(__file__).resolve().parent.parent / "listings/generate.py"
SEED = 20190221
PAGES = 12


def generate(folder: Path | str, *options: str) -> None:
    arguments = [str(folder), "--seed", str(SEED), *options]
    subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL, env=environment())


def sampled(sites: Iterable[Path], one_in: int) -> list[Path]:
    """In the long form all of them, else one in so many, which by their names are always the same and follow no order of themes and languages."""
    step = 1 if "POSTDEX_LONG" in os.environ else one_in
    return [site for site in sorted(sites) if zlib.crc32(site.name.encode()) % step == 0]


@cache
def judged(split: str = "judging", pages: int = PAGES, one_in: int = 1) -> tuple[dict, ...]:
    """The judge's row of every site, or of one in so many, with `theme` and `lang`."""
    found = []
    with tempfile.TemporaryDirectory() as folder:
        generate(folder, "--split", split, "--pages", str(pages))
        for site in sampled(Path(folder).iterdir(), one_in):
            with open(site / "pages.jsonl", encoding="utf-8") as rows:
                first = json.loads(next(rows))
            found.append({**judge(site), "theme": first["theme"], "lang": first["lang"]})
    return tuple(found)


def values(rows, column: str) -> list[float]:
    return [row[column] for row in rows if row[column] is not None]


def summary(rows, by: str) -> dict[str, tuple[float, float, int]]:
    """Mean and worst F1, and the number of sites, by theme or language."""
    groups: dict[str, list[float]] = {}
    for row in rows:
        if row["pages"]:
            groups.setdefault(row[by], []).append(row["f1"])
    return {name: (statistics.mean(each), min(each), len(each)) for name, each in sorted(groups.items())}


def overall(rows) -> dict[str, float]:
    """Means over the sites, and how many reach 0.90."""
    f1 = [row["f1"] for row in rows if row["pages"]]
    means = {name: statistics.mean(values(rows, name)) for name in ("title", "tags", "date", "kept_whole")}
    return {"sites": len(f1), "f1": statistics.mean(f1), "worst": min(f1), "at 0.90": sum(each >= 0.9 for each in f1), **means}
