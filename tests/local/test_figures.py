"""The figures of `make run`, from the functions' own lines."""

import json
import time
from pathlib import Path
from typing import Any

import pytest

from local.figures import EVERY, KEPT, Figures, metrics_in, percentile

AT = 1_800_000_000


def line(**counted: Any) -> str:
    """A line of a function with these metrics."""
    metrics = [{"Name": name, "Unit": "Count"} for name in counted]
    directives = [{"Namespace": "Parley", "Dimensions": [["stack"]], "Metrics": metrics}]
    return json.dumps({"message": "sendMessage", "_aws": {"Timestamp": 1, "CloudWatchMetrics": directives}, **counted})


def record(at: float, **counted: Any) -> dict[str, Any]:
    return {"at": at, "function": "parley-say", "line": line(**counted)}


def test_what_is_counted_stands_in_its_time() -> None:
    figures = Figures()
    figures.take(record(AT - 2 * EVERY, messages=1, delivered=10))
    figures.take(record(AT - 2 * EVERY + 1, messages=4))
    figures.take(record(AT, messages=10))
    now = figures.now(AT + 1)
    assert now["messages"][-3:] == [1.0, 0.0, 2.0]
    assert now["delivered"][-3:] == [2.0, 0.0, 0.0]
    assert len(now["messages"]) == KEPT
    assert now["totals"]["messages"] == 15


def test_what_is_older_than_five_minutes_is_in_the_sums_only() -> None:
    figures = Figures()
    figures.take(record(AT - EVERY * KEPT, messages=7))
    figures.take(record(AT, messages=5))
    now = figures.now(AT)
    assert (sum(now["messages"]), now["totals"]["messages"]) == (1.0, 12)


def test_latency_is_of_every_time_that_a_room_was_told() -> None:
    figures = Figures()
    figures.take(record(AT, fan_out_ms=[1.0, 2.0, 3.0]))
    figures.take(record(AT, fan_out_ms=40))
    now = figures.now(AT)
    assert (now["p50"][-1], now["p99"][-1], now["p50"][0]) == (2.0, 40.0, None)


def test_connections_are_those_that_came_and_have_not_gone() -> None:
    figures = Figures()
    figures.take(record(AT - EVERY, opened=3))
    figures.take(record(AT, closed=1))
    assert figures.now(AT)["open"][-3:] == [0, 3, 2]


def test_troubles_are_what_people_were_refused_and_what_failed() -> None:
    figures = Figures()
    figures.take(record(AT, error_busy=1, bound_rate=2, handshake_refused_origin=1, undelivered=1, delivered=9))
    figures.take({"at": AT, "function": "parley-say", "failure": "Traceback"})
    now = figures.now(AT)
    expected = {"bound_rate": 2, "error_busy": 1, "failed": 1, "handshake_refused_origin": 1, "undelivered": 1}
    assert now["troubles"] == expected
    assert now["errors"][-1] == 6


@pytest.mark.parametrize(
    "text", ["plain words", "{", "[]", "{}", '{"_aws": 1}', '{"_aws": {"CloudWatchMetrics": [{}]}}']
)
def test_a_line_without_metrics_counts_nothing(text: str) -> None:
    assert metrics_in(text) == {}


def test_a_percentile_is_a_value_that_was_measured() -> None:
    assert percentile([], 50) is None
    assert [percentile([3.0, 1.0, 2.0], percent) for percent in (1, 50, 99, 100)] == [1.0, 2.0, 3.0, 3.0]


def test_the_log_is_followed(tmp_path: Path) -> None:
    figures, path = Figures(), tmp_path / "functions.jsonl"
    with figures.following(path):
        path.write_text(json.dumps(record(time.time(), messages=2)) + "\n")
        deadline = time.monotonic() + 20
        while not json.loads(figures.as_json())["totals"]:
            assert time.monotonic() < deadline
            time.sleep(0.02)
    assert json.loads(figures.as_json())["totals"] == {"messages": 2}
