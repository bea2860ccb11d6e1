"""The quantiles that are printed."""

import pytest

from smoke.latency import quantile


@pytest.mark.parametrize(
    ("values", "share", "expected"),
    [([3.0], 0.95, 3.0), ([2.0, 1.0], 0.5, 1.0), (list(range(1, 21)), 0.95, 19), (list(range(1, 22)), 0.5, 11)],
)
def test_a_quantile_is_a_value_that_was_measured(values: list[float], share: float, expected: float) -> None:
    assert quantile(values, share) == expected
