"""The fuzz targets of tests/fuzz under ASan and UBSan, for a while each, after the whole corpus (tools/fuzz.py)."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import cbuild
import fuzz
from rigs.rig import Rig

ABOUT = "fuzz targets, and their corpora replayed"
UNIT = "inputs"
BUILD = "small"
SHARES = 2
PLANTED = {"a target that reads beyond its input": r"control: .*AddressSanitizer: heap-buffer-overflow"}


def run(rig: Rig) -> None:
    environ = {name: value for name, value in os.environ.items() if name not in {"LD_PRELOAD", "PYTHONMALLOC"}}
    if rig.planted:
        build = cbuild.Build("asan", cbuild.sanitizing())
        build.library()
        done = cbuild.run(fuzz.replay_program(build, fuzz.FUZZ / "control.c"), "20", str(fuzz.FUZZ / "README.md"))
        rig.check(done.returncode == 0, f"control: {done.stdout.strip()[:200]}")
        return
    command = [sys.executable, str(Path(fuzz.__file__)), "--seconds", str(rig.scale(10, int(60 * rig.minutes) or 3600))]
    command += [name for i, name in enumerate(fuzz.targets()) if rig.mine(i)]
    done = subprocess.run(command, env=environ, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="backslashreplace", check=False)
    for line in done.stdout.splitlines():
        if found := re.match(r"fuzz (\w+) .*?([\d,]+) runs", line):
            rig.count += int(found.group(2).replace(",", ""))
            rig.fact(line.removeprefix("fuzz "))
    findings = re.findall(r"^.*(?:FINDING|FAILED|broken promise|ERROR: |in hexadecimal: ).*$", done.stdout, re.MULTILINE)
    rig.check(done.returncode == 0, "\n".join([*findings, done.stdout[-8000:]]))  # what it is comes first: who reports it may cut it short
    rig.check(rig.count > 0, f"nothing ran: {done.stdout[-2000:]}")
