"""What functions log and how they end, in the file that the terminal shows."""

import json
import time
from collections.abc import Callable
from typing import Any

import pytest

from local.aws import client
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")
Call = Callable[..., dict[str, Any]]


def records(laptop: Stack) -> list[dict[str, Any]]:
    return [json.loads(line) for line in laptop.places.function_log.read_text().splitlines()]


def wait_for(laptop: Stack, found: Callable[[dict[str, Any]], bool], since: float) -> dict[str, Any]:
    deadline = time.monotonic() + 10
    while time.monotonic() < deadline:
        for record in records(laptop):
            if record["at"] >= since and found(record):
                return record
        time.sleep(0.02)
    raise AssertionError("no such record in the function log")


def test_a_line_is_there_while_the_call_still_runs(laptop: Stack, call: Call) -> None:
    call()
    since = time.time()
    client("lambda", laptop.endpoints.aws).invoke(
        FunctionName="parley-door", InvocationType="Event", Payload=json.dumps({"wait": 3})
    )
    line = wait_for(laptop, lambda record: "line" in record, since)
    assert (line["function"], json.loads(line["line"])["message"]) == ("parley-door", "called")
    assert not [record for record in records(laptop) if record["at"] >= since and "ms" in record]


def test_the_end_of_a_call_says_how_long_it_took(laptop: Stack, call: Call) -> None:
    since = time.time()
    call(wait=0.2)
    ended = wait_for(laptop, lambda record: "ms" in record and record["ms"] >= 200, since)
    assert ended["failure"] == "" and ended["request"]


def test_a_failure_carries_its_traceback(laptop: Stack, call: Call) -> None:
    since = time.time()
    assert call(fail=True)["errorMessage"] == "told to fail"
    failed = wait_for(laptop, lambda record: bool(record.get("failure")), since)
    assert "Traceback" in failed["failure"] and "app.py" in failed["failure"]


def test_old_log_streams_are_forgotten_and_the_newest_kept(laptop: Stack, call: Call) -> None:
    logs = client("logs", laptop.endpoints.aws)
    for _ in range(205):
        call()
    streams = logs.describe_log_streams(logGroupName="/aws/lambda/parley-door", limit=50)["logStreams"]
    pages = logs.get_paginator("describe_log_streams").paginate(logGroupName="/aws/lambda/parley-door")
    assert len(streams) == 50
    assert sum(len(page["logStreams"]) for page in pages) <= 200
