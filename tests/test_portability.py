"""The core on machines that are not here: compiled for Windows, and its C tests run on a big-endian processor under emulation."""

import os
import shutil
import subprocess
from pathlib import Path

import cbuild
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


def test_the_core_compiles_for_windows():
    """With the C library of today's Windows, and not optimized: nothing runs it. The compiler's own idea of printf is that of older ones:
    its warnings say nothing."""
    cross_build("windows", "release", "x86_64-w64-mingw32-gcc", "-O0", "-D_UCRT", "-Wno-format", "-Wno-format-extra-args")


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
