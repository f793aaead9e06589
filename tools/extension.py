"""The extension built in a mode of its own, beside the one that users have: for rigs that want sanitizers or planned faults.

    environ = extension.built("asan")     # what a Python that imports it has in its environment
    python tools/extension.py asan        # builds it, and no more

The core's objects are those that the C tests are linked with (tools/cbuild.py), so that each mode is compiled once.
"""

from __future__ import annotations

import filecmp
import os
import platform
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import cbuild
import modes

PACKAGE = modes.ROOT / "python/postdex"


def compiler(mode: str) -> str:
    return cbuild.sanitizing() if mode == "asan" else "gcc"  # whose thread sanitizer names places itself


def shared(compiler: str, mode: str) -> tuple[str, ...]:
    """Flags for linking a library that is loaded into a program which knows of no sanitizer: the sanitizer's own has to be one, too."""
    return ("-shared", *(("-shared-libasan",) if compiler == "clang" and modes.MODES[mode].link else ()))


def why_not(mode: str) -> str | None:
    """Why this machine cannot build it; None when it can."""
    found = compiler(mode)
    return cbuild.why_not(found, (*modes.MODES[mode].link, "-fPIC", *shared(found, mode)))


def folder(mode: str) -> Path:
    return modes.ROOT / "build" / mode


def environ(mode: str) -> dict[str, str]:
    """For a Python that imports it. Reports of sanitizers go to `report.*` in its folder."""
    place = folder(mode)
    found = {"PYTHONPATH": str(place / "lib")}
    if not modes.MODES[mode].link:
        return found
    named_by = f":external_symbolizer_path={symbolizer(mode)}" if symbolizer(mode).exists() else ""
    runtime = f"libclang_rt.asan-{platform.machine()}.so" if compiler(mode) == "clang" else f"lib{mode}.so"
    libraries = [subprocess.check_output([compiler(mode), f"-print-file-name={name}"], text=True).strip() for name in (runtime, "libstdc++.so.6")]
    return found | {
        "LD_PRELOAD": " ".join(path for path in libraries if os.path.isabs(path)),  # the second: C++ of other packages throws
        "PYTHONMALLOC": "malloc",
        "ASAN_OPTIONS": f"detect_leaks=0:allocator_may_return_null=1:halt_on_error=1:log_path={place}/report{named_by}",
        "UBSAN_OPTIONS": f"halt_on_error=1:print_stacktrace=1:log_path={place}/report",
        "TSAN_OPTIONS": f"die_after_fork=0:halt_on_error=0:second_deadlock_stack=1:history_size=5:log_path={place}/report",
    }


def symbolizer(mode: str) -> Path:
    """The script that starts the program by which clang's reports give addresses their names, where there is such a program."""
    return folder(mode) / "llvm-symbolizer"


def write_symbolizer(mode: str) -> None:
    """Without the library that everything else begins with: with it the program may never end, and hold on to the output of whoever has died."""
    program = shutil.which("llvm-symbolizer")
    if program is not None:
        symbolizer(mode).write_text(f'#!/bin/sh\nunset LD_PRELOAD\nexec {program} "$@"\n')
        symbolizer(mode).chmod(0o755)


def reports(mode: str) -> list[Path]:
    return sorted(folder(mode).glob("report.*"))


def mirror(package: Path, copy: Path) -> None:
    """Makes `copy` have the files of `package`, each in one step and only where it differs: another process may be importing it."""
    wanted = files(package)
    for name in wanted - files(copy) | {name for name in wanted & files(copy) if not filecmp.cmp(package / name, copy / name, shallow=False)}:
        (copy / name).parent.mkdir(parents=True, exist_ok=True)
        with cbuild.unready(copy / name) as fresh:
            shutil.copyfile(package / name, fresh)
    for name in files(copy) - wanted:
        (copy / name).unlink()


def files(package: Path) -> set[Path]:
    """Those that belong to it, and are not built."""
    return {path.relative_to(package) for path in package.rglob("*") if path.is_file() and path.parent.name != "__pycache__" and path.suffix != ".so"}


def built(mode: str) -> dict[str, str]:
    """Builds it, and gives the environment that imports it."""
    build = cbuild.Build(mode, compiler(mode))
    python = ("-isystem", sysconfig.get_path("include"), f'-DPDX_VERSION="{modes.version()}"')
    objects = build.compile_all(modes.sources(with_binding=False)) + build.compile_all(modes.binding(), python)
    for error in build.failed.values():
        raise error
    package = folder(mode) / "lib/postdex"
    mirror(PACKAGE, package)
    if modes.MODES[mode].link:
        write_symbolizer(mode)
    build.link(objects, package / f"_core{sysconfig.get_config_var('EXT_SUFFIX')}", shared(build.compiler, mode))
    return environ(mode)


if __name__ == "__main__":
    for name in sys.argv[1:]:
        built(name)
