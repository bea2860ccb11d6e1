"""joinRoom's door."""

from handlers import join_room
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_a_room_is_joined(connections: Connections) -> None:
    come_in("random")
    joined = answer(join_room, connections, {"action": "joinRoom", "room": "general", "id": "j"})
    assert (joined["type"], joined["room"], joined["id"]) == ("joined", "general", "j")


def test_half_a_position_is_a_bad_frame(connections: Connections) -> None:
    error = answer(join_room, connections, {"action": "joinRoom", "room": "general", "after": 1})
    assert error["code"] == "bad_frame"
