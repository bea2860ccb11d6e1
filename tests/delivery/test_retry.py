"""Statuses and waits."""

import pytest

from delivery.retry import FIRST_WAIT, LONGEST_WAIT, Verdict, verdict, wait


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (200, Verdict.DELIVERED),
        (204, Verdict.DELIVERED),
        (301, Verdict.HOPELESS),
        (400, Verdict.HOPELESS),
        (403, Verdict.REFUSED),
        (404, Verdict.HOPELESS),
        (408, Verdict.FAILED),
        (410, Verdict.GONE),
        (413, Verdict.HOPELESS),
        (429, Verdict.THROTTLED),
        (500, Verdict.FAILED),
        (503, Verdict.FAILED),
        (599, Verdict.FAILED),
    ],
)
def test_a_status_has_one_meaning(status: int, expected: Verdict) -> None:
    assert verdict(status) is expected


def test_waits_are_spread_over_all_of_a_span_that_doubles() -> None:
    for attempt, longest in ((1, FIRST_WAIT * 2), (2, FIRST_WAIT * 4), (50, LONGEST_WAIT)):
        waits = [wait(attempt) for _ in range(2000)]
        assert 0 <= min(waits) < longest * 0.05
        assert longest * 0.95 < max(waits) <= longest
