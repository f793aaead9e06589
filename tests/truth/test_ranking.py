"""The best come first: against judged collections, and against a plain BM25 that shares no code with the index."""

import math

import pytest

from benchmarks.ranking import PlainBm25, average_precision, differences, measure, ndcg
from benchmarks import ranking
from shared_data import shared

STEMS_HELP = ("cranfield", "cacm", "med")


@pytest.fixture(scope="module", params=["adi", "cacm", "cranfield", "med", "xquad-de", "xquad-en"])
def report(request):
    return measure(shared(f"data/ir/{request.param}"))


@pytest.mark.large
def test_scores_are_those_of_a_plain_bm25(report):
    assert report.differences == []
    mine, plain = report.figures["texts alone"], report.figures["plain BM25"]
    assert math.isclose(mine.ndcg, plain.ndcg, abs_tol=1e-6) and math.isclose(mine.map, plain.map, abs_tol=1e-6)


@pytest.mark.large
def test_stems_help(report):
    name, with_stems, without = report.collection.name, report.figures["postdex"], report.figures["without stems"]
    print(name, report.figures)
    if name in STEMS_HELP:
        assert with_stems.ndcg > without.ndcg and with_stems.map > without.map


def test_a_wrong_formula_is_seen(monkeypatch):
    """The comparison is able to fail."""
    monkeypatch.setattr(ranking, "B", 0.7499)
    collection = ranking.Collection.read(shared("data/ir/adi"))
    texts = ranking.Postdex(collection, "xx", False)
    assert differences(collection, texts, PlainBm25(texts.archive, texts.ids))


def test_the_measures():
    """Worked out by hand."""
    ranked, grades = [("a", 3.0), ("b", 2.0), ("c", 1.0)], {"a": 1, "c": 2, "d": 1}
    assert average_precision(ranked, grades) == pytest.approx((1 + 2 / 3) / 3)
    assert ndcg(ranked, grades) == pytest.approx((1 + 3 / 2) / (3 + 1 / math.log2(3) + 1 / 2))
    assert ndcg([], grades) == 0
