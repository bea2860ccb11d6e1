"""Noticing people who are elsewhere."""

from typing import Any

import pytest

import frames
from chat import messages, noticing
from identity import Caller
from models import log
from models.membership import FOR_GOOD, MEMBER, Membership
from models.room import Room
from tests.chat.conftest import Join
from tests.parts.connections import Connections


@pytest.fixture
def ana(come: Join) -> Caller:
    return come("Ana", "general")


def say(ana: Caller, deadline: float, *mentions: str, text: str = "hello") -> None:
    messages.say(ana, frames.SendMessage("general", "m1", text, mentions=mentions), deadline)


def notices(connections: Connections, connection: str) -> list[dict[str, Any]]:
    return [frame for frame in connections.frames(connection) if frame["type"] == "notice"]


def test_who_is_mentioned_is_noticed_where_the_room_is_not_open(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    come("Bo", "random")
    come("Cy", "general")
    say(ana, deadline, "guest:bo", "guest:cy", "guest:ana", "guest:nobody", "room", text="x" * 300)
    (notice,) = notices(connections, "bo1=")
    assert notice.pop("at")
    assert notice == {
        "type": "notice",
        "room": "general",
        "seq": 1,
        "reason": "mention",
        "from": {"user": "guest:ana", "name": "Ana"},
        "text": "x" * 200,
    }
    assert notices(connections, "cy1=") == notices(connections, "ana1=") == []


def test_nobody_is_noticed_of_a_room_that_they_may_not_see(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    for name, known in (
        ("Bo", {}),
        ("Cy", {"role": MEMBER}),
        ("Di", {"role": MEMBER, "banned_until": FOR_GOOD}),
        ("Ed", {"muted_until": FOR_GOOD}),
    ):
        come(name, "random")
        Membership(f"USER#guest:{name.lower()}", "ROOM#general", **known).save()
    everyone = ("guest:bo", "guest:cy", "guest:di", "guest:ed")
    say(ana, deadline, *everyone)
    noticed = [name for name in ("bo", "cy", "di", "ed") if notices(connections, f"{name}1=")]
    assert noticed == ["bo", "cy", "ed"]
    Room.named("general").update([Room.access.set("members")])
    messages.say(ana, frames.SendMessage("general", "m2", "hello", mentions=everyone), deadline)
    assert [name for name in ("bo", "cy", "di", "ed") if len(notices(connections, f"{name}1=")) == 2] == ["cy"]


def test_the_connection_that_spoke_is_spared(come: Join, connections: Connections, deadline: float) -> None:
    Room.opened("general")
    come("Ana", "random")
    message = log.append(log.Post("general", "m1", "guest:bo", "Bo", "hello"))
    frame = noticing.message_notice(message, "mention")
    noticing.notice(["guest:ana"], frame, deadline, spared="ana1=")
    assert notices(connections, "ana1=") == []
    noticing.notice(["guest:ana"], frame, deadline)
    assert notices(connections, "ana1=") == [frame]
