"""Sites of themes that the cutter was not fitted on: what holds of them today.

What is wanted is 0.90 on each site that is kept aside, which does not hold yet: green here is no proof of it. The floors are a little
under what was measured last; `scoreboard.py` prints all. Each run judges some of the sites, the long form all of them.
"""

import random

import pytest
import sites_table
import sites_truth as truth

import postdex as pdx

pytestmark = pytest.mark.slow

HELD = {"f1": 0.975, "title": 0.93, "tags": 0.82, "date": 0.96, "kept_whole": 0.955}
THEME, LANGUAGE = 0.85, 0.93  # the least mean of a theme, of a language
REACHED = 0.90  # share of the sites that reach 0.90


@pytest.fixture(scope="module")
def rows():
    return truth.judged(one_in=2)


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


def test_what_is_below_the_promise_is_written_down():
    """Of the tuning half: each measure of each site reaches 0.90, but those that are known not to, which have not fallen further."""
    known = sites_table.known()
    now = sites_table.below(truth.judged("tuning", one_in=4))
    assert known, "nothing is below any more: take the list away"
    assert not {each: value for each, value in now.items() if value < known.get(each, sites_table.PROMISED) - 0.02}


# Text with each string of the markup on a line of its own; before it was put together, tags were right in 0.10 and 0.23 of the entries of the two halves.
BROKEN = {"tuning": {"f1": 0.94, "title": 0.94, "tags": 0.58, "date": 0.97, "kept_whole": 0.88},
          "judging": {"f1": 0.87, "title": 0.78, "tags": 0.75, "date": 0.96, "kept_whole": 0.91}}  # fmt: skip


@pytest.mark.parametrize("split", BROKEN)
def test_pages_in_pieces(split):
    overall = truth.overall(truth.judged(split, one_in=10, broken=True))
    assert {name: overall[name] for name in BROKEN[split] if overall[name] < BROKEN[split][name]} == {}


def parts_of(archive) -> dict:
    return {page.source.name: [(part.role, part.anchor.bytes) for part in page.parts] for page in archive.pages}


def test_the_order_of_the_files_changes_no_part(tmp_path):
    """Posts stand on several pages of these sites: what is learned of a site must not depend on which of them is read first."""
    truth.generate(tmp_path, "--split", "tuning", "--theme", "drupal", "--pages", str(truth.PAGES))
    sites = sorted(tmp_path.iterdir())
    assert len(sites) > 4
    for site in sites:
        files = sorted(str(path) for path in (site / "text").iterdir())
        parts = parts_of(pdx.open(files))
        for shuffled in (files[::-1], random.Random(1).sample(files, len(files))):
            assert parts_of(pdx.open(shuffled)) == parts, site.name
