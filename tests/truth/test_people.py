"""Names against the people of the founding page."""

import people_truth as truth
import pytest
from shared_data import shared

shared("founding/1988-massacre.people.json")


@pytest.mark.parametrize("figure", ["precision", "recall"])
def test_people_of_the_founding_page(figure):
    found = truth.people()
    assert found[figure] >= 0.95, "\n".join(found["wrong"])


def test_organisations_are_found_and_not_mixed_up():
    found = truth.people(("organisation",))
    assert found["precision"] >= 0.95 and found["recall"] >= 0.74, "\n".join(found["wrong"])
