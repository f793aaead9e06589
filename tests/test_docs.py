"""What README.md and the guide show is what the package prints.

Every `pycon` and `console` block is run, in order, in a folder that holds the two pages of the sample as `pages/`; the
document with the real outputs in place of the shown ones must be the document. To renew outputs after a change:

    python tests/test_docs.py --write
"""

from __future__ import annotations

import ast
import contextlib
import doctest
import io
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterator
from pathlib import Path

import pytest

import postdex

ROOT = Path(__file__).resolve().parent.parent
SHOWN = [
    "README.md",
    "docs/guide.md",
    "docs/bad-input.md",
    "docs/keeping.md",
    "docs/forms.md",
    "docs/diff.md",
    "docs/profiles.md",
    "docs/measures.md",
    "docs/names.md",
    "docs/quotes.md",
    "docs/repeats.md",
    "docs/regex.md",
    "docs/labels.md",
    "docs/five-minutes.md",
    "docs/from-crawl-to-chart.md",
    "docs/from-other-tools.md",
]
FENCED = re.compile(r"^```(pycon|console)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")


@contextlib.contextmanager
def place() -> Iterator[dict[str, str]]:
    """A new working folder with pages/ and a `postdex` command; gives the environment for commands."""
    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        pages, commands = Path(folder, "work", "pages"), Path(folder, "bin")
        pages.mkdir(parents=True)
        commands.mkdir()
        for path in postdex.sample():
            shutil.copy(path, pages)
        command = commands / "postdex"
        command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m postdex "$@"\n')
        command.chmod(0o755)
        environ = {**os.environ, "PATH": f"{commands}{os.pathsep}{os.environ['PATH']}", "COLUMNS": "80", "PYTHONUTF8": "1"}
        environ["PYTHONPATH"] = os.pathsep.join([str(Path(postdex.__file__).parent.parent), os.environ.get("PYTHONPATH", "")])
        os.chdir(pages.parent)
        try:
            yield environ
        finally:
            os.chdir(before)


def example_output(source: str, names: dict[str, object]) -> str:
    """What the interpreter prints for a statement; of an exception the last lines, as in doctest."""
    out = io.StringIO()
    with contextlib.redirect_stdout(out):
        try:
            exec(compile(source, "<document>", "single"), names)  # noqa: S102  our own document
        except Exception as error:  # noqa: BLE001  shown, as the interpreter does
            out.write("Traceback (most recent call last):\n  ...\n" + "".join(traceback.format_exception_only(error)))
    return out.getvalue()


def rerun_pycon(block: str, names: dict[str, object]) -> str:
    made = []
    for piece in doctest.DocTestParser().parse(block):
        if isinstance(piece, str):
            made.append(piece)
            continue
        first, *rest = piece.source.splitlines()
        made.append(f">>> {first}\n" + "".join(f"... {line}\n" if line else "...\n" for line in rest))
        made.append(example_output(piece.source, names))
    return "".join(made)


def rerun_console(block: str, environ: dict[str, str]) -> str:
    made = []
    for line in block.splitlines():
        if line.startswith("$ "):
            done = subprocess.run(
                ["sh", "-c", line[2:]], check=False, env=environ, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
            )
            made.append(f"{line}\n{done.stdout.decode()}")
    return "".join(made)


def rerun(document: str) -> str:
    """The document with each shown output replaced by the real one."""
    names: dict[str, object] = {"__name__": "__main__"}
    with place() as environ:

        def real(found: re.Match[str]) -> str:
            kind, block = found.groups()
            made = rerun_pycon(block, names) if kind == "pycon" else rerun_console(block, environ)
            return f"```{kind}\n{made}```"

        return FENCED.sub(real, document)


@pytest.mark.skipif(shutil.which("sh") is None, reason="the console blocks need sh")
@pytest.mark.parametrize("name", SHOWN)
def test_shown_outputs_are_real(name):
    document = (ROOT / name).read_text(encoding="utf-8")
    assert rerun(document) == document, f"renew the outputs with: python tests/test_docs.py --write {name}"


def test_a_wrong_output_is_seen():
    shown = "```pycon\n>>> 1 + 1\n3\n>>> [][0]\nnothing\n```\n\n```console\n$ echo one; echo two >&2\nthree\n```\n"
    real = "```pycon\n>>> 1 + 1\n2\n>>> [][0]\nTraceback (most recent call last):\n  ...\nIndexError: list index out of range\n```\n\n"
    assert rerun(shown) == real + "```console\n$ echo one; echo two >&2\none\ntwo\n```\n"


