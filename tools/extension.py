"""The extension built in a mode of its own, beside the one that users have: for rigs that want sanitizers or planned faults.

    place, environ = extension.built("asan")     # PYTHONPATH and what the mode's libraries want, for a Python of its own
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import cbuild
import modes


def why_not(mode: str) -> str | None:
    """Why this machine cannot build it; None when it can."""
    return cbuild.why_not("gcc", modes.MODES[mode].link) if modes.MODES[mode].link else None


def folder(mode: str) -> Path:
    return modes.ROOT / "build" / mode


def setup_command(mode: str) -> tuple[list[str], dict[str, str]]:
    """The command that builds it into its folder, and what its environment has to say."""
    place = folder(mode)
    shutil.rmtree(place / "lib", ignore_errors=True)
    command = [sys.executable, "setup.py", "-q", "build", f"--build-lib={place}/lib", f"--build-temp={place}/tmp"]
    return command, {"POSTDEX_BUILD": mode, "CC": "gcc"} if modes.MODES[mode].link else {"POSTDEX_BUILD": mode}


def environ(mode: str) -> dict[str, str]:
    """For a Python that imports it. Reports of sanitizers go to `report.*` in its folder."""
    place = folder(mode)
    found = {"PYTHONPATH": str(place / "lib")}
    if not modes.MODES[mode].link:
        return found
    libraries = [subprocess.check_output(["gcc", f"-print-file-name={name}"], text=True).strip() for name in ("libasan.so", "libstdc++.so.6")]
    return found | {
        "LD_PRELOAD": " ".join(path for path in libraries if os.path.isabs(path)),  # the second: C++ of other packages throws
        "PYTHONMALLOC": "malloc",
        "ASAN_OPTIONS": f"detect_leaks=0:allocator_may_return_null=1:halt_on_error=1:log_path={place}/report",
        "UBSAN_OPTIONS": f"halt_on_error=1:print_stacktrace=1:log_path={place}/report",
    }


def reports(mode: str) -> list[Path]:
    return sorted(folder(mode).glob("report.*"))


def built(mode: str) -> dict[str, str]:
    """Builds it, and gives the environment that imports it."""
    command, said = setup_command(mode)
    subprocess.run(command, cwd=modes.ROOT, env={**os.environ, **said}, check=True)
    return environ(mode)
