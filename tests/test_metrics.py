"""What a call counts, until it is taken."""

from collections.abc import Iterator
from typing import Any, get_args

import pytest

import metrics


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    metrics.take()
    yield
    metrics.take()


def counted() -> dict[str, Any]:
    return metrics.take()[0]


def test_what_is_counted_adds_up_and_is_taken_once() -> None:
    metrics.count("posted", 3)
    metrics.count("posted")
    metrics.count("gone", 0)
    assert counted() == {"posted": 4}
    assert counted() == {}


def test_a_gauge_is_what_it_was_last() -> None:
    metrics.gauge("open", 3)
    metrics.gauge("open", 0)
    assert counted() == {"open": 0}


def test_of_a_span_every_value_is_kept_up_to_what_a_line_takes() -> None:
    for number in range(metrics.VALUES_A_METRIC + 10):
        metrics.measure("fan_out_ms", number)
    assert counted() == {"fan_out_ms": list(range(100))}


def test_what_was_taken_does_not_change_with_what_comes() -> None:
    metrics.measure("recipients", 1)
    before = counted()
    metrics.measure("recipients", 2)
    assert before == {"recipients": [1]}


def test_a_kind_of_a_family_is_a_metric() -> None:
    metrics.count_of("error", "busy")
    metrics.count_of("error", "busy")
    metrics.count_of("bound", "rate")
    assert counted() == {"error_busy": 2, "bound_rate": 1}


def test_the_first_note_of_a_call_holds() -> None:
    metrics.note("room", "general")
    metrics.note("room", "other")
    assert metrics.take()[1] == {"room": "general"}
    assert metrics.take()[1] == {}


def test_milliseconds_are_said_to_be_so() -> None:
    assert metrics.unit("fan_out_ms") == "Milliseconds"
    assert metrics.unit("error_busy") == "Count"
    assert set(get_args(metrics.Span)) >= metrics.MILLISECONDS
