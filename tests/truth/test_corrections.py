"""One corrected line helps its site, on generated sites of the tuning themes: less than is wished for, since what is left of badly cut
sites are those that no line mends alone. A whole corrected page helps most of them, and harms lists of titles (titlelist-fr, -nl) as much.
Floors are a little under what was measured.

`corrections_truth.py` prints all; the person who corrects is played from the truth.
"""

import corrections_truth as truth
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def figures():
    return truth.summary(truth.all_sites("tuning"))


def test_one_corrected_line_helps_the_other_pages(figures):
    assert figures["wrong"]["one"] >= figures["wrong"]["before"] + 0.001


def test_one_corrected_page_harms_the_other_pages_no_more_than_it_helps(figures):
    assert figures["wrong"]["whole"] >= figures["wrong"]["before"] - 0.003


def test_sites_that_were_cut_right_stay_right(figures):
    assert figures["right"]["one"] >= figures["right"]["before"] - 0.005
    assert figures["right"]["whole"] >= figures["right"]["before"] - 0.005
