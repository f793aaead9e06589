"""The bench compares answers before times, and is seen to catch engines that are wrong."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("numpy")

from benchmarks import compare, corpus, queries, report, rounds, worker  # noqa: E402

ROOT = Path(__file__).resolve().parents[2]
N = 300


@pytest.fixture(scope="module")
def posts(tmp_path_factory):
    return corpus.cached(N, tmp_path_factory.mktemp("cache"))


@pytest.fixture(scope="module")
def sample(posts):
    return queries.Sample.of(corpus.read(posts))


def bench(posts, sample, *names):
    asked = queries.generate(sample, 3, batch=9)
    plan = rounds.Plan(N, posts, asked, sample, ["postdex", *names], 2, 2.0, {"top 10": ("or-2", "fuzzy"), "count": ("or-2",)})
    return rounds.Bench(plan, lambda line: None).run()


def test_engines_that_agree_have_no_findings(posts, sample):
    result = bench(posts, sample, "FTS5")
    assert result["findings"] == []
    assert result["compared"]["FTS5"][0] > 40
    assert result["axes"]["top 10"]["or-2"].keys() == {"postdex", "FTS5"}
    assert "FTS5" not in result["axes"]["top 10"]["fuzzy"], "it has no fuzzy words"
    ratios = report.summary(result)
    assert ratios.keys() == {"top 10, or-2", "count, or-2", "build"} and min(ratios.values()) > 0
    shown = report.markdown([json.loads(json.dumps(result))])
    assert "| or-2 |" in shown and "not there yet" in shown and "| FTS5 " in shown


@pytest.mark.parametrize(
    ("planted", "what"), [("DropsOne", "posts match"), ("SwapsOne", "posts match"), ("Miscounts", "but lists"), ("Breaks", "planted")]
)
def test_an_engine_that_is_wrong_is_caught(posts, sample, planted, what):
    result = bench(posts, sample, f"planted_engine:{planted}")
    assert any(what in finding for finding in result["findings"])


def test_postdex_and_fts5_find_what_plain_reading_finds(posts, sample):
    every = list(corpus.read(posts))
    asked = [query for query in queries.generate(sample, 4, seed=11, batch=9) if query.kind in ("or", "and", "phrase", "prefix")]
    for name in ("postdex", "FTS5"):
        one = worker.Worker(name)
        one.build(posts, N)
        one.load(asked)
        for i, query in enumerate(asked):
            wanted = [post.number for post in every if queries.matches(query, post)]
            assert one.matches(i) == wanted, (name, query)
            assert one.answer(i)["count"] == len(wanted)
            assert len(one.answer(i)["ranked"]) == min(10, len(wanted))


def test_an_engine_that_is_not_there_is_skipped_and_told(posts, sample):
    result = bench(posts, sample, "no_such_module:Engine")
    assert "not installed" in result["skipped"]["no_such_module:Engine"]


def test_scores_are_held_to_five_digits():
    query = queries.Query("term", "or", ("rain",))
    mine = [(3, 2.0), (1, 1.5), (9, 1.5)]
    assert compare.scores(query, "other", mine, [(3, 2.0000001), (9, 1.5), (1, 1.5)]) == []
    assert compare.scores(query, "other", mine, [(3, 2.0), (1, 1.5001), (9, 1.5)])
    assert compare.scores(query, "other", mine, [(1, 2.0), (3, 1.5), (9, 1.5)]), "right scores of the wrong posts"
    assert compare.scores(query, "other", mine, [(3, 1.0), (1, 0.75), (9, 0.75)], factor=2.0) == []


def test_a_goal_is_reached_when_all_of_it_is():
    result = {"posts": 1, "machine": {}, "engines": {}, "skipped": {}, "builds": {}, "axes": {}, "others": {"50 lines": {"postdex": 149_000.0, "NLTK": 9e6}}}
    row = next(row for row in report.goal_rows(result) if "| first 50 lines |" in row)
    assert "60.4× **reached**" in row
    result["others"]["50 lines"] = {"postdex": 151_000.0, "NLTK": 9e6}
    row = next(row for row in report.goal_rows(result) if "| first 50 lines |" in row)
    assert "59.6×" in row and "reached" not in row
    result["others"]["50 lines"] = {"postdex": 100.0, "NLTK": 50.0}
    assert any("*(behind)*" in row for row in report.goal_rows(result))


def test_what_is_timed_on_the_wall_needs_an_idle_machine():
    result = {"posts": 1, "machine": {"cores": 2, "load": [1.2, 1.0, 9.0]}, "engines": {}, "skipped": {}, "builds": {}, "axes": {}}
    result["others"] = {"threads": {"postdex": 1e9, "one thread": 1.9e9}}
    assert any("two threads | one thread" in row and "1.9× **reached**" in row for row in report.goal_rows(result))
    result["machine"]["load after"] = [7.5, 2.0, 1.0]
    assert any("two threads | one thread" in row and "the machine was busy" in row for row in report.goal_rows(result))


def test_reading_is_taken_off_the_time_of_building(posts):
    feed = worker.Feed(posts, 50)
    assert len(list(feed)) == 50 == feed.n
    assert feed.reading > 0 and feed.bytes > 1_000


def test_a_fall_is_told_and_does_not_fail(tmp_path, monkeypatch, capsys):
    from benchmarks import __main__ as command

    kept = tmp_path / "baseline.json"
    kept.write_text(json.dumps({"build": 1e9}))
    monkeypatch.setattr(command, "BASELINE", kept)
    monkeypatch.setattr(rounds, "SHORT_AXES", {"count": ("or-2",)})
    monkeypatch.setattr(corpus, "cached", lambda n, cache, cached=corpus.cached: cached(N, tmp_path))
    monkeypatch.setattr(sys, "argv", ["benchmarks", "--short", "--cache", str(tmp_path)])
    assert command.main() == 0
    out = capsys.readouterr().out
    assert "FELL by more than 30 %" in out and out.count("FELL") == 1


def test_the_command_names_engines_that_it_does_not_know(tmp_path):
    done = subprocess.run([sys.executable, "-m", "benchmarks", "--posts", "50", "--engines", "nosuch", "--cache", tmp_path],
                          cwd=ROOT, capture_output=True, text=True)  # fmt: skip
    assert done.returncode != 0 and "no such engine: nosuch; there are postdex, FTS5" in done.stderr
