"""Runs of words, and those round something, against counts by hand."""

import pickle

import pytest
import words_by_hand as by_hand

import postdex as pdx


def counted(table):
    return {row[0]: tuple(row[1:]) for row in table.select("words", "count", "posts")._tuples()}


def frequent(found, least):
    return {run: counts for run, counts in found.items() if counts[0] >= least}


@pytest.mark.parametrize("seed", range(3))
def test_all_runs(seed, tmp_path):
    made = by_hand.rows(seed + 20)
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[:25])
    with pdx.writer(tmp_path / "saved") as writer:
        writer.add_records(made[25:])
        writer.delete([2])
    archive = pdx.open(tmp_path / "saved")
    posts, titles = ([post for i, post in enumerate(by_hand.posts(made, roles)) if i != 2] for roles in (None, {"title"}))
    for view, of in ((archive, posts), (archive[3:30], posts[3:30]), (archive.within("title"), titles), (archive[:0], [])):
        for n in (1, 2, 3, 5, 8):
            for least in (1, 2, 4):
                table, (found, total) = view.ngrams(n, min_count=least), by_hand.runs(of, n)
                assert counted(table) == frequent(found, least), (n, least)
                assert table.runs == total and table.n == n
                order = [(-row.count, row.words.split(" ")) for row in table]
                assert order == sorted(order)


def test_runs_round_something():
    made = by_hand.rows(3)
    archive, posts = pdx.from_records(made, language="en"), by_hand.posts(made)
    for query, node in (("ba", ["ba"]), ('"be ba"', ["be", "ba"]), ("d*", ["d*"]), ("nothing", ["nothing"])):
        for n in range(1, 6):
            table, (found, total) = archive.clusters(query, n), by_hand.runs(posts, n, node)
            assert counted(table) == found, (query, n)
            assert table.runs == total
            assert counted(archive.clusters(query, n, min_count=3)) == frequent(found, 3)
    assert counted(archive[4:9].within("paragraph").clusters("ba", 2)) == by_hand.runs(by_hand.posts(made, {"paragraph"})[4:9], 2, ["ba"])[0]


@pytest.mark.parametrize("query", ["ba", '"be ba"', "d*", "ba | be", "nothing"])
def test_runs_round_something_are_the_same_before_and_after_the_index_is_turned_round(query):
    """Round few occurrences they are read from the texts: each fresh archive is asked once."""
    made = by_hand.rows(9) * 8
    turned = pdx.from_records(made, language="en")
    turned.spread()
    for n in (1, 3, 5):
        read, other = (each.clusters(query, n, min_count=1) for each in (pdx.from_records(made, language="en"), turned))
        assert list(read._tuples()) == list(other._tuples()) and repr(read) == repr(other)


def test_a_table():
    archive = pdx.open(pdx.sample())
    runs, round_it = archive.ngrams(3), archive.clusters("harbour", 2, min_count=2)
    for table in (runs, round_it, runs[2:5]):
        assert pickle.loads(pickle.dumps(table)) == table and "<table" in table._repr_html_()
    assert runs.recipe.code.endswith(".ngrams(3)") and round_it.recipe.code.endswith(".clusters('harbour', 2, min_count=2)")
    assert "runs of 3 words, each at least 2 times" in repr(runs) and "runs of 2 words with harbour" in repr(round_it)
    assert runs[0].per_million == pytest.approx(1e6 * runs[0].count / runs.runs)
    assert runs[runs[3].words] == runs[3]
    for arguments, error in (({"n": 0}, pdx.UsageError), ({"n": 9}, ValueError), ({"n": "2"}, TypeError), ({"min_count": 0}, pdx.UsageError)):
        with pytest.raises(error):
            archive.ngrams(**arguments)
        with pytest.raises(error):
            archive.clusters("harbour", **arguments)
    with pytest.raises(ZeroDivisionError):
        pdx.from_records(by_hand.rows(5, 200) * 500, language="en").ngrams(4, min_count=1, progress=lambda done, total: 1 / 0)
