"""Dollars, by hand."""

import pytest

from benchmarks.prices import Usage, frames_price, price


def usage(**more: float) -> Usage:
    return Usage(**{"frames": 0, "frame_bytes": 250, "writes": 0, "reads": 0, "calls": 0, "seconds": 0} | more)


@pytest.mark.parametrize(
    ("used", "dollars"),
    [
        ({"frames": 11}, 11.0),
        ({"frames": 11, "frame_bytes": 32 * 1024}, 11.0),
        ({"frames": 11, "frame_bytes": 32 * 1024 + 1}, 22.0),
        ({"writes": 6}, 3.75),
        ({"reads": 28}, 3.5),
        ({"calls": 9}, 1.8),
        ({"seconds": 1}, 23.03),
        ({"queue_requests": 18}, 7.2),
        ({"frames": 11, "writes": 6, "reads": 1, "calls": 1, "seconds": 0.05}, 16.23),
    ],
)
def test_a_million_messages(used: dict[str, float], dollars: float) -> None:
    assert price(usage(**used)) * 1e6 == pytest.approx(dollars, abs=0.01)


def test_the_gateway_s_part_is_that_of_the_frames() -> None:
    assert frames_price(usage(frames=3, writes=100)) == pytest.approx(3e-6)
