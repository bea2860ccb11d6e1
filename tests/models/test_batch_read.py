"""Many items in one read, also when some are kept back."""

import random
import time

import pytest
from pytest import MonkeyPatch

from errors import Busy
from models import table
from models.heads import rooms
from models.room import Room


def unprocessed(times: int) -> None:
    """The next reads keep their keys back, as a throttled BatchGetItem does (a hook behind the real call)."""
    left = [times]

    def keep_back(params: dict[str, object], context: dict[str, object], **_: object) -> None:
        context["asked"] = params["body"]

    def answer(http_response: object, parsed: dict[str, object], context: dict[str, object], **_: object) -> None:
        if left[0]:
            left[0] -= 1
            responses = parsed["Responses"]
            assert isinstance(responses, dict)
            (name, items) = next(iter(responses.items()))
            keys = [{"pk": item["pk"], "sk": {"S": "ROOM"}} for item in items]
            parsed["Responses"] = {name: []}
            parsed["UnprocessedKeys"] = {name: {"Keys": keys}}

    events = table.client().meta.events
    events.register("before-call.dynamodb.BatchGetItem", keep_back)
    events.register("after-call.dynamodb.BatchGetItem", answer)


def test_fault_9_unprocessed_keys_are_asked_for_again() -> None:
    Room.opened("general")
    unprocessed(2)
    assert rooms(["general"]).keys() == {"general"}


def test_fault_9_keys_that_stay_unprocessed_are_busy_after_growing_pauses(monkeypatch: MonkeyPatch) -> None:
    Room.opened("general")
    pauses: list[float] = []
    monkeypatch.setattr(time, "sleep", pauses.append)
    monkeypatch.setattr(random, "uniform", lambda low, high: high)
    unprocessed(100)
    with pytest.raises(Busy):
        rooms(["general"])
    assert pauses == [0.1, 0.2, 0.4, 0.8]
