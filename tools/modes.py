"""How the C code is compiled: the build modes, the flags, and what to say when it cannot be.

The one place for these: setup.py builds the extension from it, tests/test_c.py the C tests, tools/fuzz.py the fuzz
targets. No imports beyond the standard library, since setup.py runs before anything is installed.
"""

from __future__ import annotations

import os
import platform
import re
import shutil
import subprocess
import sys
import sysconfig
import tempfile
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
CSRC = ROOT / "csrc"
JOBS = 2


@dataclass(frozen=True)
class Mode:
    """Compiler flags (in the manner of gcc and clang), flags for the link, and macros."""

    compile: tuple[str, ...]
    link: tuple[str, ...] = ()
    undefine: tuple[str, ...] = ("NDEBUG",)
    define: tuple[str, ...] = ("PDX_TESTING",)


# Not asked: whether a pointer that is read through is null (reading ends the process all the same), and what the compiler thinks an object's
# size to be (the address sanitizer knows): they take a quarter of the time of compiling.
_SANITIZE = ("-fsanitize=address,undefined", "-fno-sanitize=null,object-size", "-fno-sanitize-recover=undefined")
_RACES = ("-fsanitize=thread",)

MODES = {
    "release": Mode(("-O2", "-g0"), undefine=(), define=("NDEBUG",)),
    "debug": Mode(("-O0", "-g")),
    "asan": Mode(("-O1", "-g1", "-fno-omit-frame-pointer", *_SANITIZE), _SANITIZE),
    # Tiny blocks and buffers, so that small tests cross every limit.
    "small": Mode(("-O1", "-g1"), define=("PDX_TESTING", "PDX_SMALL")),
    # Of the same: what threads come to together is all there is in a small archive.
    "tsan": Mode(("-O1", "-g1", "-fno-omit-frame-pointer", *_RACES), _RACES, define=("PDX_TESTING", "PDX_SMALL")),
}

STANDARD = ("-std=c11", "-fvisibility=hidden", "-ffp-contract=off")  # the last: scores are the same bits on every machine
WARNINGS = ("-Wall", "-Wextra", "-Wshadow", "-Wconversion", "-Wstrict-prototypes", "-Wmissing-prototypes", "-Wvla")
MSVC_STANDARD = ("/std:c11", "/utf-8")
MSVC_MODES = {"release": ("/O2",), "debug": ("/Od", "/Z7"), "small": ("/O1", "/Z7"), "asan": ("/O1", "/Z7", "/fsanitize=address")}


def chosen(environ: dict[str, str] | os._Environ[str] = os.environ) -> str:
    """The mode that POSTDEX_BUILD names; release when it names none."""
    name = environ.get("POSTDEX_BUILD", "release")
    if name not in MODES:
        raise SystemExit(f"POSTDEX_BUILD={name}: there is no such build mode; use one of {', '.join(MODES)}")
    return name


def strict(environ: dict[str, str] | os._Environ[str] = os.environ) -> tuple[str, ...]:
    """Warnings as errors, when POSTDEX_STRICT is set: so ./check builds. What Python's headers do is not for us to mend."""
    return (*WARNINGS, "-Werror", "-isystem", sysconfig.get_path("include")) if environ.get("POSTDEX_STRICT") else ()


def macro_flags(mode: Mode) -> tuple[str, ...]:
    return (*(f"-U{name}" for name in mode.undefine), *(f"-D{name}" for name in mode.define))


def sources(with_binding: bool) -> list[Path]:
    """Every C file of csrc/, in a fixed order; without py/ when `with_binding` is false."""
    found = sorted(CSRC.rglob("*.c"))
    return [path for path in found if with_binding or path.relative_to(CSRC).parts[0] != "py"]


def binding() -> list[Path]:
    """The C files that want Python's headers."""
    return sorted(CSRC.joinpath("py").rglob("*.c"))


def version() -> str:
    text = (ROOT / "python/postdex/_version.py").read_text(encoding="utf-8")
    return re.search(r'^__version__ = "([^"]+)"$', text, re.MULTILINE).group(1)  # type: ignore[union-attr]


def headers() -> list[Path]:
    return sorted(path for path in CSRC.rglob("*") if path.suffix in {".h", ".def"})


# ---- the message for a machine that cannot compile


def _linux_family() -> str:
    try:
        release = platform.freedesktop_os_release()
    except OSError:
        return ""
    names = f"{release.get('ID', '')} {release.get('ID_LIKE', '')}".split()
    families = {"debian": "debian", "ubuntu": "debian", "fedora": "fedora", "rhel": "fedora", "centos": "fedora",
                "suse": "suse", "opensuse": "suse", "arch": "arch", "alpine": "alpine"}  # fmt: skip
    return next((families[name] for name in names if name in families), "")


def _remedy(compiler: bool, headers: bool) -> str:
    """The command that installs a compiler, this Python's headers, or both."""
    version = f"{sys.version_info.major}.{sys.version_info.minor}"
    if sys.platform == "darwin":
        lines = ["xcode-select --install"] * compiler + [f"brew install python@{version}"] * headers
        return "\n    ".join(lines)
    if sys.platform == "win32":
        tools = "--wait --passive --add Microsoft.VisualStudio.Workload.VCTools --includeRecommended"
        lines = [f'winget install Microsoft.VisualStudio.2022.BuildTools --override "{tools}"'] * compiler
        return "\n    ".join(lines + [f"winget install Python.Python.{version}"] * headers)
    install, for_compiler, for_headers = {
        "debian": ("sudo apt-get install", "gcc libc6-dev", f"python{version}-dev"),
        "fedora": ("sudo dnf install", "gcc", "python3-devel"),
        "suse": ("sudo zypper install", "gcc", "python3-devel"),
        "arch": ("sudo pacman -S", "gcc", "python"),
        "alpine": ("sudo apk add", "gcc musl-dev", "python3-dev"),
    }.get(_linux_family(), ("install", "gcc or clang with the C library's headers,", f"the headers of Python {version}"))
    return " ".join([install, *[for_compiler] * compiler, *[for_headers] * headers])


def _compiles(command: list[str], text: str) -> bool:
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "probe.c")
        source.write_text(text)
        try:
            done = subprocess.run([*command, "-c", str(source), "-o", str(Path(folder, "probe.o"))], capture_output=True)
        except OSError:
            return False
        return done.returncode == 0


def missing() -> str | None:
    """What stands between this machine and a build of the extension, with its remedy; None when nothing does."""
    header = Path(sysconfig.get_path("include"), "Python.h")
    lacks_headers = not header.exists()
    command = (os.environ.get("CC") or sysconfig.get_config_var("CC") or "cc").split()
    says = []
    if sys.platform == "win32":
        pass  # setuptools finds MSVC by itself, and names the download when it does not
    elif shutil.which(command[0]) is None:
        says.append(f"postdex is written in C and needs a C compiler: {command[0]} was not found.")
    elif not _compiles(command, "#include <stdio.h>\nint main(void) { return 0; }\n"):
        says.append(f"postdex is written in C, and the compiler here ({' '.join(command)}) cannot compile a line of it.")
    lacks_compiler = bool(says)
    if lacks_headers:
        says.append(f"postdex needs the C headers of Python {platform.python_version()}: {header} is not there.")
    if not says:
        return None
    return "\n".join([*says, "Install what is missing with:", f"    {_remedy(lacks_compiler, lacks_headers)}"])
