"""Inputs shaped to hurt: time stays linear, memory within a stated multiple, and nothing is lost."""

import json
import os
import subprocess
import sys
from functools import cache

import hostile_shapes as shapes
import pytest

LONG = bool(os.environ.get("POSTDEX_LONG"))
# Memory beyond the input while a page is parsed and indexed, and what it leaves, is at most this:
PER_BYTE, PER_LINE, ALWAYS = 32, 320, 16 << 20


@cache
def parsed(name: str, size: int, *options: str) -> dict:
    env = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}
    command = [sys.executable, shapes.__file__, name, str(size), *options]
    done = subprocess.run(command, capture_output=True, env=env, timeout=1800)
    assert done.returncode == 0, done.stderr.decode()[-2000:]
    return json.loads(done.stdout)


def held(name: str, size: int, told: dict) -> None:
    if told["peak"] is None:
        pytest.skip("this system does not tell the peak of a process")
    lines = shapes.SHAPES[name][0](size).count(b"\n")
    assert told["peak"] <= PER_BYTE * told["bytes"] + PER_LINE * lines + ALWAYS


@pytest.mark.parametrize("name", shapes.SHAPES)
def test_nothing_is_lost(name):
    told = parsed(name, shapes.SHAPES[name][1] // 8, "--join")
    assert told["joined"]


@pytest.mark.large
@pytest.mark.parametrize("name", shapes.SHAPES)
def test_memory_is_a_multiple_of_the_page(name):
    size = shapes.SHAPES[name][1]
    held(name, size, parsed(name, size))


@pytest.mark.large
@pytest.mark.parametrize("name", [*shapes.SHAPES, *shapes.RECORDS])
def test_time_is_linear(name):
    """Four times the input takes about four times as long: quadratic work would take sixteen. Time is the process's own;
    others press on its caches all the same, so the best of three is taken, and a few milliseconds are forgiven."""
    size = {**shapes.SHAPES, **shapes.RECORDS}[name][1]
    attempts = []
    for _ in range(3):
        small, large = parsed.__wrapped__(name, size)["seconds"], parsed.__wrapped__(name, 4 * size)["seconds"]
        attempts.append((large - 0.02) / small)
        if attempts[-1] < 8:
            return
    pytest.fail(f"four times the input took {min(attempts):.1f} times as long")


@pytest.mark.large
def test_a_huge_line():
    """64 MB without a newline; 1 GB in the long form."""
    size = 1 << 30 if LONG else 64 << 20
    told = parsed("one line of words", size, "--join")
    assert told["bytes"] == size
    assert told["posts"] == 1
    assert told["joined"]
    held("one line of words", size, told)


@pytest.mark.large
def test_a_million_empty_lines():
    told = parsed("empty lines", 10**6, "--join")
    assert told["posts"] == 0
    assert told["joined"]


@pytest.mark.large
def test_a_hundred_thousand_tags():
    """Of a record all are tags. On a page, a line of so many is not taken for one of tags; it is kept, and can be searched."""
    import postdex as pdx

    tags = [f"Quay {i}" for i in range(10**5)]
    archive = pdx.from_records([{"title": "Low tide", "text": "The ferry waited.", "tags": tags}])
    assert list(archive[0].tags) == tags
    assert len(archive.tags) == 10**5
    assert len(archive.where(tag="Quay 99999")) == 1
    page = pdx.parse(shapes.many_tags(10**5))
    assert len(page) in (9, 10)
    assert len(page.find("99998")) == 1
    few = pdx.parse(shapes.many_tags(100))
    assert len(few) == 10
    assert len(few[5].tags) == 100


@pytest.mark.large
def test_a_page_of_a_hundred_thousand_posts():
    told = parsed("posts", 10**5, "--join")  # every entry is another post: titles may agree by chance, bodies do not
    assert told["joined"]
    assert told["posts"] == 10**5
    held("posts", 10**5, told)
