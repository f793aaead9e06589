"""How fast bytes become posts with all parts: distinct pages, one thread, beside a copy, a plain split into lines, and what CPython
takes to split the same pages into lines and count these.

    python tests/truth/speed.py [--rounds N] [--pages N]

Pages are the real listings of ripper234 (when they are here) and generated ones of all themes; no two are the same, and for `cut` nothing
learned from one is used for another; `remembered` is the same, but what a line says is remembered when another page has it too, as archives
do. Both are measured by cut_bench.c in a release build, then the same files are opened by the package, index and all. Times are of the processor; those of a busy machine are worth less: the load is printed.
"""

import argparse
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

GENERATE = HERE.parent / "listings/generate.py"
PROMISED = 100e6  # bytes per second


def pages(folder: Path, per_site: int) -> dict[str, list[Path]]:
    """Files by where they come from, without those that repeat an earlier one."""
    arguments = [str(folder), "--split", "all", "--pages", str(per_site), "--seed", "1988"]
    subprocess.run([sys.executable, str(GENERATE), *arguments], check=True, stdout=subprocess.DEVNULL)
    real = shared_root() / "data/listings/ripper234/text"
    groups = {"ripper234": sorted(real.glob("*.txt")), "generated": sorted(folder.glob("*/text/*.txt"))}
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


def measure(program: Path, files: list[Path], rounds: int) -> dict[str, list[float]]:
    listing = "".join(f"{path}\n" for path in files)
    done = subprocess.run([str(program), str(rounds)], input=listing, capture_output=True, text=True, check=True)
    return {name: [float(each) for each in numbers] for name, *numbers in map(str.split, done.stdout.splitlines())}


def counted(files: list[Path], rounds: int) -> list[float]:
    """Seconds that str.splitlines and Counter take over all pages: the fastest round and the median."""
    texts = [path.read_text("utf-8", errors="replace") for path in files]
    seconds = []
    for _ in range(rounds):
        start = time.process_time()
        for text in texts:
            Counter(text.splitlines())
        seconds.append(time.process_time() - start)
    return [min(seconds), sorted(seconds)[rounds // 2]]


def opened(files: list[Path]) -> float:
    """Bytes per second of the package, of all threads together: read, cut, united, indexed."""
    import postdex as pdx

    size = sum(path.stat().st_size for path in files)
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        pdx.open(files, progress=False)
        best = min(best, time.process_time() - start)
    return size / best


def rows(rounds: int = 9, per_site: int = 12) -> list[str]:
    shown = [f"{'':24}{'pages':>7}{'MB':>7}{'lines':>9}{'MB/s':>10}{'median':>10}{'ns/line':>9}"]
    program = bench()
    with tempfile.TemporaryDirectory() as folder:
        groups = pages(Path(folder), per_site)
        groups["all"] = [path for files in list(groups.values()) for path in files]
        for name, files in groups.items():
            got = measure(program, files, rounds)
            size, lines = got["bytes"][0], got["lines"][0]
            got["Counter"] = counted(files, rounds)
            for what in ("memcpy", "split", "Counter", "cut", "remembered"):
                best, median = got[what]
                shown.append(
                    f"{name + ': ' + what:24}{len(files):>7}{size / 1e6:>7.1f}{lines:>9.0f}{size / best / 1e6:>10.0f}"
                    f"{size / median / 1e6:>10.0f}{best * 1e9 / lines:>9.1f}"
                )
        speed = opened(groups["all"])
        shown.append(f"{'all: pdx.open, indexed':24}{len(groups['all']):>7}{'':>16}{speed / 1e6:>10.1f}")
    load = ", ".join(f"{each:.1f}" for each in os.getloadavg()) if hasattr(os, "getloadavg") else "unknown"
    reached = size / got["cut"][0] >= PROMISED
    shown.append(f"promised: 100 MB/s for cut over all pages; {'reached' if reached else 'not reached'}. Load of this machine: {load}.")
    return shown


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=9)
    parser.add_argument("--pages", type=int, default=12, help="generated pages per site")
    args = parser.parse_args()
    print("\n".join(rows(args.rounds, args.pages)))


if __name__ == "__main__":
    main()
