"""One table of all that the issue promises about pages and posts, and what is measured of it now.

    python tests/truth/scoreboard.py [--no-sites] [--no-speed]

Needs the package installed and the shared data (POSTDEX_SHARED). Takes about two minutes.
"""

import argparse
import importlib.util
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE), str(HERE.parent), str(HERE.parent.parent / "tools")]

import founding_truth  # noqa: E402
import ripper_truth  # noqa: E402
import sites_truth  # noqa: E402
from shared_data import shared  # noqa: E402

import postdex  # noqa: E402


def row(what: str, promised: str, measured: str, holds: bool | None = None) -> None:
    verdict = "" if holds is None else "holds" if holds else "SHORT"
    print(f"{what:44}{promised:>10}  {measured:<44}{verdict}")


def least(what: str, promised: float, measured: float) -> None:
    row(what, f"{promised:.2f}", f"{measured:.4f}", measured >= promised)


def founding() -> None:
    print("\nfounding page")
    wanted = {"line roles": "325/325", "other readings as alternatives": "10/10", "related targets": "7/7", "bounds": "10/10",
              "find regime": "171 in", "find massacre": "55 in", "find massacr*": "60 in"}  # fmt: skip
    for name, measured in founding_truth.figures().items():
        if name == "date mentions":
            continue
        promised = wanted.get(name, "10/10" if name.startswith("fields") else "")
        row(name, promised, measured, measured.startswith(promised) if promised else None)
    mentions = founding_truth.dates()
    for name, promised in (("precision", 0.98), ("recall", 0.95), ("values", 0.97)):
        least(f"date mentions: {name}", promised, mentions[name])


def listings() -> None:
    site = shared("data/listings/ripper234")
    judged = ripper_truth.judge(site)
    print(f"\nripper234 by the judge: {judged['pages']} pages with {judged['true']} entries, {judged['single']} with one")
    for name in ("f1", "title", "tags", "date"):
        least(name, 0.98, judged[name])
    least("kept_whole", 0.99, judged["kept_whole"])
    row("exact pages", "", str(judged["exact_pages"]))
    bare = ripper_truth.judge(site, lexicon=False)
    least("f1 without lexicon", 0.90, bare["f1"])
    identity = ripper_truth.identity()
    row("posts of the folder", "434", f"{identity['posts']} ({identity['posts of matched']} among matched entries)", identity["posts"] == 434)
    least("identity: precision", 0.98, identity["precision"])
    least("identity: recall", 0.98, identity["recall"])
    values = ripper_truth.date_values()
    least("date values", 0.99, values["right"])
    least("day first with its proof", 1, values["proved"])
    undated = ripper_truth.undated()
    least("dates removed: inside bounds", 0.99, undated["inside"])
    row("dates removed: median width in days", "", f"{undated['median width']}; both bounds on {undated['bounded on both sides']:.3f}")
    print(f"\ndaei: {ripper_truth.judge(shared('data/listings/daei'))}")


def sites() -> None:
    for split in ("judging", "tuning"):
        rows = sites_truth.judged(split)
        overall = sites_truth.overall(rows)
        print(f"\ngenerated sites, {split} themes: {overall['sites']}")
        least("mean f1", 0.90, overall["f1"])
        row("sites at 0.90", f"{overall['sites']}", str(overall["at 0.90"]), overall["at 0.90"] == overall["sites"])
        row("means", "", ", ".join(f"{name} {overall[name]:.3f}" for name in ("title", "tags", "date", "kept_whole")))
        for by in ("theme", "lang"):
            for name, (mean, worst, n) in sites_truth.summary(rows, by).items():
                row(f"  {by} {name} ({n})", "", f"mean {mean:.3f}, worst {worst:.3f}", mean >= 0.90)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--no-sites", action="store_true", help="leave out the generated sites")
    parser.add_argument("--no-speed", action="store_true", help="leave out the measure of speed")
    args = parser.parse_args()
    core = importlib.util.find_spec("postdex._core")
    print(f"postdex {postdex.__version__}{'' if core else ', not built'}")
    row("", "promised", "measured")
    founding()
    listings()
    if not args.no_sites:
        sites()
    if not args.no_speed:
        import speed

        print("\nspeed")
        print("\n".join(speed.rows()))


if __name__ == "__main__":
    main()
