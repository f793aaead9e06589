"""What cutting a page costs by phase, in instructions and wrongly guessed branches a line that is not blank, as valgrind counts and simulates
them: the same on a busy machine. Called by speed.py --account.
"""

import re
import subprocess
import tempfile
from collections import Counter, defaultdict
from pathlib import Path

EVERY = 24  # of the pages
# Functions in which phases are called, however the compiler has put them into each other, and the phases of a page and of new lines.
PAGE, LINES = ("pdx_page_cut", "cut_likelier", "cut_once", "room_cut"), ("pdx_line_facts_read", "phrases_read", "pdx_lexicon_phrases", "date_step", "forms_step", "tail_read")
LEAST = 25  # instructions a line of what is shown by itself


class Profile:
    """The counts of a file of callgrind: of functions by themselves, and of calls."""

    def __init__(self, path: Path):
        self.own: dict[str, Counter[str]] = defaultdict(Counter)
        self.calls: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
        names: dict[str, str] = {}
        events: list[str] = []
        caller = callee = ""
        called = False
        for line in path.read_text("utf-8").splitlines():
            if line.startswith("events:"):
                events = line.split()[1:]
            elif name := re.match(r"(c?fn)=\((\d+)\)(?: (.*))?", line):
                function = names.setdefault(name[2], name[3] or "")
                caller, callee = (function, callee) if name[1] == "fn" else (caller, function)
            elif line.startswith("calls="):
                called = True
            elif line and line[0] in "+-*0123456789":
                counts = dict(zip(events, map(int, line.split()[1:]), strict=False))
                (self.calls[caller, callee] if called else self.own[caller]).update(counts)
                called = False

    def phases(self, within: tuple[str, ...]) -> dict[str, Counter[str]]:
        """What is called from these functions, with all that it calls, and what they do themselves."""
        found: dict[str, Counter[str]] = defaultdict(Counter)
        for (caller, callee), counts in self.calls.items():
            if caller in within and callee not in within:
                found[callee].update(counts)
        for name in within:
            found["(itself)"].update(self.own.get(name, Counter()))
        return found


def shown(profile: Profile, within: tuple[str, ...], lines: float) -> list[str]:
    phases = profile.phases(within)
    total: Counter[str] = Counter()
    rest: Counter[str] = Counter()
    out = []
    for name, counts in sorted(phases.items(), key=lambda each: -each[1]["Ir"]):
        total.update(counts)
        if counts["Ir"] < LEAST * lines:
            rest.update(counts)
        else:
            out.append(row("  " + name, counts, lines))
    return [row(within[0], total, lines), *out, row("  all others", rest, lines)]


def row(name: str, counts: Counter[str], lines: float) -> str:
    return f"{name:34}{counts['Ir'] / lines:>10.0f}{(counts['Bcm'] + counts['Bim']) / lines:>10.1f}"


def rows(program: Path, files: list[Path]) -> list[str]:
    """The account of every 24th of these pages; the tables of words are made before it begins."""
    some = files[::EVERY]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "callgrind.out")
        command = ["valgrind", "--tool=callgrind", "--branch-sim=yes", "--toggle-collect=cut_alone", f"--callgrind-out-file={out}", str(program), "1"]
        done = subprocess.run(command, input="".join(f"{path}\n" for path in some), capture_output=True, text=True, check=True)
        profile = Profile(out)
    lines = next(float(each.split()[2]) for each in done.stdout.splitlines() if each.startswith("filled"))
    head = f"{f'{len(some)} pages, {lines:.0f} lines, a line:':34}{'instr.':>10}{'guesses':>10}"
    return [head, *shown(profile, PAGE, lines), *shown(profile, LINES, lines)]
