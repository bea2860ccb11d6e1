"""sendMessage's door."""

from handlers import send_message
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_a_message_is_acknowledged_by_its_own_copy(connections: Connections) -> None:
    come_in()
    body = {"action": "sendMessage", "room": "general", "id": "a", "text": "hello"}
    message = answer(send_message, connections, body)
    assert (message["type"], message["seq"], message["id"], message["text"]) == ("message", 1, "a", "hello")


def test_who_has_not_joined_is_told_so(connections: Connections) -> None:
    body = {"action": "sendMessage", "room": "general", "id": "a", "text": "hello"}
    error = answer(send_message, connections, body)
    assert (error["code"], error["id"]) == ("not_joined", "a")
