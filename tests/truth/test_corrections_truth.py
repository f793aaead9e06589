"""One corrected line helps its site, and a whole corrected page more, on generated sites of the tuning themes. What is cut right stays so but for
a few sites of which one fixed line shows too little. Most sites that one line would mend are cut right without it. Floors are a little under what was measured.

`corrections_truth.py` prints all; the person who corrects is played from the truth.
"""

import corrections_truth as truth
import pytest

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def figures():
    return truth.summary(truth.all_sites("tuning", one_in=5))


def test_one_corrected_line_helps_the_other_pages(figures):
    assert figures["wrong"]["one"] >= figures["wrong"]["before"] + 0.015


def test_one_corrected_page_helps_the_other_pages_more(figures):
    assert figures["wrong"]["whole"] >= figures["wrong"]["before"] + 0.05


def test_a_profile_of_one_corrected_page_helps_and_does_no_harm(figures):
    """It is inferred from the page alone, and the other pages are opened without that page."""
    assert figures["wrong"]["profile"] >= figures["wrong"]["before"] + 0.02
    assert figures["right"]["profile"] >= figures["right"]["before"] - 0.003


def test_sites_that_were_cut_right_stay_right(figures):
    assert figures["right"]["one"] >= figures["right"]["before"] - 0.005
    assert figures["right"]["whole"] >= figures["right"]["before"] - 0.003
