"""Runs every rig and prints a table: what ./check does once the machine is ready.

    ./check [--long] [--list] [RIG...]

A rig is a command (or a few) whose output is shown as it comes, behind the rig's name where two run side by side: most work on one
processor; those that compile with all there are, and those that hold a duration against a bound, run alone. A rig fails when a command does; skipped tests are counted and
never hidden. --long sets POSTDEX_LONG=1, under which tests and fuzz targets take their long forms.
"""

from __future__ import annotations

import argparse
import itertools
import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import extension
import modes

PYTEST = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider"]
AGAIN = "not standalone and not slow and not timing and not large"  # what is worth running again under another build
OF_PYTHON = ["tests/benchmarks", "tests/typing", "tests/test_docs.py", *(f"tests/unit/{name}.py" for name in ("test_cli", "test_cli_saved", "test_cli_tables"))]  # over calls that others make
FEWER_CASES = "300"  # of the comparison with the oracle, in those runs
COUNTED = re.compile(r"(\d+) (passed|failed|skipped|error|errors|xfailed|xpassed)\b")
CLOSING = re.compile(r"^=*\s*(?:\w[\w ]*: )?\d+ (?:passed|failed|skipped|error|deselected|xfailed).*$")
TELLING = re.compile(r"(FAILED|ERROR) \S+")
TOLD = 20  # of these at most, in the table: enough to see what is the matter without the output


@dataclass
class Rig:
    name: str
    about: str
    run: Callable[[Outcome], None]
    alone: bool = False


@dataclass
class Outcome:
    """What a rig did: counts of cases, and a line for each thing that went wrong."""

    head: str = ""  # of each line that is shown
    counts: dict[str, int] = field(default_factory=lambda: {"passed": 0, "failed": 0, "skipped": 0})
    wrong: list[str] = field(default_factory=list)
    told: list[str] = field(default_factory=list)  # what the commands say of each case that failed
    seconds: float = 0.0

    def show(self, line: str) -> None:
        print(self.head + line.rstrip("\n") + "\n", end="", flush=True)  # in one piece: another rig may be writing too

    def command(self, arguments: list[str], **environ: str) -> None:
        """Runs one command with its output shown; takes the counts from its closing line."""
        shown = " ".join([*(f"{name}={value}" for name, value in environ.items()), *arguments])
        self.show(f"$ {shown.replace(str(modes.ROOT) + os.sep, '')}")
        closing = last = ""
        with subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, stdin=subprocess.DEVNULL, text=True,
                              errors="backslashreplace", cwd=modes.ROOT, env={**os.environ, **environ}) as process:  # fmt: skip
            assert process.stdout
            for line in process.stdout:
                self.show(line)
                last = line.strip() or last
                if CLOSING.match(line):
                    closing = line
                if TELLING.match(line):
                    self.told.append(line.strip())
        for number, what in COUNTED.findall(closing):
            name = {"error": "failed", "errors": "failed", "xfailed": "skipped", "xpassed": "failed"}.get(what, what)
            self.counts[name] += int(number)
        if process.returncode != 0:
            self.wrong.append(f"ended with {process.returncode}: {shown}")
        elif not closing:  # a command that counts nothing is one case
            self.counts["skipped" if last.startswith("skipped") else "passed"] += 1


LAYERING = ["tests/test_layering.py"]
STYLE = "tests/test_style.py"
C_TESTS = ["tests/test_c.py", "tests/test_fuzz.py", "tests/test_portability.py"]
DOCUMENTS = ["tests/test_doctests.py", "tests/test_docs.py"]
UNIT = "tests/unit"
TYPING = "tests/typing"
TRUTH = "tests/truth"


def without(paths: list[str]) -> list[str]:
    return [f"--ignore={path}" for path in paths]


def c_tests(outcome: Outcome) -> None:
    outcome.command([*PYTEST, "-m", "not slow", *C_TESTS])


def layering(outcome: Outcome) -> None:
    outcome.command([*PYTEST, *LAYERING])


def suite(outcome: Outcome) -> None:
    outcome.command([*PYTEST, "-m", "not slow and not timing", *without([*C_TESTS, *LAYERING, STYLE, *DOCUMENTS, UNIT, TYPING])])


