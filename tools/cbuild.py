"""Compiles the core without Python: a static library for each build mode and compiler, and programs linked with it.

Used by tests/test_c.py, tools/fuzz.py and tools/extension.py. Everything lands in build/c/<mode>-<cc> (POSTDEX_C_BUILD names another place)
and is made again only when the source, a header it includes or the command has changed. Warnings are errors here.
"""

from __future__ import annotations

import contextlib
import os
import shlex
import subprocess
import tempfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import modes


# Of what clang makes with sanitizers: fuzz targets are linked with the same objects as tests. Counters alone: watching comparisons too halves the
# number of inputs, and finds no more in the same time.
COUNTERS = ("-fsanitize-coverage=inline-8bit-counters,pc-table",)
TESTS = modes.ROOT / "tests/c"
UNOPTIMIZED = ("-O0",)  # for tests themselves, most of which take longer to compile than to run
POSITION = ("-fPIC",)  # the same objects make the extension that rigs import (tools/extension.py)


class BuildError(Exception):
    """A command of the compiler failed; the text is the command and what it printed."""


def out_root() -> Path:
    return Path(os.environ.get("POSTDEX_C_BUILD") or modes.ROOT / "build/c")


def _run(command: list[str]) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=modes.ROOT)
    if done.returncode != 0:
        raise BuildError(f"{shlex.join(command)}\n{done.stdout}{done.stderr}")


def why_not(compiler: str, flags: tuple[str, ...]) -> str | None:
    """Why this machine cannot build and link with `flags`; None when it can."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "probe.c")
        source.write_text("int main(void) { return 0; }\n")
        try:
            _run([compiler, *flags, str(source), "-o", str(Path(folder, "probe"))])
        except FileNotFoundError:
            return f"{compiler} is not installed"
        except BuildError as error:
            return f"{compiler} cannot build with {' '.join(flags)}: {str(error).splitlines()[-1]}"
    return None


def sanitizing() -> str:
    """The compiler whose sanitizers are asked where one is enough: clang, which knows more of what C leaves undefined, where it is there."""
    mode = modes.MODES["asan"]
    return "gcc" if why_not("clang", (*mode.compile, *mode.link, *COUNTERS)) else "clang"


class Build:
    """One mode under one compiler. `extra` are flags for compiling and linking, of a build with a name of its own."""

    def __init__(self, mode: str, compiler: str, extra: tuple[str, ...] = (), name: str = ""):
        self.mode = modes.MODES[mode]
        self.compiler = compiler
        self.extra = (*extra, *(COUNTERS if (mode, compiler) == ("asan", "clang") else ()))
        self.folder = out_root() / (name or f"{mode}-{compiler}")
        self.failed: dict[Path, BuildError] = {}  # of `compile_all`

    def link_flags(self) -> tuple[str, ...]:
        return (*self.mode.link, *self.extra)

    def compile(self, source: Path, more: tuple[str, ...] = ()) -> Path:
        """The object of `source`, fresh."""
        relative = source.resolve().relative_to(modes.ROOT)
        made = self.folder / relative.with_suffix(".o")
        if TESTS in source.resolve().parents:
            more = (*UNOPTIMIZED, *more)
        command = [self.compiler, *modes.STANDARD, *POSITION, *self.mode.compile, *modes.macro_flags(self.mode), *modes.WARNINGS, "-Werror",
                   *self.extra, *more, "-Icsrc", "-Itests/c", "-MMD", "-c", str(relative), "-o"]  # fmt: skip
        if not _fresh(made, command):
            made.parent.mkdir(parents=True, exist_ok=True)
            with unready(made) as fresh:
                _run([*command, str(fresh)])
                fresh.with_suffix(".d").replace(made.with_suffix(".d"))
            made.with_suffix(".cmd").write_text(shlex.join(command))
        return made

    def compile_all(self, sources: list[Path], more: tuple[str, ...] = ()) -> list[Path]:
        """The objects of those sources that compile, made JOBS at a time; the errors of the others are in `failed`."""

        def attempt(source: Path) -> Path | None:
            try:
                return self.compile(source, more)
            except BuildError as error:
                self.failed[source] = error
                return None

        with ThreadPoolExecutor(modes.JOBS) as pool:
            return [made for made in pool.map(attempt, sources) if made]

    def library(self) -> Path:
        """The core as a static library. Sources that do not compile are left out, so that one of them does not hide what
        the others do."""
        objects = self.compile_all(modes.sources(with_binding=False))
        library = self.folder / "libpostdex.a"
        newest = max(path.stat().st_mtime_ns for path in objects)
        listing = "\n".join(map(str, objects))
        list_file = library.with_suffix(".list")
        if not library.exists() or library.stat().st_mtime_ns <= newest or _text(list_file) != listing:
            with unready(library) as fresh:
                _run(["ar", "rcs", str(fresh), *map(str, objects)])
            list_file.write_text(listing)
        return library

    def program(self, *sources: Path, link: tuple[str, ...] = (), more: tuple[str, ...] = (), name: str = "") -> Path:
        """A program from test sources and the library, which must have been made; called as the first of them, or by a name of its own
        where the same source is linked in several ways."""
        objects = [self.compile(source, more) for source in sources]
        library = self.folder / "libpostdex.a"
        made = objects[0].with_name(name) if name else objects[0].with_suffix("")
        newest = max(path.stat().st_mtime_ns for path in [*objects, library])
        if not made.exists() or made.stat().st_mtime_ns <= newest:
            self.link([*objects, library], made, link)
        return made

    def link(self, objects: list[Path], made: Path, flags: tuple[str, ...] = ()) -> None:
        with unready(made) as fresh:
            _run([self.compiler, *self.link_flags(), *flags, *map(str, objects), "-lm", "-pthread", "-o", str(fresh)])


@contextlib.contextmanager
def unready(made: Path) -> Iterator[Path]:
    """Where to make a file that is put in its place when it is whole: another process may be making it too, or running it."""
    fresh = made.with_name(f"{made.stem}.{os.getpid()}{made.suffix}")
    try:
        yield fresh
        fresh.replace(made)
    finally:
        fresh.unlink(missing_ok=True)


def _text(path: Path) -> str:
    return path.read_text() if path.exists() else ""


def _fresh(made: Path, command: list[str]) -> bool:
    """Whether an object is newer than everything that its compiler read, and made by the same command."""
    if not made.exists() or _text(made.with_suffix(".cmd")) != shlex.join(command):
        return False
    read = _text(made.with_suffix(".d")).replace("\\\n", " ").partition(":")[2].split()
    when = made.stat().st_mtime_ns
    return all((modes.ROOT / name).exists() and (modes.ROOT / name).stat().st_mtime_ns < when for name in read)


def run(program: Path, *arguments: str, timeout: float | None = 300) -> subprocess.CompletedProcess[str]:
    """Runs a program with sanitizers that speak up: leaks count, the first finding ends it."""
    environ = {
        **os.environ,
        "ASAN_OPTIONS": "detect_leaks=1:halt_on_error=1:allocator_may_return_null=1:detect_stack_use_after_return=1",
        "UBSAN_OPTIONS": "print_stacktrace=1:halt_on_error=1",
    }
    environ.pop("LD_PRELOAD", None)
    return subprocess.run([str(program), *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                          errors="backslashreplace", timeout=timeout, env=environ, cwd=modes.ROOT)  # fmt: skip
