"""The door of rooms, findRooms and members."""

from handlers import look
from tests.handlers.conversation import answer, come_in
from tests.parts.connections import Connections


def test_one_s_rooms_those_to_find_and_their_members_are_answered(connections: Connections) -> None:
    come_in()
    mine = answer(look, connections, {"action": "rooms", "id": "r"})
    found = answer(look, connections, {"action": "findRooms", "prefix": "gen", "id": "f"})
    members = answer(look, connections, {"action": "members", "room": "general", "id": "m"})
    assert [room["room"] for room in (*mine["rooms"], *found["rooms"])] == ["general"] * 2
    assert members["members"] == [{"user": "guest:ana", "name": "Ana", "role": "owner"}]
    assert [answer["next"] for answer in (mine, found, members)] == [None] * 3


def test_a_room_that_one_is_not_in_has_no_members_to_show(connections: Connections) -> None:
    come_in()
    assert answer(look, connections, {"action": "members", "room": "other"})["code"] == "not_joined"
