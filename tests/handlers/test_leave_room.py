"""leaveRoom's door."""

from handlers import leave_room
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_a_room_is_left(connections: Connections) -> None:
    come_in()
    left = answer(leave_room, connections, {"action": "leaveRoom", "room": "general", "id": "l"})
    assert left == {"type": "left", "room": "general", "id": "l"}
