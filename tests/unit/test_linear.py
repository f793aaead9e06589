"""The negative control of `linear`: work that grows with the square of its input is found."""

import pytest
from linear import assert_linear

pytestmark = pytest.mark.large


def test_what_is_quadratic_is_found() -> None:
    assert_linear(lambda n: sum(range(1_000 * n)), 50, 400)
    with pytest.raises(AssertionError):
        assert_linear(lambda n: [sum(range(n)) for _ in range(n)], 500, 4_000)
