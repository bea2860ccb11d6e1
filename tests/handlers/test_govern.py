"""The door of createRoom, changeRoom and moderate."""

from handlers import govern
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_a_room_is_made_changed_and_moderated(connections: Connections) -> None:
    come_in("plans")
    made = answer(govern, connections, {"action": "createRoom", "room": "other", "id": "c"})
    changed = answer(govern, connections, {"action": "changeRoom", "room": "plans", "id": "x", "topic": "2027"})
    moderate = {"action": "moderate", "room": "plans", "id": "m", "user": "guest:bo", "act": "invite"}
    moderated = answer(govern, connections, moderate)
    assert [frame["type"] for frame in (made, changed, moderated)] == ["room", "room", "member"]
    assert (changed["topic"], moderated["role"]) == ("2027", "member")


def test_a_name_that_is_taken_is_refused(connections: Connections) -> None:
    come_in("plans")
    error = answer(govern, connections, {"action": "createRoom", "room": "plans", "id": "c", "access": "members"})
    assert (error["code"], error["id"]) == ("forbidden", "c")
