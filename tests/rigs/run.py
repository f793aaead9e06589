"""Runs the rigs that prove an archive on disk, and prints one table.

    python tests/rigs/run.py [--long [--minutes M] [--seed N]] [--list] [RIG...]

Each rig runs in a process of its own, over the extension built in the mode that it wants: once as it is (in its short form in as many processes as
its work can be shared by), and once for each bug that it can plant, which the check for it must find. Long forms say on the error output how far they are; they end after the minutes that are given, and another seed goes on
with what has not been tried. A rig whose process ends by a signal, or in which a sanitizer speaks up, has failed.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import re
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
sys.path[:1] = [str(HERE.parent), str(HERE.parent.parent / "tools")]
import extension  # noqa: E402
import modes  # noqa: E402

NAMES = ["fuzzing", "memory", "model", "races", "damage", "io_errors", "interrupts", "readers", "crash_states", "kill", "threads", "security"]  # those that take long first
SECONDS = {False: 1800, True: 24 * 3600}  # after which a rig hangs: many times what it takes on a slow machine


@dataclass
class How:
    """How long a rig runs, and from which seed."""

    long: bool = False
    minutes: float = 0.0  # 0: until it has done all
    seed: int = 0


@dataclass
class Row:
    name: str
    count: int = 0
    failures: int = 0
    told: list[str] = field(default_factory=list)
    facts: list[str] = field(default_factory=list)
    planted: dict[str, str] = field(default_factory=dict)  # what was told of each planted bug
    missed: dict[str, str] = field(default_factory=dict)  # and where it was not what finds it, why not
    processor: float = 0.0


def described(name: str) -> dict[str, object]:
    """What a rig says of itself, asked without importing the extension."""
    import ast

    found: dict[str, object] = {}
    for node in ast.parse((HERE / f"{name}.py").read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id in {"ABOUT", "UNIT", "BUILD", "PLANTED", "SHARES"}:
            found[node.targets[0].id] = ast.literal_eval(node.value)
    return found


# ---- one process


def one(name: str, long: bool, planted: str | None, result: str, seed: int, minutes: float, progress: int | None, share: tuple[int, int]) -> int:
    """Runs a rig here, and writes down what came of it."""
    from rigs import rig as shared

    module = importlib.import_module(f"rigs.{name}")
    place = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # many small files, written again and again
    before = os.times()
    with tempfile.TemporaryDirectory(prefix=f"postdex-{name}-", dir=place) as folder:
        rig = shared.Rig(Path(folder), long, planted, seed, minutes, progress, share)
        try:
            module.run(rig)
        except shared.Caught:
            pass
        finally:
            processor = sum(os.times()[:4]) - sum(before[:4])
            told = {"count": rig.count, "failures": rig.failures, "told": rig.told, "facts": rig.facts, "processor": processor}
            Path(result).write_text(json.dumps(told), encoding="utf-8")
    return 0


def spawned(name: str, how: How, planted: str | None, environ: dict[str, str], build: str, share: tuple[int, int] = (0, 1)) -> dict[str, Any]:
    """The same in a process of its own."""
    long = how.long and planted is None
    with tempfile.TemporaryDirectory(prefix="postdex-rig-") as folder:
        result = Path(folder, "result")
        report = Path(folder, "report")
        reported = {key: value.replace(str(extension.folder(build) / "report"), str(report)) for key, value in environ.items()}
        command = [sys.executable, str(HERE / "run.py"), "--one", name, "--result", str(result), "--share", *map(str, share)] + ["--long"] * long
        command += ["--seed", str(how.seed), "--minutes", str(how.minutes)] if long else []
        told_to = (os.dup(2),) if long and os.name == "posix" else ()
        command += [f"--progress={told_to[0]}"] if told_to else []
        command += ["--plant", planted] if planted is not None else []
        said = Path(folder, "said")  # a file: a pipe ends when the last process does that has it, and some outlive those who began them
        with said.open("wb") as output:
            try:
                done = subprocess.run(command, env={**os.environ, **reported}, stdout=output, stderr=subprocess.STDOUT, timeout=SECONDS[long] + 60 * how.minutes,
                                      check=False, pass_fds=told_to)  # fmt: skip
                ended: object = done.returncode
            except subprocess.TimeoutExpired:
                ended = "a hang"
        output_text = said.read_text(errors="backslashreplace")
        for descriptor in told_to:
            os.close(descriptor)
        found = json.loads(result.read_text()) if result.exists() else {"count": 0, "failures": 0, "told": [], "facts": [], "processor": 0.0}
        found["ended"] = ended
        for each in sorted(Path(folder).glob("report.*")):
            found["failures"] += 1
            found["told"].append(f"{SANITIZER}:\n{each.read_text(errors='backslashreplace')[:6000]}")
        if ended != 0:
            found["failures"] += 1
            found["told"].append(f"ended with {ended}: {output_text[-3000:]}")
        return found


SANITIZER = "a sanitizer spoke up"


def why_missed(control: dict[str, Any], expected: str) -> str | None:
    """Why a planted bug was not found; None when it was: what was told first is what its check says, and nothing else went wrong with the process.

    A rig that ends with an exception, hangs, or trips over something else has not found it. A sanitizer ends the process by nature: where it is what is to find a bug, its
    report counts, and only there.
    """
    told = control["told"]
    if not told:
        return "nothing was told" if control["ended"] == 0 else f"the rig ended with {control['ended']}"
    if re.search(expected, told[0], re.DOTALL) is None:
        return f"something else was told: {told[0]}"
    if SANITIZER in expected:
        return None if told[0].startswith(SANITIZER) else f"no sanitizer told it: {told[0]}"
    return None if control["ended"] == 0 else f"the rig ended with {control['ended']}: {told[-1]}"


def all_of(names: list[str], how: How, environs: dict[str, dict[str, str]]) -> list[Row]:
    """Rigs and their planted bugs, a process more at a time than there are processors, since some of them wait: shares first, and last the controls, which end soon."""
    about = {name: described(name) for name in names}
    rows = {name: Row(name) for name in names}
    shares = {name: 1 if how.long else int(str(about[name].get("SHARES", 1))) for name in names}
    work: list[tuple[str, str | None, tuple[int, int]]] = [(name, None, (share, shares[name])) for name in names for share in range(shares[name])]
    work += [(name, planted, (0, 1)) for name in names for planted in about[name]["PLANTED"]]  # type: ignore[attr-defined]

    def done(each: tuple[str, str | None, tuple[int, int]]) -> dict[str, Any]:
        build = str(about[each[0]]["BUILD"])
        return spawned(each[0], how, each[1], environs[build], build, each[2])

    with ThreadPoolExecutor(modes.JOBS + 1) as pool:
        for (name, planted, _), found in zip(work, pool.map(done, work), strict=True):
            row = rows[name]
            row.processor += found["processor"]
            if planted is None:
                row.count += found["count"]
                row.failures += found["failures"]
                row.told += found["told"]
                row.facts += found["facts"]
                continue
            row.planted[planted] = next(iter(found["told"]), "nothing")
            if (why := why_missed(found, about[name]["PLANTED"][planted])) is not None:  # type: ignore[index]
                row.missed[planted] = why
    return list(rows.values())


# ---- all of them


def table(done: list[Row]) -> list[str]:
    lines = [f"{'rig':<14}{'count':>10}  {'of what':<28}{'failures':>9}  {'planted bugs found':<20}{'processor':>10}"]
    for row in done:
        about = described(row.name)
        caught = len(row.planted) - len(row.missed)
        verdict = f"{'yes' if caught == len(row.planted) else 'NO'} ({caught} of {len(row.planted)})"
        lines.append(f"{row.name:<14}{row.count:>10,}  {about['UNIT']:<28}{row.failures:>9}  {verdict:<20}{row.processor:>8.0f} s")
        lines += [f"{'':<14}  {fact}" for fact in row.facts]
    return lines


def main() -> int:
    parser = argparse.ArgumentParser(description="Run the rigs of archives on disk.")
    parser.add_argument("--long", action="store_true", default=bool(os.environ.get("POSTDEX_LONG")))
    parser.add_argument("--minutes", type=float, default=0.0, help="that a long form may take; it says how far it came")
    parser.add_argument("--seed", type=int, default=0, help="of what is drawn at random: another one tries something else")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--one", help=argparse.SUPPRESS)
    parser.add_argument("--plant", help=argparse.SUPPRESS)
    parser.add_argument("--result", help=argparse.SUPPRESS)
    parser.add_argument("--share", type=int, nargs=2, default=(0, 1), help=argparse.SUPPRESS)
    parser.add_argument("--progress", type=int, help=argparse.SUPPRESS)
    parser.add_argument("rigs", nargs="*", metavar="RIG")
    args = parser.parse_args()
    if args.one:
        return one(args.one, args.long, args.plant, args.result, args.seed, args.minutes, args.progress, tuple(args.share))
    names = [name for name in NAMES if not args.rigs or name in args.rigs]
    if unknown := set(args.rigs) - set(NAMES):
        parser.error(f"no such rig: {', '.join(sorted(unknown))}; there are {', '.join(NAMES)}")
    if args.list:
        print("\n".join(f"{name:<14} {described(name)['ABOUT']}" for name in names))
        return 0
    environs, skipped = {}, []
    for build in sorted({str(described(name)["BUILD"]) for name in names}):
        why = extension.why_not(build)
        if why is None:
            environs[build] = extension.built(build)
        else:
            skipped += [name for name in names if described(name)["BUILD"] == build]
            print(f"skipped: {', '.join(skipped)}: {why}")
    began = time.monotonic()
    done = all_of([name for name in names if name not in skipped], How(args.long, args.minutes, args.seed), environs)
    wrong = 0
    for row in done:
        wrong += bool(row.failures or row.missed)
        for line in row.told:
            print(f"{row.name}: FAILED: {line}")
        for planted, how in row.planted.items():
            print(f"{row.name}: planted {planted!r}: " + (f"NOT FOUND: {row.missed[planted]}" if planted in row.missed else f"found: {how.splitlines()[0][:160]}"))
    print("\n" + "\n".join(table(done)))
    print(f"{sum(row.processor for row in done):.0f} s of the processor, {time.monotonic() - began:.0f} s of the clock\n")
    for row in done:  # once more, where the end of a long output is what is looked at
        for told in [*row.told[:3], *(f"planted {planted!r}: NOT FOUND: {why}" for planted, why in row.missed.items())]:
            print(f"FAILED tests/rigs/{row.name}.py - {' '.join(told.split())[:600]}")
    print(f"{len(done) - wrong} passed, {wrong} failed, {len(skipped)} skipped")
    return 1 if wrong else 0


if __name__ == "__main__":
    sys.exit(main())
