"""The cost of keeping an archive, at a size for a test: every step runs, and what it says is so."""

import pytest

pytest.importorskip("numpy")

from benchmarks import scale


def test_every_step(tmp_path):
    told = list(scale.steps(tmp_path, 1500, 750, 30, 1))
    names = [name for name, _ in told]
    assert names == ["build, 750 posts a file, memory 0 MiB", "open and ask", "add 100", "add 15 (1 %)", "delete 15 (1 %)", "open and ask", "optimize", "open and ask"]
    assert [figures["posts"] for _, figures in told if "posts" in figures] == [1500, 1600, 1600]
    assert told[4][1]["deleted"] == 15
    built, added = told[0][1], told[2][1]
    assert 0 < added["written"] < built["written"] / 4  # what is new, not what is there
    for _, figures in told:
        assert figures["own"] > 0 and figures["size"] > 0
        assert figures["peak"] * 1.05 >= figures["own"]  # the system counts them apart, and late by some pages
    assert sorted(file.name for file in tmp_path.glob("*.jsonl")) == ["posts-1500-1600.jsonl", "posts-1600-1615.jsonl"]
    text = scale.table(1500, told)
    assert text.count("\n") == 2 + 2 + len(told) and "| optimize |" in text
