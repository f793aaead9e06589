"""The stubs of the core and the declarations of the package say what is there, and the package passes the strict type check."""

import importlib.util
import subprocess
import sys
from pathlib import Path

import pytest

import postdex

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(importlib.util.find_spec("mypy") is None, reason="mypy is not installed")


def run(*args, cwd):
    done = subprocess.run([sys.executable, "-m", *args], capture_output=True, text=True, cwd=cwd, timeout=300)
    return done.returncode, done.stdout + done.stderr


def test_stubtest_with_no_allowlist(tmp_path):
    settings = tmp_path / "mypy.ini"
    settings.write_text("[mypy]\n", encoding="utf-8")
    code, said = run(
        "mypy.stubtest", "postdex", "--mypy-config-file", str(settings), cwd=Path(postdex.__file__).parents[1]
    )
    assert code == 0, said


def test_strict():
    code, said = run("mypy", "--config-file", str(ROOT / "pyproject.toml"), str(ROOT / "python/postdex"), cwd=ROOT)
    assert code == 0, said


def test_a_users_code_is_understood(tmp_path):
    """What a notebook does has the types that a reader expects."""
    script = Path(__file__).with_name("user.py")
    code, said = run("mypy", "--strict", "--config-file", str(ROOT / "pyproject.toml"), str(script), cwd=ROOT)
    assert code == 0, said
