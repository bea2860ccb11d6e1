"""The log's door."""

import gzip
import json
import tracemalloc
from base64 import b64encode
from typing import Any

import pytest

from errors import TooLarge
from handlers.sources import logs
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_an_event_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert logs.handler(event("logs"), CONTEXT) == {"said": [{"room": "operations", "seq": 1}]}
    assert said() == [("Operator", "parley-send-message · ERROR · a door failed · Internal")]


def lines(*messages: str, kind: str = "DATA_MESSAGE") -> dict[str, Any]:
    """What a subscription sends for these lines."""
    data = {
        "messageType": kind,
        "logGroup": "/aws/lambda/parley-send-message",
        "logEvents": [{"id": str(number), "message": message} for number, message in enumerate(messages)],
    }
    return packed(json.dumps(data).encode())


def packed(data: bytes) -> dict[str, Any]:
    return {"awslogs": {"data": b64encode(gzip.compress(data)).decode()}}


def test_of_a_line_that_is_no_object_only_the_beginning_is_said() -> None:
    logs.handler(lines("[ERROR] KeyError: 'x'\nTraceback (most recent call last):\n  File …"), CONTEXT)
    assert said() == [("Operator", "parley-send-message: [ERROR] KeyError: 'x'")]


def test_a_line_of_white_space_holds_no_other_up() -> None:
    logs.handler(lines(" \n", "ERROR one"), CONTEXT)
    assert [text for _, text in said()] == ["parley-send-message: an empty line", "parley-send-message: ERROR one"]


def test_a_flood_of_lines_is_cut_off_and_counted() -> None:
    for _ in range(2):
        logs.handler(lines(*(f"ERROR {number}" for number in range(500))), CONTEXT)
    texts = [text for _, text in said()]
    assert len(texts) == 21
    assert texts[0] == "parley-send-message: ERROR 0"
    assert texts[-1] == "parley-send-message: 480 more lines like these"


def test_cloudwatch_s_own_test_of_the_subscription_says_nothing() -> None:
    assert logs.handler(lines("CWL CONTROL MESSAGE", kind="CONTROL_MESSAGE"), CONTEXT) == {"said": []}


def test_a_gzip_bomb_is_refused_before_it_goes_off() -> None:
    bomb = packed(bytes(200 * 1024 * 1024))
    tracemalloc.start()
    with pytest.raises(TooLarge):
        logs.handler(bomb, CONTEXT)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert most < 3 * logs.LARGEST
