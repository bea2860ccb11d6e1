"""Who comes and goes is told to the others, once for each user."""

import pytest

import frames
from chat import announcing, rooms
from chat import connections as verbs
from models import crowd
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


def told(connections: Connections, connection: str) -> list[tuple[str, bool]]:
    return [(frame["user"], frame["here"]) for frame in connections.frames(connection) if frame["type"] == "presence"]


def test_coming_and_going_is_told_to_the_others(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    bo = come("Bo", "general")
    assert told(connections, "ana1=") == [("guest:bo", True)]
    assert told(connections, "bo1=") == []
    rooms.leave(bo, frames.LeaveRoom("general"), deadline)
    assert told(connections, "ana1=") == [("guest:bo", True), ("guest:bo", False)]


def test_a_second_device_comes_and_goes_unannounced(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    come("Bo", "general")
    second = person("Bo", "bo2=")
    verbs.connect(second)
    rooms.join(second, frames.JoinRoom("general"), deadline)
    verbs.disconnect(second, deadline)
    assert told(connections, "ana1=") == [("guest:bo", True)]


def test_a_large_room_does_not_pay_for_it(
    come: Join, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(announcing, "ANNOUNCED_UP_TO", 2)
    for name in ("Ana", "Bo", "Cy"):
        come(name, "general")
    assert told(connections, "ana1=") == [("guest:bo", True)]


def test_who_cannot_be_told_because_it_has_gone_is_taken_out(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    connections.answers["ana1="] = 410
    come("Bo", "general")
    assert list(crowd.look("general").everyone()) == ["bo1="]
