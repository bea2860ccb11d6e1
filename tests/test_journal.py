"""One line a call, and the metrics in it."""

import json
import time
from pathlib import Path
from typing import get_args

import pytest

import errors
import journal
import metrics
from config import settings
from tests.parts.journal import Written, embedded
from tests.parts.template import TREE

# What every line has, and what doors add: a metric of the same name would take its place.
FIELDS = {
    "level", "message", "timestamp", "service", "stack", "connection", "room", "request", "id", "outcome", "status",
    "milliseconds", "said", "failed", "of", "done", "stuck", "wish", "record", "looked_at", "lost",
}  # fmt: skip

NAMES = {*get_args(metrics.Count), *get_args(metrics.Gauge), *get_args(metrics.Span)}


def test_a_line_says_what_was_counted(written: Written) -> None:
    metrics.count("posted", 3)
    metrics.measure("fan_out_ms", 1.5)
    metrics.measure("fan_out_ms", 2.5)
    journal.write("sendMessage", connection="a=", room=None)
    (line,) = written.lines
    assert (line["message"], line["connection"], line["posted"], line["fan_out_ms"]) == (
        "sendMessage",
        "a=",
        3,
        [1.5, 2.5],
    )
    assert line["most_fan_out_ms"] == 2.5, "no query of Logs Insights finds it in the array"
    assert "room" not in line
    assert embedded(line) == {
        "posted": {"namespace": "Parley", "unit": "Count", "stack": "parley"},
        "fan_out_ms": {"namespace": "Parley", "unit": "Milliseconds", "stack": "parley"},
    }
    assert abs(line["_aws"]["Timestamp"] - time.time() * 1000) < 60_000


def test_a_line_without_metrics_is_a_plain_one(written: Written) -> None:
    journal.write("ping")
    assert "_aws" not in written.lines[0]


def test_what_a_field_says_goes_before_a_note(written: Written) -> None:
    metrics.note("room", "general")
    journal.write("ping")
    metrics.note("room", "general")
    journal.write("ping", room="other")
    assert [line["room"] for line in written.lines] == ["general", "other"]


def test_the_stack_is_the_only_dimension_and_has_its_name_from_the_template(
    written: Written, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("STACK_NAME", "chat-eu")
    settings.cache_clear()
    metrics.count("opened")
    try:
        journal.write("$connect")
    finally:
        settings.cache_clear()
    assert embedded(written.lines[0])["opened"]["stack"] == "chat-eu"


def test_no_metric_has_the_name_of_a_field() -> None:
    codes = {error.code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "code")}
    assert not FIELDS & (NAMES | {f"error_{code}" for code in codes})


def test_every_metric_is_counted_somewhere() -> None:
    code = "".join(path.read_text() for path in (TREE / "src").rglob("*.py") if path != Path(metrics.__file__))
    assert {name for name in NAMES if f'"{name}"' not in code} == set()


def test_a_line_stays_far_below_what_cloudwatch_takes(written: Written) -> None:
    for name in get_args(metrics.Span):
        for number in range(1_000):
            metrics.measure(name, number + 0.1)
    for name in get_args(metrics.Count):
        metrics.count(name, 10**9)
    journal.write("sendMessage")
    # https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/cloudwatch_limits_cwl.html: 1 MB, and 100 metrics a line
    assert len(written.text) < 10_000
    assert len(embedded(json.loads(written.text))) <= 100
