"""Confidence on generated sites is near to what is right; floors a little under what `reliability.py` prints."""

import pytest
import reliability as truth

# The shared judge leaves its files to the collector.
pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")]

# Expected calibration error. Of dates most are said with .98 and right in .999: less sure than they could be here, as on real sites they are right in .98. Of tags
# it is fitted on real sites, where bare lists are sections more often than on generated ones.
MOST = {"boundary": 0.03, "title": 0.05, "tags": 0.15, "date": 0.025}
LEAST = {"boundary": (0.80, 0.97), "date": (0.80, 0.98)}  # share said with 0.9 or more, and how much of that is right


@pytest.fixture(scope="module")
def measured(tmp_path_factory):
    return truth.measure(truth.generated(tmp_path_factory.mktemp("sites"), pages=6, one_in=6))


@pytest.mark.parametrize("kind", MOST)
def test_calibration(measured, kind):
    assert measured[kind]["ece"] <= MOST[kind], measured[kind]


@pytest.mark.parametrize("kind", LEAST)
def test_what_is_said_for_sure(measured, kind):
    share, precision = LEAST[kind]
    assert measured[kind]["sure"] >= share
    assert measured[kind]["precision"] >= precision


def test_a_boaster_is_seen():
    """The negative control: whoever says 0.99 and is right every other time is 0.49 off."""
    row = truth.figures([(0.99, k % 2 == 0) for k in range(100)])
    assert row["ece"] == pytest.approx(0.49)
    assert row["sure"] == 1
    assert row["precision"] == 0.5
