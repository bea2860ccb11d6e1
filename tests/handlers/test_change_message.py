"""The door of editMessage, eraseMessage and react."""

from handlers import change_message, send_message
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections

MESSAGE = {"room": "general", "seq": 1}


def test_what_was_said_is_edited_reacted_to_and_erased(connections: Connections) -> None:
    come_in()
    answer(send_message, connections, {"action": "sendMessage", "room": "general", "id": "a", "text": "hello"})
    edited = answer(change_message, connections, {"action": "editMessage", "id": "e", "text": "bye", **MESSAGE})
    react = {"action": "react", "id": "r", "reaction": "👍", "on": True, **MESSAGE}
    reacted = answer(change_message, connections, react)
    erased = answer(change_message, connections, {"action": "eraseMessage", "id": "x", **MESSAGE})
    told = [(frame["type"], frame["seq"], frame["target"]) for frame in (edited, reacted, erased)]
    assert told == [("edited", 2, 1), ("reacted", 3, 1), ("erased", 4, 1)]


def test_there_is_nothing_to_change_in_an_empty_room(connections: Connections) -> None:
    come_in()
    error = answer(change_message, connections, {"action": "eraseMessage", "id": "x", **MESSAGE})
    assert (error["code"], error["id"]) == ("not_found", "x")
