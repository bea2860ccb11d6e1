"""ping's door."""

from handlers import ping
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_the_heads_are_answered(connections: Connections) -> None:
    come_in()
    pong = answer(ping, connections, {"action": "ping", "id": "p"})
    assert pong == {"type": "pong", "heads": {"general": 0}, "id": "p"}
