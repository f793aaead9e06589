"""Lines of C can be read without turning the page aside, and files of tests can be told from one another."""

from collections import Counter
from pathlib import Path

import pytest

pytestmark = pytest.mark.standalone
CSRC = Path(__file__).resolve().parent.parent / "csrc"
WIDTH = 150


def long_lines(folder: Path) -> list[str]:
    """Lines beyond the width; a comment behind a declaration may go over it, and so may tables of a generator."""
    found = []
    for path in sorted(folder.rglob("*.[ch]")):
        if path.name.startswith("tables_"):
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            code = line.split(" /*")[0] if not line.lstrip().startswith(("/*", "* ")) else line
            if len(code) > WIDTH:
                found.append(f"{path.relative_to(folder)}:{number}: {len(code)}")
    return found


def test_no_line_is_longer():
    assert long_lines(CSRC) == []


def test_a_planted_line_is_found(tmp_path):
    (tmp_path / "wide.c").write_text("int short_one; /* " + "x" * 200 + " */\n/* " + "x" * 200 + " */\nint " + "y" * 200 + ";\n")
    assert long_lines(tmp_path) == ["wide.c:2: 206", "wide.c:3: 205"]


def same_names(folder: Path) -> list[str]:
    """Names that several files of tests have: a run of all of them imports each by its name alone."""
    names = Counter(path.name for path in folder.rglob("test_*.py"))
    return sorted(name for name, n in names.items() if n > 1)


def test_each_file_of_tests_has_a_name_of_its_own(tmp_path):
    assert same_names(Path(__file__).resolve().parent) == []
    for folder in ("unit", "truth"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "test_twice.py").touch()
    assert same_names(tmp_path) == ["test_twice.py"]
