"""Real listings as HTML: what the issue promises of them. `python tests/truth/html_truth.py` measures again."""

import html_truth as truth
import pytest
from shared_data import shared

shared("data/listings/ripper234/pages.jsonl")

PROMISED = {"f1": 0.98, "kept_whole": 0.99, "title": 0.98, "tags": 0.98, "date": 0.98, "body": 0.95, "alike": 0.97}


@pytest.fixture(scope="module")
def figures():
    return {name: truth.measure(shared(f"data/listings/{name}"))[0] for name in ("ripper234", "daei")}


@pytest.mark.parametrize("name", PROMISED)
def test_figure(figures, name):
    assert figures["ripper234"][name] >= PROMISED[name]
    assert (figures["ripper234"]["pages"], figures["ripper234"]["true"]) == (70, 233)


@pytest.mark.parametrize("name", ["f1", "kept_whole", "alike"])
def test_a_small_site_from_right_to_left(figures, name):
    assert figures["daei"][name] >= PROMISED[name]
