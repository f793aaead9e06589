"""Quotations against labels: of the founding page, and of invented paragraphs."""

import pytest
import quotes_blind
import quotes_later
import quotes_truth as truth
from shared_data import shared

LEAST = {"spans": 0.97, "kinds": 0.90, "speakers precision": 0.90, "speakers recall": 0.60}


@pytest.mark.parametrize("figure", LEAST)
def test_the_founding_page(figure):
    shared("founding/1988-massacre.quotes.json")
    found = truth.founding()
    assert found[figure] >= LEAST[figure], "\n".join(found["wrong"])


def test_what_stands_inside_another():
    shared("founding/1988-massacre.quotes.json")
    assert truth.founding()["nested"] == 1.0


@pytest.mark.parametrize("texts", [quotes_blind.TEXTS, quotes_later.TEXTS], ids=["blind", "later"])
@pytest.mark.parametrize("figure", LEAST)
def test_invented_paragraphs(figure, texts):
    found = truth.invented(texts)
    assert found[figure] >= LEAST[figure], "\n".join(found["wrong"])


def test_the_judge_can_fail():
    """Labels that are wrong are told of."""
    wrong = [each._replace(quotes=[(words, "title", "Nobody At All") for words, _, _ in each.quotes]) for each in quotes_blind.TEXTS]
    found = truth.invented(wrong)
    assert found["kinds"] < 0.5
    assert found["speakers precision"] < 0.1
