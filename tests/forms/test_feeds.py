"""Feeds: what feedparser's tests expect of them, as far as a post has it."""

import pytest

import feed_expectations

pytestmark = pytest.mark.standalone
LEAST = 0.97


def test_what_feedparser_expects():
    everything = feed_expectations.results()
    failed = [f"{each.name}: {each.expected}: {each.reason}" for each in everything if each.reason]
    assert len(everything) > 800
    assert 1 - len(failed) / len(everything) >= LEAST, "\n".join(failed)
