"""The C tests: each tests/c/**/test_*.c is a program of its own, run under sanitizers and with small constants, in the long form in every build
mode under every compiler here.

A debug build is the sanitized one without its sanitizers, so it is for the long form alone. Under the thread sanitizer each run has those programs that start threads
(they say so with a header of os/, or build with several). Each run takes one compiler for each mode: a
second one shows other warnings, which one of the others shows, and hardly ever another answer.
The core is compiled with warnings as errors. In release mode ./check does so when it builds the extension; here it is for the long form, by gcc, some
of whose warnings come of optimizing, and by clang, whose do not, as fast as it can. What is made is kept (tools/cbuild.py), so a second run
compiles only what has changed. An exit code of 77 means that the program skipped itself; its last line says why. The programs of a
build run side by side, as many as there are processors: each has its own folders, and none measures time.
"""

import os
import re
import subprocess
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path

import cbuild
import modes
import pytest

pytestmark = pytest.mark.standalone
HERE = Path(__file__).resolve().parent / "c"
PROGRAMS = sorted(HERE.rglob("test_*.c"))
COMPILERS = ("gcc", "clang")
ONE = {"asan": cbuild.sanitizing(), "small": "gcc", "debug": "gcc", "tsan": "gcc"}  # the compiler of each mode
EACH_RUN = ("asan", "small", "tsan")
STARTS_THREADS = re.compile(r'#include "os/(thread|helper|crew)\.h"|n_threads = [^01]')
LONG = "POSTDEX_LONG" in os.environ
TESTED = [(mode, compiler) for mode, one in ONE.items() for compiler in COMPILERS if LONG or (mode in EACH_RUN and compiler == one)]
RUNS = [(mode, compiler, program) for mode, compiler in TESTED for program in PROGRAMS if LONG or mode != "tsan" or STARTS_THREADS.search(program.read_text("utf-8"))]
COMPILED = [("release", compiler) for compiler in COMPILERS if LONG] + TESTED
SKIPPED = 77


def link_and_run(build: cbuild.Build, program: Path) -> subprocess.CompletedProcess[str]:
    return cbuild.run(build.program(program))


@pytest.fixture(scope="session")
def builds(request):
    """Makes each (mode, compiler) once, when first asked for, with the programs that this run wants of it; a combination
    that cannot be is a visible skip."""
    made: dict[tuple[str, str], cbuild.Build | str] = {}
    runs: dict[tuple[str, str, Path], Future[subprocess.CompletedProcess[str]]] = {}
    pool = ThreadPoolExecutor(os.cpu_count())

    def wanted(key: tuple[str, str]) -> list[Path]:
        params = [item.callspec.params for item in request.session.items if getattr(item, "originalname", "") == "test_program"]
        return [found["program"] for found in params if (found["mode"], found["compiler"]) == key]

    def build(mode: str, compiler: str) -> cbuild.Build:
        key = (mode, compiler)
        if key not in made:
            flags = (*modes.MODES[mode].compile, *modes.MODES[mode].link)
            extra = cbuild.UNOPTIMIZED if key == ("release", "clang") else ()
            made[key] = cbuild.why_not(compiler, flags) or cbuild.Build(mode, compiler, extra)
            if isinstance(made[key], cbuild.Build):
                made[key].library()
                made[key].compile_all(wanted(key))
                for program in wanted(key):
                    if program not in made[key].failed:
                        runs[(*key, program)] = pool.submit(link_and_run, made[key], program)
        found = made[key]
        if isinstance(found, str):
            pytest.skip(found)
        return found

    build.runs = runs
    yield build
    pool.shutdown(cancel_futures=True)


@pytest.mark.parametrize(("mode", "compiler"), COMPILED)
def test_the_core_compiles_without_warnings(builds, mode, compiler):
    build = builds(mode, compiler)
    failed = {source: error for source, error in build.failed.items() if source.is_relative_to(modes.CSRC)}
    assert not failed, "\n\n".join(str(error) for _, error in sorted(failed.items()))


@pytest.mark.parametrize(("mode", "compiler", "program"), RUNS, ids=lambda value: value.relative_to(HERE).with_suffix("").as_posix() if isinstance(value, Path) else value)
def test_program(builds, mode, compiler, program):
    build = builds(mode, compiler)
    broken = build.failed.get(program)
    if broken:
        pytest.fail(str(broken), pytrace=False)
    done = builds.runs[mode, compiler, program].result()
    print(done.stdout)
    if done.returncode == SKIPPED:
        pytest.skip(done.stdout.strip().splitlines()[-1])
    if done.returncode != 0:
        pytest.fail(f"{program.name} ended with {done.returncode}\n{done.stdout[-20000:]}", pytrace=False)
    assert "0 failures" in done.stdout, "the program has not reported"


FAULTS = {
    "asan": {
        "check": "1 is 1, wanted 2",
        "bytes": "is (5 bytes) one\\x00x, wanted (3 bytes) two",
        "read beyond": "heap-buffer-overflow",
        "undefined shift": "runtime error: shift exponent",
        "leak": "LeakSanitizer: detected memory leaks",
    },
    "tsan": {"threads that write at once": "ThreadSanitizer: data race"},
}


@pytest.mark.parametrize(
    ("mode", "compiler", "fault", "told"), [(mode, compiler, *fault) for mode, compiler in TESTED for fault in FAULTS.get(mode, {}).items()]
)
def test_a_planted_fault_is_found(builds, mode, compiler, fault, told):
    """The negative control: the rig is seen to notice what it is for."""
    made = builds(mode, compiler).program(HERE / "control.c")
    assert cbuild.run(made).returncode == 0
    done = cbuild.run(made, fault)
    assert done.returncode != 0
    assert told in done.stdout
