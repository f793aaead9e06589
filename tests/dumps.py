"""The small C programs (tests/c/*/*_dump.c) that let Python judge a floor of the core without the binding, linked with the objects of the C tests:
those with small constants, which no answer depends on."""

import subprocess
import sys
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import cbuild  # noqa: E402


@cache
def program(name: str) -> Path:
    """The program of tests/c/*/NAME.c, made when first asked for."""
    compiler = next((each for each in ("gcc", "clang") if cbuild.why_not(each, ()) is None), None)
    if compiler is None:
        raise RuntimeError("no C compiler: install gcc or clang")
    (source,) = (ROOT / "tests/c").glob(f"*/{name}.c")
    build = cbuild.Build("small", compiler)
    build.library()
    return build.program(source)


def run(name: str, data: bytes, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([str(program(name)), *arguments], input=data, capture_output=True, check=True)
