"""Builds the small C programs that let Python judge `post/` without the binding."""

import os
import shutil
import subprocess
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
_built: dict[str, Path] = {}


def _sources() -> list[Path]:
    """What `post/` links: of `page/` it calls the questions about characters alone, and reads its structures."""
    files = [file for folder in ("base", "kernels", "text", "post") for file in sorted((ROOT / "csrc" / folder).glob("*.c"))]
    return [*files, ROOT / "csrc" / "page" / "chars.c"]


def dump_program(name: str) -> Path:
    """Compiles tests/c/post/NAME.c with the floors that it stands on; gives the program's path."""
    if name not in _built:
        compiler = os.environ.get("CC") or shutil.which("cc") or shutil.which("gcc") or shutil.which("clang")
        if compiler is None:
            raise RuntimeError("no C compiler: install gcc or clang, or set CC")
        target = Path(tempfile.mkdtemp(prefix="postdex-test-")) / name
        command = [compiler, "-std=c11", "-O2", f"-I{ROOT / 'csrc'}", str(ROOT / "tests" / "c" / "post" / f"{name}.c")]
        subprocess.run([*command, *map(str, _sources()), "-lm", "-o", str(target)], check=True)
        _built[name] = target
    return _built[name]


def run(name: str, data: bytes, *arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run([str(dump_program(name)), *arguments], input=data, capture_output=True, check=True)
