"""What people do without a connection."""

from collections.abc import Callable

import pytest

import frames
from chat import uploads, visiting
from errors import NotFound
from identity import Visitor
from models.room import Room
from tests.chat.conftest import Join
from tests.parts.connections import Connections

ANA = Visitor("oidc:1", "Ana")
FILE = uploads.Wanted("a.txt", "text/plain", 7)


def test_who_is_in_the_room_hears_a_visitor(come: Join, connections: Connections, deadline: float) -> None:
    bo = come("Bo", "general")
    said = visiting.say(ANA, frames.SendMessage("general", "m1", "hello"), deadline)
    assert said["from"] == {"user": "oidc:1", "name": "Ana"}
    assert said in connections.frames(bo.connection)
    assert visiting.read(frames.History("general"))["messages"] == [said]


@pytest.mark.parametrize("there", [False, True])
def test_a_room_that_is_not_everyone_s_is_like_none(there: bool, deadline: float) -> None:
    if there:
        room = Room.opened("secret")
        room.access = "members"
        room.save()
    asks: list[Callable[[], object]] = [
        lambda: visiting.read(frames.History("secret")),
        lambda: visiting.say(ANA, frames.SendMessage("secret", "m1", "hello"), deadline),
        lambda: visiting.offer_upload("secret", FILE),
    ]
    for ask in asks:
        with pytest.raises(NotFound, match="there is no such room"):
            ask()
