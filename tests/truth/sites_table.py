"""Every generated site by the shared judge: F1 by theme and language, titles, tags, dates, single pages kept whole; and what is below 0.90.

    python tests/truth/sites_table.py [SPLIT...]    writes tests/listings/FIGURES.md and below.txt anew; without SPLIT for the tuning half

Of the judging half this says numbers, and no more of it is to be looked at: tests/listings/README.md.
"""

import statistics
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent / "listings")]

import sites_truth as truth  # noqa: E402
from listingtext.languages import CODES  # noqa: E402

FIGURES, BELOW = HERE.parent / "listings/FIGURES.md", HERE.parent / "listings/below.txt"
MEASURES = ("f1", "title", "tags", "date", "kept_whole")
PROMISED = 0.90
REAL = "## Real sites\n"  # what stands from there on is written by hand
HEAD = """# What holds of the generated sites

Made by `python tests/truth/sites_table.py` with the seed and the number of pages of `tests/truth/sites_truth.py`: F1 of entries by theme and
language, then the means of a theme's sites: titles, tags and printed dates of entries that were found, pages with one entry that were kept
whole. Users expect 0.90 of each; **what is less stands in bold**, and site by site in `below.txt`: `test_sites.py` lets these be so, and no others.
"""


def measured(row: dict, name: str) -> float | None:
    """None where the site shows nothing of it."""
    return None if name == "f1" and not row["pages"] else row[name]


def shown(values: list[float]) -> str:
    if not values:
        return ""
    text = f"{statistics.mean(values):.2f}"
    return f"**{text}**" if statistics.mean(values) < PROMISED else text


def table(rows) -> list[str]:
    codes = [code for code in CODES if any(row["lang"] == code for row in rows)]
    lines = [f"| theme | {' | '.join(codes)} | F1 | titles | tags | dates | whole |", "|---" * (len(codes) + 6) + "|"]
    groups = [(theme, [row for row in rows if row["theme"] == theme]) for theme in sorted({row["theme"] for row in rows})]
    for name, group in [*groups, ("**all**", list(rows))]:
        cells = [shown([row["f1"] for row in group if row["lang"] == code and row["pages"]]) for code in codes]
        means = [shown([value for row in group if (value := measured(row, each)) is not None]) for each in MEASURES]
        lines.append(f"| {name} | {' | '.join(cells + means)} |")
    return lines


def below(rows) -> dict[tuple[str, str], float]:
    """What is less than promised, by site and measure."""
    return {(row["site"], name): value for row in rows for name in MEASURES if (value := measured(row, name)) is not None and value < PROMISED}


def known() -> dict[tuple[str, str], float]:
    """The same, as it was when it was written down."""
    return {(site, name): float(value) for site, name, value in map(str.split, BELOW.read_text("utf-8").splitlines())}


def write(halves: dict[str, tuple]) -> None:
    lines, less = [HEAD], []
    for split, rows in halves.items():
        under = below(rows)
        said = ", ".join(f"{name} {sum(each == name for _, each in under)} of {sum(measured(row, name) is not None for row in rows)}" for name in MEASURES)
        lines += [f"## {split}: {len(rows)} sites", "", *table(rows), "", f"Sites below {PROMISED:.2f}: {said}.", ""]
        less += [f"{site} {name} {value:.2f}" for (site, name), value in under.items()]
    real = "".join(FIGURES.read_text("utf-8").partition(REAL)[1:])
    FIGURES.write_text("\n".join([*lines, real]), "utf-8")
    BELOW.write_text("\n".join(less) + "\n", "utf-8")


if __name__ == "__main__":
    write({split: truth.judged(split) for split in sys.argv[1:] or ["tuning"]})
