"""Giving up a membership. promises/test_between_frames.py tries that nobody gets rid of a mute or a ban by it."""

import pytest

import frames
from chat import looking, quitting, rooms
from errors import Forbidden
from identity import Caller
from models import reading
from models.membership import FOR_GOOD, MEMBER, VISITOR, Membership
from models.message import Event
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


@pytest.fixture
def bo(come: Join) -> Caller:
    """Bo is in Ana's room."""
    come("Ana", "general")
    return come("Bo", "general")


def test_a_visitor_goes_without_a_word(bo: Caller, connections: Connections, deadline: float) -> None:
    assert quitting.quit_room(bo, "general", "q1", deadline)
    assert reading.newest("general", 10).messages == ()
    assert looking.rooms_of(bo.user, None)["rooms"] == []
    assert connections.frames("bo1=")[-1]["type"] == "joined"


def test_a_member_leaves_an_entry(bo: Caller, connections: Connections, deadline: float) -> None:
    Membership.of(bo.user, "general").update([Membership.role.set(MEMBER)])
    quitting.quit_room(bo, "general", "q1", deadline)
    (entry,) = reading.newest("general", 10).messages
    assert isinstance(entry, Event)
    assert entry.fields == {"act": "quit", "user": "guest:bo", "name": "Bo", "role": VISITOR}
    assert connections.frames("ana1=")[-1]["act"] == "quit"
    assert Membership.of(bo.user, "general").role == VISITOR


def test_an_owner_stays(bo: Caller, deadline: float) -> None:
    with pytest.raises(Forbidden):
        quitting.quit_room(person("Ana"), "general", "q1", deadline)


@pytest.mark.parametrize("room", ["general", "nowhere"])
def test_quitting_where_one_never_was_is_harmless_and_nobody_hears_of_it(
    bo: Caller, come: Join, connections: Connections, deadline: float, room: str
) -> None:
    cy = come("Cy", "random")
    heard = len(connections.frames("ana1="))
    rooms.leave(cy, frames.LeaveRoom(room, "l", quit=True), deadline)
    assert connections.frames("cy1=")[-1] == {"type": "left", "room": room, "id": "l"}
    assert len(connections.frames("ana1=")) == heard


@pytest.mark.parametrize("standing", ["muted_until", "banned_until"])
def test_a_visitor_keeps_a_mute_or_a_ban(bo: Caller, deadline: float, standing: str) -> None:
    Membership.of(bo.user, "general").update([getattr(Membership, standing).set(FOR_GOOD)])
    quitting.quit_room(bo, "general", "q1", deadline)
    assert getattr(Membership.of(bo.user, "general"), standing) == FOR_GOOD
    assert looking.rooms_of(bo.user, None)["rooms"] == []