def page_of_posts(n: int) -> str:
    choose = random.Random(3)
    words = "river bridge council market lantern quay tide garden ledger window engine ferry winter school orchard clock".split()

    def some(count: int) -> str:
        return " ".join(choose.choice(words) for _ in range(count)).capitalize()

    def entry(i: int) -> str:
        picture = f"{some(4)} {i}"
        lines = [f"{some(1)},{some(1)},Beta", picture, f"{some(5)} {i}", picture, f"{some(40)}.", f"{some(30)}.", "Staff Writer", "Continue Reading"]
        return "".join(f"{line}\n\n" for line in lines)

    return "Posts Tagged ‘Beta’\n\n" + "".join(map(entry, range(n)))


SHAPES = {  # as in docs/bad-input.md: the page, and how many posts it holds
    "10,000 posts of 80 words": (lambda: page_of_posts(10_000), 10_000),
    "one line of 20 MB": (lambda: "word " * 4_000_000, 1),
    "5,000,000 empty lines": (lambda: "\n" * 5_000_000, 0),
    "100,000 different tags in a line": (lambda: ",".join(f"tag{i}" for i in range(100_000)) + "\n\nA title\n\nA text.", 1),
}
MEASURE = """
import re, sys, postdex
most = lambda: 1024 * int(re.search("VmHWM:\\\\s*([0-9]+) kB", open("/proc/self/status").read())[1])
postdex.open(postdex.sample())
before = most()
archive = postdex.open(sys.argv[1], progress=False)
print(len(archive), (most() - before) / archive.sources[0].size)
"""


@pytest.mark.large
@pytest.mark.skipif(sys.platform != "linux", reason="counts memory as Linux does")
@pytest.mark.parametrize("shape", SHAPES)
def test_memory_is_within_what_is_stated(shape, tmp_path):
    document = (ROOT / "docs/bad-input.md").read_text(encoding="utf-8")
    stated = re.search(rf"^\| {shape} \| (\d+) \|$", document, re.MULTILINE)
    assert stated, "the table of docs/bad-input.md has no such row"
    make, n_posts = SHAPES[shape]
    path = tmp_path / "page.txt"
    path.write_text(make(), encoding="utf-8")
    with place() as environ:
        done = subprocess.run([sys.executable, "-c", MEASURE, str(path)], check=True, env=environ, stdout=subprocess.PIPE)
    posts, times = done.stdout.split()
    assert int(posts) == n_posts
    assert 1 < float(times) <= int(stated[1])


@pytest.mark.standalone
@pytest.mark.parametrize("path", [ROOT / "README.md", ROOT / "ARCHITECTURE.md", *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.relative_to(ROOT).as_posix())
def test_links_lead_somewhere(path):
    document = re.sub(r"^```.*?^```$|`[^`]*`", "", path.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    targets = [target for target in LINK.findall(document) if "://" not in target]
    wrong = [target for target in targets if target.partition("#")[0] and not (path.parent / target.partition("#")[0]).exists()]
    assert not wrong


@pytest.mark.standalone
@pytest.mark.parametrize("path", sorted((ROOT / "docs").glob("*.ipynb")), ids=lambda path: path.name)
def test_a_notebook_is_executed_and_shows_no_machine(path):
    import json

    text = path.read_text(encoding="utf-8")
    cells = [cell for cell in json.loads(text)["cells"] if cell["cell_type"] == "code"]
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert not [cell for cell in cells for output in cell["outputs"] if output["output_type"] in ("error", "stream") and output.get("name") != "stdout"]
    assert not re.search(r"/(work|root|home|tmp|Users)/|site-packages", text)
    for cell in cells:
        ast.parse("".join(cell["source"]))


def main() -> int:
    names = [name for name in sys.argv[1:] if name != "--write"] or SHOWN
    different = 0
    for name in names:
        path = ROOT / name
        document = path.read_text(encoding="utf-8")
        real = rerun(document)
        if real != document:
            different += 1
            print(f"{name}: outputs differ")
            if "--write" in sys.argv:
                path.write_text(real, encoding="utf-8")
                print(f"{name}: written")
    return 0 if "--write" in sys.argv else min(different, 1)


if __name__ == "__main__":
    sys.exit(main())
