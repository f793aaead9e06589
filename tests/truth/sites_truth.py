"""Generated sites of themes that the cutter was not fitted on, judged by the shared judge through the command: a row per site.

Read by test_sites.py and scoreboard.py. The generator and its blind rule are described in tests/listings/README.md.
"""

import os
import statistics
import subprocess
import sys
import tempfile
import zlib
from collections.abc import Iterable
from concurrent.futures import ProcessPoolExecutor
from functools import cache
from multiprocessing import get_context
from pathlib import Path

from ripper_truth import environment, judge_here

GENERATE = Path(__file__).resolve().parent.parent / "listings/generate.py"
if str(GENERATE.parent) not in sys.path:
    sys.path.append(str(GENERATE.parent))
SEED = 20190221
PAGES = 12


def generate(folder: Path | str, *options: str) -> None:
    arguments = [str(folder), "--seed", str(SEED), *options]
    subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL, env=environment())


def sampled(sites: Iterable[Path], one_in: int) -> list[Path]:
    """In the long form all of them, else one in so many, which by their names are always the same and follow no order of themes and languages."""
    step = 1 if "POSTDEX_LONG" in os.environ else one_in
    return [site for site in sorted(sites) if zlib.crc32(site.name.encode()) % step == 0]


def theme_of(name: str):
    import generate as generator

    return next(theme for _, theme in generator.themes.select("all") if theme.name == name)


def jobs_of(split: str, one_in: int) -> list[tuple[str, str]]:
    """The themes and languages of a half, or one in so many of them."""
    import generate as generator

    jobs = {Path(f"{theme.name}-{code}"): (theme.name, code) for _, theme in generator.themes.select(split) for code in theme.languages}
    return [jobs[site] for site in sampled(jobs, one_in)]


def written(folder: Path, split: str, pages: int, seed: int, one_in: int) -> list[Path]:
    """Makes the sites of a half, or one in so many of them."""
    import generate as generator

    sites = []
    for name, code in jobs_of(split, one_in):
        sites.append(folder / f"{name}-{code}")
        generator.write_site(generator.Site(theme_of(name), code, seed), sites[-1], pages)
    return sites


def site_judged(job: tuple[str, str, int, bool]) -> dict:
    """Makes the site of a theme and a language with so many pages, and gives the judge's row of it with `theme` and `lang`."""
    import generate as generator

    name, code, pages, broken = job
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder, f"{name}-{code}")
        generator.write_site(generator.Site(theme_of(name), code, SEED), site, pages, broken)
        return {**judge_here(site), "theme": name, "lang": code}


@cache
def judged(split: str = "judging", pages: int = PAGES, one_in: int = 1, broken: bool = False) -> tuple[dict, ...]:
    """The rows of all sites of a half, or of one in so many, by their names; each is made and judged in one of as many processes as there are processors.
    `broken`: their pages in pieces."""
    with ProcessPoolExecutor(os.cpu_count(), get_context("spawn")) as pool:
        return tuple(pool.map(site_judged, [(*job, pages, broken) for job in jobs_of(split, one_in)], chunksize=4))


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
