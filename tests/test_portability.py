"""The core on machines that are not here: compiled for Windows, and its C tests run on a big-endian processor under emulation."""

import os
import shutil
import subprocess
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import cbuild
import modes
import pytest

pytestmark = pytest.mark.standalone

HERE = Path(__file__).resolve().parent / "c"


def cross_build(name, mode, compiler, *flags):
    why = cbuild.why_not(compiler, flags)
    if why:
        pytest.skip(why)
    build = cbuild.Build(mode, compiler, flags, name=name)
    build.library()
    assert not build.failed, "\n\n".join(str(error) for error in build.failed.values())
    return build


WINDOWS = "x86_64-w64-mingw32-gcc"
BATCH = 40  # files that one call of the compiler reads


def test_the_core_compiles_for_windows():
    """With the headers of today's Windows, and no further than the compiler's own checks: nothing runs it. What it thinks of printf is that of
    older ones: its warnings say nothing."""
    flags = ("-D_UCRT", "-Wno-format", "-Wno-format-extra-args")
    if why := cbuild.why_not(WINDOWS, flags):
        pytest.skip(why)
    sources = [str(path.relative_to(modes.ROOT)) for path in modes.sources(with_binding=False)]
    command = [WINDOWS, *modes.STANDARD, *modes.macro_flags(modes.MODES["release"]), *modes.WARNINGS, "-Werror", *flags, "-Icsrc", "-fsyntax-only"]

    def told(begin):
        done = subprocess.run([*command, *sources[begin : begin + BATCH]], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, cwd=modes.ROOT, check=False)
        return done.stdout if done.returncode else ""

    with ThreadPoolExecutor(modes.JOBS) as pool:
        assert "".join(pool.map(told, range(0, len(sources), BATCH))) == ""


@pytest.mark.slow
@pytest.mark.skipif("POSTDEX_LONG" not in os.environ, reason="a long form (POSTDEX_LONG=1)")
def test_c_tests_on_a_big_endian_processor():
    if shutil.which("qemu-s390x") is None:
        pytest.skip("qemu-s390x is not installed")
    build = cross_build("big-endian", "debug", "s390x-linux-gnu-gcc", "-O1")
    programs = sorted(HERE.rglob("test_*.c"))
    assert build.compile_all(programs), build.failed
    wrong = {}
    for program in programs:
        made = build.program(program, link=("-static",))
        done = subprocess.run(["qemu-s390x", made], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", timeout=600)
        print(done.stdout)
        if done.returncode not in (0, 77):
            wrong[program.name] = done.stdout[-2000:]
    assert not wrong, wrong
