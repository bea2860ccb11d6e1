"""Putting users out of rooms."""

import pytest

import frames
from chat import connections as verbs
from chat import messages, putting_out, rooms
from errors import Forbidden
from models import crowd
from models.connection import Connection
from models.membership import MEMBER, Membership
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections


def test_a_user_is_put_out_of_one_room_on_every_device_and_told_why(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana, _ = come("Ana", "general"), come("Bo", "general")
    second, third = person("Ana", "ana2="), person("Ana", "ana3=")
    for device in (second, third):
        verbs.connect(device)
    rooms.join(second, frames.JoinRoom("general"), deadline)
    rooms.join(ana, frames.JoinRoom("random"), deadline)
    assert putting_out.put_out(ana.user, "general", {"act": "kick"}, deadline, spared="ana2=")
    assert connections.frames("ana1=")[-1] == {"type": "left", "room": "general", "act": "kick"}
    assert connections.frames("ana2=")[-1]["type"] == "joined"
    assert connections.frames("ana3=") == []
    assert list(crowd.look("general").everyone()) == ["bo1="]
    assert Connection.rooms_of(ana.user, "ana1=") == {"random": 0}
    assert not putting_out.put_out(ana.user, "general", {"act": "kick"}, deadline)


def test_who_was_taken_out_without_a_word_is_told_later(come: Join, connections: Connections, deadline: float) -> None:
    ana, heard = come("Ana", "general"), len(connections.frames("ana1="))
    gone = putting_out.take_out(ana.user, "general")
    assert (gone, list(crowd.look("general").everyone())) == (["ana1="], [])
    assert len(connections.frames("ana1=")) == heard
    assert putting_out.put_out(ana.user, "general", {"act": "ban"}, deadline, gone=gone)
    assert connections.frames("ana1=")[heard:] == [{"type": "left", "room": "general", "act": "ban"}]


def test_the_muted_say_nothing_until_they_are_let(come: Join, deadline: float) -> None:
    ana = come("Ana", "general")
    putting_out.mute(ana.user, "general", 9_999_999_999_999)
    putting_out.mute(ana.user, "nowhere", 9_999_999_999_999)
    with pytest.raises(Forbidden):
        messages.say(ana, frames.SendMessage("general", "m1", "hello"), deadline)
    putting_out.mute(ana.user, "general", None)
    messages.say(ana, frames.SendMessage("general", "m1", "hello"), deadline)


def test_visitors_are_put_out_and_members_stay_however_many_there_are(
    come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(putting_out, "KNOWN_AT_ONCE", 2)
    for name in ("Ana", "Bo", "Cy", "Di", "Ed"):
        come(name, "general")
    Membership.of("guest:di", "general").update([Membership.role.set(MEMBER)])
    putting_out.put_out_visitors("general", deadline)
    assert sorted(crowd.look("general").everyone()) == ["ana1=", "di1="]
    assert connections.frames("ed1=")[-1] == {"type": "left", "room": "general", "act": "close"}
