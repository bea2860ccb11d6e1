"""What people do without a connection."""

from collections.abc import Callable

import pytest

import frames
from chat import messages, uploads, visiting
from errors import Forbidden, NotFound
from identity import Visitor
from models.founding import found
from models.membership import FOR_GOOD, Membership
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
    assert visiting.read(ANA, frames.History("general"))["messages"] == [said]


@pytest.mark.parametrize("there", [False, True])
def test_a_room_that_is_not_everyone_s_is_like_none(there: bool, deadline: float) -> None:
    if there:
        room = Room.opened("secret")
        room.access = "members"
        room.save()
    asks: list[Callable[[], object]] = [
        lambda: visiting.read(ANA, frames.History("secret")),
        lambda: visiting.say(ANA, frames.SendMessage("secret", "m1", "hello"), deadline),
        lambda: visiting.offer_upload(ANA, "secret", FILE),
        lambda: visiting.room(ANA, "secret"),
        lambda: visiting.search(ANA, frames.Search("secret", "x")),
        lambda: visiting.link(ANA, frames.Link("secret", 1)),
        lambda: visiting.own_messages(ANA, frames.History("secret")),
    ]
    for ask in asks:
        with pytest.raises(NotFound, match="there is no such room"):
            ask()


def test_a_member_reads_and_speaks_in_a_room_for_members(deadline: float) -> None:
    found(Room.new("plans", "members", "Plans"), ANA.user, ANA.name)
    said = visiting.say(ANA, frames.SendMessage("plans", "m1", "Hello"), deadline)
    assert visiting.room(ANA, "plans")["role"] == "owner"
    assert visiting.search(ANA, frames.Search("plans", "hello"))["messages"] == [said]
    assert [room["title"] for room in visiting.rooms(ANA, None)["rooms"]] == ["Plans"]


def test_one_s_own_messages_are_those_that_one_said(come: Join, deadline: float) -> None:
    messages.say(come("Bo", "general"), frames.SendMessage("general", "b1", "of Bo"), deadline)
    said = visiting.say(ANA, frames.SendMessage("general", "m1", "of Ana"), deadline)
    assert visiting.own_messages(ANA, frames.History("general")) == {
        "room": "general", "messages": [said], "after": 0, "more": False,
    }  # fmt: skip


def test_who_is_muted_or_banned_is_so_by_http_too(deadline: float) -> None:
    Room.opened("general")
    membership = Membership.of(ANA.user, "general")
    membership.muted_until = FOR_GOOD
    membership.save()
    with pytest.raises(Forbidden):
        visiting.say(ANA, frames.SendMessage("general", "m1", "hello"), deadline)
    assert visiting.read(ANA, frames.History("general"))["messages"] == []
    membership.banned_until = FOR_GOOD
    membership.save()
    with pytest.raises(NotFound):
        visiting.read(ANA, frames.History("general"))
