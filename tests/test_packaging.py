"""What users install: the version in one place, an sdist that builds anywhere, one clear message where it cannot."""

import importlib.metadata
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import zipfile
from pathlib import Path

import modes
import pytest

ROOT = Path(__file__).resolve().parent.parent
BUILD = [sys.executable, "setup.py", "build_ext"]


def run(command, cwd=ROOT, **environ):
    clean = {name: value for name, value in os.environ.items() if name not in {"PYTHONPATH", "LD_PRELOAD", "CC", "POSTDEX_STRICT"}}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**clean, **environ}, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)  # fmt: skip
    return done.returncode, done.stdout


def test_the_version_stands_in_one_place():
    import postdex
    import postdex._core
    import postdex._version

    assert postdex.__version__ == postdex._version.__version__ == postdex._core.__version__
    assert importlib.metadata.version("postdex") == postdex.__version__


@pytest.mark.standalone  # builds for tests have verbs more
@pytest.mark.skipif(shutil.which("nm") is None, reason="needs nm")
def test_the_extension_exports_its_init_alone():
    import postdex._core

    code, out = run(["nm", "-D", "--defined-only", "--extern-only", postdex._core.__file__])
    assert code == 0
    names = {line.split()[-1] for line in out.splitlines()}
    assert {name for name in names if not name.startswith(("_init", "_fini", "__"))} == {"PyInit__core"}


# ---- where it cannot be built


def lines_that_say(text):
    return [line for line in text.splitlines() if line.strip()]


def only_tools(folder, *names):
    """A PATH that holds nothing but these programs."""
    folder.mkdir()
    for name in names:
        (folder / name).symlink_to(shutil.which(name))
    return str(folder)


@pytest.mark.standalone
@pytest.mark.skipif(sys.platform == "win32", reason="setuptools itself looks for MSVC and says how to get it")
class TestWhereItCannotBeBuilt:
    def test_no_compiler(self, tmp_path):
        code, out = run(BUILD, PATH=only_tools(tmp_path / "bin"))
        assert code != 0
        said = lines_that_say(out)
        assert "needs a C compiler" in said[0]
        assert said[-1].strip() == modes._remedy(compiler=True, headers=False)
        assert len(said) == 3, out

    def test_a_compiler_that_cannot_compile(self, tmp_path):
        broken = tmp_path / "broken-cc"
        broken.write_text("#!/bin/sh\nexit 1\n")
        broken.chmod(0o755)
        code, out = run(BUILD, CC=str(broken))
        assert code != 0
        said = lines_that_say(out)
        assert "cannot compile a line" in said[0]
        assert str(broken) in said[0]
        assert len(said) == 3, out

    def test_no_python_headers(self, monkeypatch, tmp_path):
        monkeypatch.setattr(sysconfig, "get_path", lambda *_, **__: str(tmp_path))
        said = lines_that_say(modes.missing())
        assert "C headers of Python" in said[0]
        assert str(tmp_path / "Python.h") in said[0]
        assert said[-1].strip() == modes._remedy(compiler=False, headers=True)

    def test_neither(self, monkeypatch, tmp_path):
        """Both are told at once, with one command."""
        monkeypatch.setattr(sysconfig, "get_path", lambda *_, **__: str(tmp_path))
        monkeypatch.setenv("CC", "no-such-compiler")
        said = lines_that_say(modes.missing())
        assert "no-such-compiler was not found" in said[0]
        assert "C headers of Python" in said[1]
        assert len(said) == 4

    @pytest.mark.parametrize(
        ("release", "command"),
        [
            ({"ID": "debian"}, "sudo apt-get install gcc libc6-dev python3.{}-dev"),
            ({"ID": "linuxmint", "ID_LIKE": "ubuntu debian"}, "sudo apt-get install gcc libc6-dev python3.{}-dev"),
            ({"ID": "rocky", "ID_LIKE": "rhel centos fedora"}, "sudo dnf install gcc python3-devel"),
            ({"ID": "alpine"}, "sudo apk add gcc musl-dev python3-dev"),
        ],
    )
    def test_the_packages_are_those_of_the_system(self, monkeypatch, release, command):
        monkeypatch.setattr(sys, "platform", "linux")
        monkeypatch.setattr("platform.freedesktop_os_release", lambda: release)
        assert modes._remedy(compiler=True, headers=True) == command.format(sys.version_info.minor)

    def test_an_unknown_mode(self):
        code, out = run(BUILD, POSTDEX_BUILD="fast")
        assert code != 0
        assert lines_that_say(out) == ["POSTDEX_BUILD=fast: there is no such build mode; use one of release, debug, asan, small, tsan"]


