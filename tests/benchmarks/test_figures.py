"""What many measurements come to."""

import pytest

from benchmarks.figures import percentile, spread


@pytest.mark.parametrize(
    ("share", "value"), [(0.0, 1.0), (0.01, 1.0), (0.011, 2.0), (0.5, 50.0), (0.99, 99.0), (0.991, 100.0), (1.0, 100.0)]
)
def test_a_percentile_is_a_value_that_was_measured(share: float, value: float) -> None:
    assert percentile([float(number) for number in range(100, 0, -1)], share) == value


def test_the_percentile_of_one_value_is_that_value() -> None:
    assert percentile([7.0], 0.01) == percentile([7.0], 0.99) == 7.0


def test_a_spread_has_a_range_only_where_there_is_one() -> None:
    assert spread([3.21], 1) == "3.2"
    assert spread([1000.0, 3000.0, 2000.0]) == "2,000 (1,000–3,000)"
