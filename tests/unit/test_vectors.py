"""Whatever vectors the processor has and however many threads build: the same saved bytes, answers and orders."""

import hashlib
import random

import pytest

import postdex as pdx
from postdex import _core

WORDS = [f"{a}{b}{c}" for a in "brst" for b in "aeiou" for c in ("n", "nd", "le", "ré")]
QUERIES = ["ban OR ran OR tin", "ban ran", '"san tale"', "tin NEAR/4 bole", "ri*", "ban~1", "tag:odd ban OR ban", "-ban", "title:sun OR ride OR rand OR tonde"]
LEVELS = sorted({_core._vectors(level) for level in range(3)})
_core._vectors(2)


def rows(n: int = 1_500):
    rng = random.Random(7)
    weights = [1 / (1 + i) for i in range(len(WORDS))]
    for i in range(n):
        text = " ".join(rng.choices(WORDS, weights, k=rng.randint(3, 90)))
        yield {"title": " ".join(rng.choices(WORDS, k=3)), "tags": ["odd"] if i % 2 else ["even", "Ran"], "text": text.capitalize() + ".", "date": f"20{10 + i % 9}-03-{1 + i % 28:02}"}


def told(level: int, threads: int, folder) -> tuple:
    _core._vectors(level)
    try:
        archive = pdx.from_records(rows(), name="rows", language="en", progress=False, threads=threads)
        archive.save(folder, progress=False)
        files = {path.name: hashlib.sha256(path.read_bytes()).hexdigest() for path in folder.glob("*-*")}
        answers = [list(archive.search_many(QUERIES, k)) for k in (3, 10, 1_000)]
        lines = archive.find("ban OR ran").sort("after").select("post", "before", "node", "after").to_dicts()
        return files, answers, lines
    finally:
        _core._vectors(2)


@pytest.fixture(scope="module")
def wanted(tmp_path_factory):
    return told(0, 1, tmp_path_factory.mktemp("base") / "a.pdx")


@pytest.mark.parametrize("threads", [1, 2, 3])
@pytest.mark.parametrize("level", LEVELS)
def test_the_same_at_every_level_and_number_of_threads(level, threads, wanted, tmp_path):
    given = told(level, threads, tmp_path / "a.pdx")
    assert given[0] == wanted[0]
    assert given[1] == wanted[1]
    assert given[2] == wanted[2]


def test_a_level_that_the_processor_lacks_is_not_used():
    assert _core._vectors(0) == 0
    assert _core._vectors(99) == LEVELS[-1]