# ---- from source distribution to a clean environment


@pytest.fixture(scope="module")
def sdist(tmp_path_factory):
    """The sdist of the files that git knows, so that what lies about in a checkout neither helps nor hurts."""
    if shutil.which("git") is None or not (ROOT / ".git").exists():
        pytest.skip("needs a git checkout")
    tree, out = tmp_path_factory.mktemp("tree"), tmp_path_factory.mktemp("sdist")
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT, text=True).split("\0")
    for name in filter(None, names):
        if (ROOT / name).is_file():
            (tree / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, tree / name)
    code, said = run([sys.executable, "-m", "build", "--sdist", "--no-isolation", "--outdir", out, tree])
    assert code == 0, said
    (made,) = out.glob("*.tar.gz")
    return made


@pytest.fixture(scope="module")
def clean_python(tmp_path_factory):
    place = tmp_path_factory.mktemp("clean")
    code, said = run([sys.executable, "-m", "venv", place])
    assert code == 0, said
    return place / ("Scripts/python.exe" if sys.platform == "win32" else "bin/python")


@pytest.mark.slow
@pytest.mark.standalone
class TestDistribution:
    def test_the_sdist_holds_all_that_a_build_reads(self, sdist):
        with tarfile.open(sdist) as archive:
            names = {name.partition("/")[2] for name in archive.getnames()}
        needed = {path.relative_to(ROOT).as_posix() for path in [*modes.sources(with_binding=True), *modes.headers()]}
        assert needed - names == set()
        assert {"tools/modes.py", "LICENSE", "README.md", "CHANGELOG.md", "tests/c/check.h"} - names == set()
        assert not [name for name in names if name.endswith((".so", ".o", ".pyc")) or name.startswith((".venv", "build/"))]

    def test_it_builds_and_works_in_a_clean_environment(self, sdist, clean_python, tmp_path):
        """In each run without optimizing, which setting up has done already."""
        mode = "release" if "POSTDEX_LONG" in os.environ else "debug"
        code, said = run([clean_python, "-m", "pip", "wheel", "-q", "--no-deps", "-w", tmp_path, sdist], cwd=tmp_path, POSTDEX_BUILD=mode)
        assert code == 0, said
        (wheel,) = tmp_path.glob("postdex-*.whl")
        with zipfile.ZipFile(wheel) as archive:
            names = archive.namelist()
            (metadata,) = [archive.read(name).decode() for name in names if name.endswith(".dist-info/METADATA")]
        assert {"postdex/py.typed", "postdex/_core.pyi", "postdex/__init__.py"} - set(names) == set()
        assert [name for name in names if name.startswith("postdex/sample/")]
        assert not [name for name in names if name.endswith((".c", ".h")) or name.startswith("tests/")]
        assert "License-Expression: Apache-2.0" in metadata
        code, said = run([clean_python, "-m", "pip", "install", "-q", wheel], cwd=tmp_path)
        assert code == 0, said
        code, said = run([clean_python, ROOT / "tools/smoke.py"], cwd=tmp_path)
        assert code == 0, said
        assert str(clean_python.parent.parent) in said

    @pytest.mark.skipif(sys.platform == "win32", reason="as above")
    def test_without_a_compiler_pip_ends_with_the_remedy(self, sdist, clean_python, tmp_path):
        command = [clean_python, "-m", "pip", "install", "--no-deps", "--force-reinstall", "--no-cache-dir", sdist]
        code, said = run(command, cwd=tmp_path, PATH=only_tools(tmp_path / "bin"))
        assert code != 0
        assert modes._remedy(compiler=True, headers=False) in said
        assert "Traceback" not in said
        assert len(said.splitlines()) < 40, said
