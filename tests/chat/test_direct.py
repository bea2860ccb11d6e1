"""Talking to one other person."""

from typing import Any

import pytest

import frames
from chat import connections as verbs
from chat import direct, looking, messages, quitting, rooms
from errors import Forbidden, IdReused, NotFound
from identity import Caller
from models.room import Room
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


@pytest.fixture
def ana() -> Caller:
    verbs.connect(person("Ana"))
    return person("Ana")


@pytest.fixture
def ben() -> Caller:
    verbs.connect(person("Ben"))
    return person("Ben")


def say(caller: Caller, to: str, text: str, deadline: float, id: str = "d1") -> None:
    direct.say(caller, frames.SendDirect(to, id, text), deadline)


ROOM = direct.direct_room("guest:ana", "guest:ben")


def test_the_first_message_makes_the_room_and_finds_the_other_one_wherever_they_are(
    ana: Caller, ben: Caller, connections: Connections, deadline: float
) -> None:
    second = person("Ana", "ana2=")
    verbs.connect(second)
    say(ana, ben.user, "psst", deadline)
    (own,) = connections.frames("ana1=")
    assert (own["type"], own["room"], own["seq"], own["id"], own["text"]) == ("message", ROOM, 1, "d1", "psst")
    notice = {
        "type": "notice",
        "room": ROOM,
        "seq": 1,
        "reason": "direct",
        "from": {"user": "guest:ana", "name": "Ana"},
        "text": "psst",
        "at": own["at"],
    }
    assert connections.frames("ben1=") == connections.frames("ana2=") == [notice]
    rooms.join(ben, frames.JoinRoom(ROOM), deadline)
    joined = connections.frames("ben1=")[-1]
    assert joined["about"]["peer"] == {"user": "guest:ana", "name": "Ana"}
    assert [message["text"] for message in joined["messages"]] == ["psst"]


def test_the_room_is_the_same_whoever_asks_and_its_name_tells_nothing() -> None:
    assert direct.direct_room("guest:ben", "guest:ana") == ROOM
    assert frames.is_room(ROOM)
    assert "ana" not in ROOM and "ben" not in ROOM


def test_promise_3_a_direct_message_is_said_once(
    ana: Caller, ben: Caller, connections: Connections, deadline: float
) -> None:
    for _ in range(2):
        say(ana, ben.user, "psst", deadline)
    assert [frame["seq"] for frame in connections.frames("ana1=")] == [1, 1]
    with pytest.raises(IdReused):
        say(ana, ben.user, "other", deadline)
    assert looking.rooms_of(ben.user, None)["rooms"][0]["unread"] == 1


def test_nobody_else_comes_in(ana: Caller, ben: Caller, come: Join, deadline: float) -> None:
    say(ana, ben.user, "psst", deadline)
    eve = come("Eve", "general")
    with pytest.raises(NotFound):
        rooms.join(eve, frames.JoinRoom(ROOM), deadline)
    with pytest.raises(NotFound):
        rooms.join(eve, frames.JoinRoom(direct.direct_room("guest:ana", "guest:eve")), deadline)


def test_nobody_speaks_to_themselves_and_guests_to_nobody(ana: Caller, ben: Caller, deadline: float) -> None:
    with pytest.raises(Forbidden):
        say(ana, ana.user, "psst", deadline)
    with pytest.raises(Forbidden):
        say(Caller("ana1=", "guest:ana", "Ana", guest=True), ben.user, "psst", deadline)
    with pytest.raises(NotFound):
        Room.named(ROOM)


def test_who_quit_hears_no_more_of_what_is_said_in_the_room(
    ana: Caller, ben: Caller, connections: Connections, deadline: float
) -> None:
    say(ana, ben.user, "psst", deadline)
    rooms.join(ana, frames.JoinRoom(ROOM), deadline)
    quitting.quit_room(ben, ROOM, "q1", deadline)
    assert rooms_of(ben) == []
    heard = len(connections.frames("ben1="))
    messages.say(ana, frames.SendMessage(ROOM, "m1", "still there?"), deadline)
    assert len(connections.frames("ben1=")) == heard
    with pytest.raises(NotFound):
        rooms.join(ben, frames.JoinRoom(ROOM), deadline)


@pytest.mark.parametrize("by", ["the other", "who quit"])
def test_a_direct_message_brings_back_who_had_quit(
    ana: Caller, ben: Caller, connections: Connections, deadline: float, by: str
) -> None:
    say(ana, ben.user, "psst", deadline)
    quitting.quit_room(ben, ROOM, "q1", deadline)
    if by == "the other":
        say(ana, ben.user, "come back", deadline, "d2")
        assert connections.frames("ben1=")[-1]["text"] == "come back"
    else:
        say(ben, ana.user, "I am back", deadline, "d2")
    (back,) = rooms_of(ben)
    assert back["peer"] == {"user": "guest:ana", "name": "Ana"}
    rooms.join(ben, frames.JoinRoom(ROOM), deadline)
    assert [entry["type"] for entry in connections.frames("ben1=")[-1]["messages"]] == ["message", "member", "message"]


def rooms_of(caller: Caller) -> list[dict[str, Any]]:
    return list(looking.rooms_of(caller.user, None)["rooms"])
