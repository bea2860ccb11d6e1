"""The life of a connection."""

import frames
from chat import connections as verbs
from chat import messages, rooms
from chat.connections import BAD_FRAMES_A_MINUTE
from errors import BadFrame, Flood, RateLimited
from models import crowd
from models.connection import Connection
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


def test_disconnecting_takes_the_connection_out_of_all_its_rooms(come: Join, connected: Table, deadline: float) -> None:
    ana = come("Ana", "general")
    rooms.join(ana, frames.JoinRoom("random"), deadline)
    verbs.disconnect(ana, deadline)
    assert list(crowd.look("general").everyone()) == list(crowd.look("random").everyone()) == []


def test_fault_16_disconnecting_twice_is_harmless(come: Join, connected: Table, deadline: float) -> None:
    ana = come("Ana", "general")
    verbs.disconnect(ana, deadline)
    verbs.disconnect(ana, deadline)
    kinds = {item["kind"]["S"] for item in connected.client.scan(TableName=connected.name)["Items"]}
    assert kinds == {"room", "membership"}


def test_promise_4_ping_answers_the_heads_of_the_rooms_one_is_in(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    come("Bo", "random")
    messages.say(ana, frames.SendMessage("general", "a", "hello"), deadline)
    verbs.ping(ana, frames.Ping("p"), deadline)
    assert connections.frames("ana1=")[-1] == {"type": "pong", "heads": {"general": 1}, "id": "p"}


def test_a_refusal_goes_to_the_one_who_sent_it(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")
    before = len(connections.frames("bo1="))
    verbs.refuse(ana, BadFrame("a frame names its action"), "x", deadline)
    assert connections.frames("ana1=")[-1] == {
        "type": "error",
        "code": "bad_frame",
        "retry": False,
        "message": "a frame names its action",
        "id": "x",
    }
    assert len(connections.frames("bo1=")) == before


def test_a_renewed_sign_in_is_known(deadline: float) -> None:
    ana = person("Ana")
    verbs.connect(ana)
    assert verbs.renewed(ana) == 0
    Connection.renew(ana.user, ana.connection, 1_790_000_000)
    assert verbs.renewed(ana) == 1_790_000_000


def test_who_sends_bad_frames_without_end_is_disconnected(connections: Connections, deadline: float) -> None:
    ana = person("Ana")
    verbs.connect(ana)
    for _ in range(BAD_FRAMES_A_MINUTE):
        verbs.refuse(ana, BadFrame("no"), None, deadline)
    assert connections.closed == []
    verbs.refuse(ana, BadFrame("no"), None, deadline)
    assert connections.closed == ["ana1="]
    assert len(connections.frames("ana1=")) == BAD_FRAMES_A_MINUTE + 1


def test_a_flood_is_not_answered_but_ended(connections: Connections, deadline: float) -> None:
    ana = person("Ana")
    verbs.connect(ana)
    verbs.refuse(ana, Flood("too many"), "x", deadline)
    assert (connections.closed, connections.frames("ana1=")) == (["ana1="], [])


def test_a_refusal_that_is_no_bad_frame_is_not_counted(connections: Connections, deadline: float) -> None:
    ana = person("Ana")
    verbs.connect(ana)
    for _ in range(BAD_FRAMES_A_MINUTE + 1):
        verbs.refuse(ana, RateLimited("slowly"), None, deadline)
    assert connections.closed == []
    assert Connection.count_bad_frame("guest:ana", "ana1=", 0) == 1
