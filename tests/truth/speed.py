"""How fast distinct pages become posts with all parts, one thread, beside a copy, a plain split into lines, and what CPython
takes to split the same pages into lines and count these.

    python tests/truth/speed.py [--rounds N] [--pages N] [--account]

Pages are the real listings of ripper234 (when they are here) and generated ones of all themes; no two are the same, and for `cut` nothing
learned from one is used for another; `remembered` is the same, but what a line says is remembered when another page has it too, as archives
do. Both are measured by cut_bench.c in a release build, where each measure has its turn in every round, then the same files are opened by the
package, index and all. Times are of the processor; those of a busy machine are worth less: the load is printed. Generated pages are kept in
build/ until what writes them changes. With --account, valgrind counts instructions and wrong guesses of branches on every 24th page instead.
"""

import argparse
import hashlib
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path[:0] = [str(HERE.parent), str(HERE.parent.parent / "tools")]

import cbuild  # noqa: E402
import modes  # noqa: E402
from shared_data import shared_root  # noqa: E402

LISTINGS = HERE.parent / "listings"
PROMISED = 100e6  # bytes per second
MEASURES = ("memcpy", "split", "Counter", "cut", "remembered")


def generated(per_site: int) -> Path:
    """The folder of generated sites; written when it is not there."""
    written_by = hashlib.sha256(str(per_site).encode())
    for source in sorted([LISTINGS / "generate.py", *(LISTINGS / "listingtext").rglob("*.py")]):
        written_by.update(source.read_bytes())
    folder = modes.ROOT / "build/listings" / written_by.hexdigest()[:16]
    if not folder.exists():
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(dir=folder.parent) as unready:
            arguments = [unready, "--split", "all", "--pages", str(per_site), "--seed", "1988"]
            subprocess.run([sys.executable, str(LISTINGS / "generate.py"), *arguments], check=True, stdout=subprocess.DEVNULL)
            Path(unready).rename(folder)
            Path(unready).mkdir()
    return folder


def pages(per_site: int) -> dict[str, list[Path]]:
    """Files by where they come from, without those that repeat an earlier one."""
    real = shared_root() / "data/listings/ripper234/text"
    groups = {"ripper234": sorted(real.glob("*.txt")), "generated": sorted(generated(per_site).glob("*/text/*.txt"))}
    seen: set[bytes] = set()
    for name, files in groups.items():
        fresh = []
        for path in files:
            data = path.read_bytes()
            if data not in seen:
                seen.add(data)
                fresh.append(path)
        groups[name] = fresh
    return {name: files for name, files in groups.items() if files}


def bench() -> Path:
    compiler = next((name for name in ("gcc", "clang") if not cbuild.why_not(name, modes.MODES["release"].compile)), None)
    if compiler is None:
        raise SystemExit("a C compiler is needed: gcc or clang")
    build = cbuild.Build("release", compiler)
    build.library()
    return build.program(HERE / "cut_bench.c")


def measure(program: Path, groups: dict[str, list[Path]], rounds: int) -> dict[str, dict[str, list[float]]]:
    """What cut_bench prints, by group, the last of which is all of them."""
    listing = "\n".join("".join(f"{path}\n" for path in files) for files in groups.values())
    done = subprocess.run([str(program), str(rounds)], input=listing, capture_output=True, text=True, check=True)
    got: dict[str, dict[str, list[float]]] = {name: {} for name in [*groups, "all"]}
    for row in done.stdout.splitlines():
        what, group, *numbers = row.split()
        got["all" if group == "all" else list(groups)[int(group)]][what] = [float(each) for each in numbers]
    for what in ("pages", "bytes", "lines", "filled"):
        got["all"][what] = [sum(got[name][what][0] for name in groups)]
    return got


def counted(groups: dict[str, list[Path]], rounds: int) -> dict[str, list[float]]:
    """Seconds that str.splitlines and Counter take over all pages of each group, and over all: the fastest round and the median."""
    seconds: dict[str, list[float]] = {name: [] for name in [*groups, "all"]}
    for name, files in groups.items():
        texts = [path.read_text("utf-8", errors="replace") for path in files]
        for _ in range(rounds):
            start = time.process_time()
            for text in texts:
                Counter(text.splitlines())
            seconds[name].append(time.process_time() - start)
    seconds["all"] = [sum(each) for each in zip(*(seconds[name] for name in groups), strict=True)]
    return {name: [min(each), sorted(each)[rounds // 2]] for name, each in seconds.items()}


def opened(files: list[Path]) -> float:
    """Bytes per second of the package, of all threads together: read, cut, united, indexed."""
    import postdex as pdx

    start = time.process_time()
    pdx.open(files, progress=False)
    return sum(path.stat().st_size for path in files) / (time.process_time() - start)


def rows(rounds: int = 5, per_site: int = 12) -> list[str]:
    shown = [f"{'':24}{'pages':>7}{'MB':>7}{'lines':>9}{'MB/s':>10}{'median':>10}{'ns/line':>9}{'filled':>9}"]
    groups = pages(per_site)
    measured = measure(bench(), groups, rounds)
    for name, seconds in counted(groups, rounds).items():
        measured[name]["Counter"] = seconds
    for name, got in measured.items():
        size, lines = got["bytes"][0], got["lines"][0]
        for what in MEASURES:
            best, median = got[what]
            shown.append(
                f"{name + ': ' + what:24}{got['pages'][0]:>7.0f}{size / 1e6:>7.1f}{lines:>9.0f}{size / best / 1e6:>10.0f}"
                f"{size / median / 1e6:>10.0f}{best * 1e9 / lines:>9.1f}{best * 1e9 / got['filled'][0]:>9.1f}"
            )
    speed = opened([path for files in groups.values() for path in files])
    shown.append(f"{'all: pdx.open, indexed':24}{got['pages'][0]:>7.0f}{'':>16}{speed / 1e6:>10.1f}")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    reached = size / got["cut"][0] >= PROMISED
    shown.append(f"promised: 100 MB/s for cut over all pages; {'reached' if reached else 'not reached'}. Load of this machine: {load}.")
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--pages", type=int, default=12, help="generated pages per site")
    parser.add_argument("--account", action="store_true", help="what valgrind counts, by phase")
    args = parser.parse_args()
    if args.account:
        import speed_account

        print("\n".join(speed_account.rows(bench(), [path for files in pages(args.pages).values() for path in files])))
    else:
        print("\n".join(rows(args.rounds, args.pages)))


if __name__ == "__main__":
    main()
