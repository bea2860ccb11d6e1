"""Milliseconds for what people see, seconds for DynamoDB's time to live."""

import time

from models import clock


def test_now_is_in_milliseconds() -> None:
    assert abs(clock.now_ms() - time.time() * 1000) < 1000


def test_in_seconds_is_in_whole_seconds_as_time_to_live_wants_it() -> None:
    assert isinstance(clock.in_seconds(60), int)
    assert abs(clock.in_seconds(60) - time.time() - 60) < 2
