"""Fuzzes the C core: every tests/fuzz/fuzz_*.c, or those named, for some seconds each.

    python tools/fuzz.py [--seconds N | --runs N] [NAME...]

With libFuzzer when this machine's clang has it; otherwise tests/fuzz/replay.c runs the corpus and changed copies of it. Both
under ASan and UBSan. New inputs are kept in build/fuzz/<name>, findings in build/fuzz/findings. Exits with 1 on a finding.
"""

from __future__ import annotations

import argparse
import re
import subprocess
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import cbuild
import modes

FUZZ = modes.ROOT / "tests/fuzz"
OUT = modes.ROOT / "build/fuzz"
FUZZER = ("-fsanitize=fuzzer",)
PROGRESS = re.compile(r"#\d+\t")  # how far libFuzzer is
MOST_SHOWN = 4096  # bytes of an input that was found
QUICK = ("-entropic=0",)  # weighing inputs by how rare is what they reach takes longer than running them, where much is reached
LONGEST = {"archive": 2048, "saved": 192}  # bytes of an input; where each goes through many floors, more of them find more than longer ones


def targets() -> dict[str, Path]:
    return {path.stem.removeprefix("fuzz_"): path for path in sorted(FUZZ.glob("fuzz_*.c"))}


def corpus(name: str) -> list[Path]:
    """The folder of a target's inputs, in a list; empty when it has none."""
    return [folder for folder in [FUZZ / "corpora" / name] if folder.is_dir()]


def finding(name: str, output: str) -> str:
    """What a target said as it stopped, and the input, so that who has only this can run it again."""
    said = "\n".join(line for line in output.splitlines() if not PROGRESS.match(line))[-8000:]
    where = re.search(rf"Test unit written to (\S*/{name}-\S+)", output)
    if where and (path := Path(where.group(1))).is_file() and path.stat().st_size <= MOST_SHOWN:
        said += f"\nthe input in hexadecimal: {path.read_bytes().hex()}"
    return said


def replay_program(build: cbuild.Build, target: Path) -> Path:
    return build.program(target, FUZZ / "replay.c")


class LibFuzzer:
    name = "libFuzzer"

    def __init__(self) -> None:
        self.build = cbuild.Build("asan", "clang")  # what the tests have, too
        self.build.library()

    @staticmethod
    def why_not() -> str | None:
        return cbuild.why_not("clang", (*modes.MODES["asan"].link, *cbuild.COUNTERS, "-fsanitize=fuzzer-no-link"))

    def run(self, name: str, target: Path, seconds: int, wanted: int) -> tuple[subprocess.CompletedProcess[str], int]:
        program = self.build.program(target, link=FUZZER, name=f"libfuzzer_{name}")
        found, findings = OUT / name, OUT / "findings"
        found.mkdir(parents=True, exist_ok=True)
        findings.mkdir(parents=True, exist_ok=True)
        until, timeout = (f"-runs={wanted}", None) if wanted else (f"-max_total_time={seconds}", seconds + 600)
        done = cbuild.run(program, str(found), *map(str, corpus(name)), until, *QUICK, f"-max_len={LONGEST.get(name, 8192)}", "-timeout=10", "-rss_limit_mb=3000",
                          "-print_final_stats=1", f"-artifact_prefix={findings}/{name}-", timeout=timeout)  # fmt: skip
        runs = re.search(r"stat::number_of_executed_units:\s*(\d+)", done.stdout)
        return done, int(runs.group(1)) if runs else 0


class Replay:
    name = "replay"

    def __init__(self) -> None:
        self.build = cbuild.Build("asan", cbuild.sanitizing())
        self.build.library()

    def run(self, name: str, target: Path, seconds: int, wanted: int) -> tuple[subprocess.CompletedProcess[str], int]:
        program = replay_program(self.build, target)
        done = cbuild.run(program, str(seconds), *map(str, corpus(name)), timeout=seconds * 20 + 600)
        runs = re.search(r"(\d+) runs", done.stdout)
        return done, int(runs.group(1)) if runs else 0


def main() -> int:
    parser = argparse.ArgumentParser(description="Fuzz the C core.")
    parser.add_argument("--seconds", type=int, default=10)
    parser.add_argument("--runs", type=int, default=0, help="so many inputs, however long they take (libFuzzer alone)")
    parser.add_argument("names", nargs="*", metavar="NAME")
    args = parser.parse_args()
    chosen = {name: path for name, path in targets().items() if not args.names or name in args.names}
    unknown = set(args.names) - set(chosen)
    if unknown or not chosen:
        parser.error(f"no such target: {', '.join(sorted(unknown))}; there are {', '.join(targets())}")
    why = LibFuzzer.why_not()
    if why:
        print(f"without libFuzzer ({why})")
        if args.runs:
            parser.error("--runs is for libFuzzer")
    engine = Replay() if why else LibFuzzer()
    failed = 0
    for name, path in chosen.items():
        try:
            done, runs = engine.run(name, path, args.seconds, args.runs)
        except (cbuild.BuildError, subprocess.TimeoutExpired) as error:
            failed += 1
            print(f"fuzz {name:12} FAILED: {error}")
            continue
        failed += done.returncode != 0
        verdict = "no finding" if done.returncode == 0 else "FINDING"
        print(f"fuzz {name:12} {engine.name}: {runs:>10,} runs, {runs / args.seconds if args.seconds else 0:>8,.0f}/s, {verdict}", flush=True)
        if done.returncode != 0:
            print(finding(name, done.stdout))
    print(f"fuzz targets: {len(chosen) - failed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
