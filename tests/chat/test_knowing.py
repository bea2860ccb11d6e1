"""What may be known of a room."""

from chat.knowing import about, no_such_room
from models.membership import Membership
from models.room import Room

ROOM = {"access": "direct", "title": "", "topic": "", "archived": False, "slow": 0}


def test_what_is_said_of_a_room_that_is_not_there_is_what_the_models_say() -> None:
    try:
        Room.named("nowhere")
    except type(no_such_room()) as absent:
        assert str(absent) == str(no_such_room())
    else:
        raise AssertionError("there is no such room")


def test_a_direct_room_has_the_other_one_of_the_two() -> None:
    of_two = Membership("USER#guest:ana", "ROOM#direct-1", peer="guest:ben", peer_name="Ben")
    assert about(ROOM, of_two) == {**ROOM, "peer": {"user": "guest:ben", "name": "Ben"}}
    assert about(ROOM, Membership("USER#guest:ana", "ROOM#general")) == ROOM
