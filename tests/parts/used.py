"""What each function asks of AWS while it is tested: what it never asks for it need not be allowed.

`python -m tests.permissions` holds it against the roles of template.yaml.
"""

import os
import sys
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import Any

import pytest
from botocore.client import BaseClient

from tests.parts.template import TREE
from tests.permissions import record

SRC = str(TREE / "src") + os.sep
# Sources share what speaking needs, in a policy of its own.
SPEAKING = "sources"


def pytest_configure(config: pytest.Config) -> None:
    call = BaseClient._make_api_call  # type: ignore[attr-defined]

    def noted(self: Any, operation: str, arguments: dict[str, Any]) -> Any:
        door = door_of(sys._getframe(1))
        if door:
            for action in actions(self.meta.service_model.signing_name, operation, arguments):
                record.note(door, action)
        return call(self, operation, arguments)

    BaseClient._make_api_call = noted  # type: ignore[attr-defined]


def pytest_unconfigure(config: pytest.Config) -> None:
    record.write()


def door_of(frame: FrameType | None) -> str:
    """The door that a call comes from, by its module: `join_room`; empty where no door is at work."""
    while frame:
        file = frame.f_code.co_filename
        if file.startswith(SRC) and frame.f_code.co_name == "handler":
            part = Path(file.removeprefix(SRC))
            if part.parts[0] == "handlers":
                return part.stem if part.parts[1] != "sources" else SPEAKING
            if part.parts[0] == "manners":
                return _polled(frame)
            return str(_event(frame).get("requestContext", {}).get("routeKey", ""))
        frame = frame.f_back
    return ""


def _polled(frame: FrameType) -> str:
    """Of the doors that share a manner with the sources, two are none."""
    if part := frame.f_locals.get("kind"):
        return "table_stream" if part == "table_stream" else SPEAKING
    return "deliver" if "work" in frame.f_code.co_freevars else SPEAKING


def actions(service: str, operation: str, arguments: dict[str, Any]) -> Iterator[str]:
    """The permissions that a call needs; a transaction needs those of what is in it.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis-iam.html
    """
    if operation == "TransactWriteItems":
        for item in arguments["TransactItems"]:
            kind = next(iter(item))
            yield "dynamodb:ConditionCheckItem" if kind == "ConditionCheck" else f"dynamodb:{kind}Item"
    elif operation == "SendMessageBatch":
        yield "sqs:SendMessage"
    else:
        yield f"{service}:{operation}"


def _event(frame: FrameType) -> dict[str, Any]:
    event = frame.f_locals.get("event")
    return event if isinstance(event, dict) else {}