def unit(outcome: Outcome) -> None:
    """In development mode, where Python watches its memory and tells of what is not closed, and with warnings as errors."""
    outcome.command([sys.executable, "-X", "dev", "-W", "error", *PYTEST[1:], "-m", "not slow and not timing", UNIT])


def builds(outcome: Outcome) -> None:
    """Made before two of the rigs begin that would make the same at once; of objects that the C tests are linked with."""
    for mode in ("asan", "small"):
        if why := extension.why_not(mode):
            outcome.show(f"skipped: {why}")
            outcome.counts["skipped"] += 1
        else:
            outcome.command([sys.executable, "tools/extension.py", mode])


def sanitizers(outcome: Outcome) -> None:
    """The same suite, with the extension built under ASan and UBSan into a folder of its own."""
    why = extension.why_not("asan")
    if why:
        outcome.show(f"skipped: {why}")
        outcome.counts["skipped"] += 1
        return
    outcome.command([sys.executable, "tools/extension.py", "asan"])
    environ = extension.environ("asan")
    for old in extension.reports("asan"):
        old.unlink()
    loaded = "import postdex._core as c; b = open(c.__file__, 'rb').read(); assert b'__asan_init' in b, c.__file__; print(c.__file__)"
    outcome.command([sys.executable, "-c", loaded], **environ)
    if not outcome.wrong:
        # what a sanitizer says goes where C writes, past what pytest catches of Python: it ends the process, and would be lost; rows that are kept for
        # nobody would show who still points to them
        environ |= {"POSTDEX_SANITIZED": "1", "POSTDEX_ORACLE_CASES": FEWER_CASES, "POSTDEX_MOST_ROWS": "0"}
        outcome.command([*PYTEST, "--capture=sys", "-m", AGAIN, *without(OF_PYTHON)], **environ)
    for told in extension.reports("asan"):
        for line in told.read_text(errors="backslashreplace").splitlines():
            outcome.show(line)
        outcome.wrong.append(f"a sanitizer spoke up: {told.relative_to(modes.ROOT)}")


def types(outcome: Outcome) -> None:
    outcome.command([*PYTEST, TYPING])


def style(outcome: Outcome) -> None:
    outcome.command([sys.executable, "-m", "ruff", "check", "--no-cache", "."])
    outcome.command([*PYTEST, STYLE])


def documents(outcome: Outcome) -> None:
    """Examples in docstrings and documents, and the notebooks."""
    outcome.command([*PYTEST, "-m", "not slow and not timing", *DOCUMENTS])
    for notebook in sorted((modes.ROOT / "docs").glob("*.ipynb")):
        outcome.command([sys.executable, "tools/run_notebook.py", str(notebook.relative_to(modes.ROOT))])


def generated(outcome: Outcome) -> None:
    outcome.command([sys.executable, "tools/gen_unicode.py", "--check"])
    outcome.command([sys.executable, "tools/gen_entities.py", "--check"])


def rigs(outcome: Outcome) -> None:
    """Archives on disk: crashes, faults, damage, readers and writers; the fuzz targets. A table of their own."""
    outcome.command([sys.executable, "tests/rigs/run.py"])


def packaging(outcome: Outcome) -> None:
    outcome.command([*PYTEST, "-m", "slow", *without([TRUTH])])


def sites(outcome: Outcome) -> None:
    """What the cutter makes of generated sites of many themes, held against floors."""
    outcome.command([*PYTEST, "-m", "slow", TRUTH])


def speed(outcome: Outcome) -> None:
    """Tests that hold a duration against a bound; ratios against FTS5: wrong answers fail, slow ones are told."""
    outcome.command([*PYTEST, "-m", "timing"])
    outcome.command([sys.executable, "-m", "benchmarks", "--short", "--cache", "build/bench"])


