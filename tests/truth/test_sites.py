"""Sites of themes that the cutter was not fitted on: what holds of them today.

The issue expects 0.90 on each site that is kept aside, which does not hold yet: green here is no proof of it. The floors are a little
under what was measured last; `scoreboard.py` prints all.
"""

import pytest
import sites_truth as truth

pytestmark = pytest.mark.slow

HELD = {"f1": 0.94, "title": 0.91, "tags": 0.60, "date": 0.955, "kept_whole": 0.92}
THEME, LANGUAGE = 0.82, 0.90  # the least mean of a theme, of a language
REACHED = 0.84  # share of the sites that reach 0.90


@pytest.fixture(scope="module")
def rows():
    return truth.judged()


@pytest.mark.parametrize("name", HELD)
def test_mean(rows, name):
    assert truth.overall(rows)[name] >= HELD[name]


def test_share_of_sites_that_reach_the_promise(rows):
    overall = truth.overall(rows)
    assert overall["sites"] >= 80
    assert overall["at 0.90"] >= REACHED * overall["sites"]


@pytest.mark.parametrize(("by", "least"), [("theme", THEME), ("lang", LANGUAGE)])
def test_no_group_is_left_behind(rows, by, least):
    means = {name: mean for name, (mean, _, _) in truth.summary(rows, by).items()}
    assert len(means) >= 4
    assert min(means.values()) >= least, means
