"""Reading on several devices, and typing."""

import pytest

import frames
from chat import attending, messages
from chat import connections as verbs
from errors import Forbidden, NotJoined
from identity import Caller
from models import presence
from models.presence import Presence
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.presences import fill


@pytest.fixture
def ana(come: Join, deadline: float) -> Caller:
    ana = come("Ana", "general")
    for number in range(3):
        messages.say(ana, frames.SendMessage("general", f"m{number}", "hello"), deadline)
    return ana


def marks(connections: Connections, connection: str) -> list[int]:
    return [frame["seq"] for frame in connections.frames(connection) if frame["type"] == "read"]


def typed(connections: Connections, connection: str) -> list[str]:
    return [frame["user"] for frame in connections.frames(connection) if frame["type"] == "typing"]


def test_all_devices_hear_how_far_one_has_read(ana: Caller, connections: Connections, deadline: float) -> None:
    second = person("Ana", "ana2=")
    verbs.connect(second)
    attending.mark_read(ana, frames.MarkRead("general", 2, "r"), deadline)
    assert connections.frames("ana1=")[-1] == {"type": "read", "room": "general", "seq": 2, "id": "r"}
    assert connections.frames("ana2=") == [{"type": "read", "room": "general", "seq": 2}]


def test_a_marker_goes_neither_back_nor_beyond_the_head(ana: Caller, connections: Connections, deadline: float) -> None:
    for seq in (2, 1, 99, 3):
        attending.mark_read(ana, frames.MarkRead("general", seq), deadline)
    assert marks(connections, "ana1=") == [2, 2, 3, 3]


def test_who_is_not_in_the_room_marks_nothing(ana: Caller, come: Join, deadline: float) -> None:
    bo = come("Bo", "random")
    for room in ("general", "nowhere"):
        with pytest.raises(NotJoined):
            attending.mark_read(bo, frames.MarkRead(room, 1), deadline)


def test_the_others_hear_that_somebody_types_but_not_all_the_time(
    ana: Caller, come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    bo = come("Bo", "general")
    at = 1_000_000
    monkeypatch.setattr(attending, "now_ms", lambda: at)
    for _ in range(5):
        attending.typing(bo, frames.Typing("general"), deadline)
    assert connections.frames("ana1=")[-1] == {
        "type": "typing",
        "room": "general",
        "user": "guest:bo",
        "name": "Bo",
    }
    assert (typed(connections, "ana1="), typed(connections, "bo1=")) == (["guest:bo"], [])
    at += presence.TYPED_AGAIN_MS
    attending.typing(bo, frames.Typing("general"), deadline)
    assert typed(connections, "ana1=") == ["guest:bo"] * 2


def test_the_muted_do_not_type_and_who_is_elsewhere_does_not_either(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    bo = come("Bo", "general")
    Presence.mute("general", 0, bo.connection, 9_999_999_999_999)
    with pytest.raises(Forbidden):
        attending.typing(bo, frames.Typing("general"), deadline)
    with pytest.raises(NotJoined):
        attending.typing(come("Cy", "random"), frames.Typing("general"), deadline)
    assert typed(connections, "ana1=") == []


@pytest.mark.parametrize(("others", "told"), [(99, True), (100, False)])
def test_a_large_room_does_not_pay_for_typing(
    come: Join, connections: Connections, connected: Table, deadline: float, others: int, told: bool
) -> None:
    ana = come("Ana", "general")
    fill(connected, "general", [f"c{number:03}=" for number in range(others)])
    attending.typing(ana, frames.Typing("general"), deadline)
    assert typed(connections, "c000=") == ["guest:ana"] * told