# In this order; those that are not alone two at a time, the longest of a stretch first where it matters. The rigs of archives wait for others at times (processes to
# start, signals, fuzz targets that run so many seconds): beside other work no processor does.
RIGS = [
    Rig("layering", "every #include follows the table of floors", layering),
    Rig("style", "ruff; how wide lines of C are, and names of tests", style),
    Rig("types", "mypy, and stubs that agree with the module", types),
    Rig("generated", "tables are what their generators make", generated),
    Rig("c", "C tests under sanitizers and with small constants; no warning; Windows; corpora replayed", c_tests, alone=True),
    Rig("builds", "the extension in the modes that what follows shares", builds, alone=True),
    Rig("sanitizers", "the Python suite under ASan and UBSan", sanitizers),
    Rig("suite", "the Python suite without the unit tests: truth, forms, oracles, hostile input", suite),
    Rig("unit", "the unit tests, with -X dev -W error", unit),
    Rig("rigs", "archives on disk under kills, crashes, faults and damage; each fuzz target for a while", rigs),
    Rig("sites", "generated sites of many themes: entries, fields, calibration, corrections", sites),
    Rig("packaging", "sdist, wheel, clean environment", packaging),
    Rig("documents", "doctests, examples in documents, notebooks", documents),
    Rig("speed", "durations that are felt; postdex against FTS5: same answers, ratios held against those kept", speed, alone=True),
]


def stretches(wanted: list[Rig]) -> Iterator[list[Rig]]:
    """Those that may run side by side, and each that runs alone."""
    for _, found in itertools.groupby(wanted, key=lambda rig: rig.name if rig.alone else ""):
        yield list(found)


def whole(rig: Rig, head: str) -> tuple[Rig, Outcome]:
    outcome = Outcome(head)
    outcome.show(f"==== {rig.name}: {rig.about}")
    start = time.monotonic()
    rig.run(outcome)
    outcome.seconds = time.monotonic() - start
    if outcome.wrong and not outcome.counts["failed"]:
        outcome.counts["failed"] = len(outcome.wrong)
    return rig, outcome


def side_by_side(stretch: list[Rig]) -> Iterator[tuple[Rig, Outcome]]:
    def one(rig: Rig) -> tuple[Rig, Outcome]:
        return whole(rig, f"{rig.name:<10} | " if len(stretch) > 1 else "")

    with ThreadPoolExecutor(modes.JOBS) as pool:
        yield from pool.map(one, stretch)


def table(done: list[tuple[Rig, Outcome]]) -> Iterator[str]:
    yield f"{'rig':<11}{'passed':>9}{'failed':>8}{'skipped':>9}{'seconds':>9}  "
    for rig, outcome in done:
        counts = outcome.counts
        verdict = "FAILED" if outcome.wrong else "ok"
        yield f"{rig.name:<11}{counts['passed']:>9}{counts['failed']:>8}{counts['skipped']:>9}{outcome.seconds:>9.0f}  {verdict}: {rig.about}"
        for line in [*outcome.wrong, *outcome.told[:TOLD]]:
            yield f"{'':<11}  {line[:700]}"


def main() -> int:
    parser = argparse.ArgumentParser(prog="./check", description="Run every test that there is.")
    parser.add_argument("--long", action="store_true", help="long forms of tests, an hour for each fuzz target")
    parser.add_argument("--list", action="store_true", help="name the rigs and stop")
    parser.add_argument("rigs", nargs="*", metavar="RIG", help="only these")
    args = parser.parse_args()
    unknown = set(args.rigs) - {rig.name for rig in RIGS}
    if unknown:
        parser.error(f"no such rig: {', '.join(sorted(unknown))}")
    if args.list:
        print("\n".join(f"{rig.name:<11} {rig.about}" for rig in RIGS))
        return 0
    if args.long:
        os.environ["POSTDEX_LONG"] = "1"
    wanted = [rig for rig in RIGS if not args.rigs or rig.name in args.rigs]
    start = time.monotonic()
    done = [pair for stretch in stretches(wanted) for pair in side_by_side(stretch)]
    print("\n" + "\n".join(table(done)))
    total = {name: sum(outcome.counts[name] for _, outcome in done) for name in ("passed", "failed", "skipped")}
    print(f"\n{(time.monotonic() - start) / 60:.1f} minutes")
    print(f"{total['passed']} passed, {total['failed']} failed, {total['skipped']} skipped")
    return 1 if any(outcome.wrong for _, outcome in done) else 0


if __name__ == "__main__":
    sys.exit(main())
