"""What a room is changes together with its entry, and only from what it was known to be."""

from typing import Any

import pytest

from errors import Busy
from models import reading
from models.describing import described
from models.membership import listed
from models.message import Event
from models.room import OPEN_ROOMS, Room, Taking, about
from tests.models.entries import do, say
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def room(connected: Table) -> Room:
    return Room.opened("general")


def now() -> Room:
    return Room.named("general")


def change(known: Room | None = None, **wanted: Any) -> Event:
    room = known or now()
    return do(described(room, wanted), "room", fields=about(room) | wanted)


def open_rooms() -> list[str]:
    return [item["listed_as"]["S"] for item in listed(OPEN_ROOMS, None, 10).items]


@pytest.mark.engines("local", "emulator")
def test_a_room_takes_on_what_is_wanted_and_keeps_the_rest() -> None:
    change(title="Plans", topic="2027")
    change(topic="")
    assert about(now()) == {"access": "open", "title": "Plans", "topic": "", "archived": False, "slow": 0}
    assert now().head == 2
    assert [entry.what for entry in reading.newest("general", 9).messages if isinstance(entry, Event)] == ["room"] * 2


def test_only_open_rooms_that_are_not_archived_are_to_be_found() -> None:
    assert open_rooms() == ["general"]
    steps: list[tuple[dict[str, Any], list[str]]] = [
        ({"access": "members"}, []),
        ({"archived": False}, []),
        ({"access": "open"}, ["general"]),
        ({"title": "x"}, ["general"]),
        ({"slow": 30}, ["general"]),
        ({"archived": True}, []),
    ]
    for wanted, found in steps:
        change(**wanted)
        assert open_rooms() == found


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ({"archived": True}, {"topic": "x"}),
        ({"access": "members"}, {"archived": False}),
        ({"title": "a"}, {"topic": "b"}),
        ({"topic": "a"}, {"title": "b"}),
        ({"title": "a"}, {"title": "b"}),
    ],
)
def test_of_two_who_change_a_room_at_once_one_does(first: dict[str, Any], second: dict[str, Any]) -> None:
    stale = now()
    do(described(stale, first), "room")
    after = now().serialize()
    with pytest.raises(Busy):
        _late(stale, second)
    left = now().serialize()
    assert {name: value for name, value in left.items() if name not in ("head", "moved_at")} == {
        name: value for name, value in after.items() if name not in ("head", "moved_at")
    }


def _late(stale: Room, wanted: dict[str, Any]) -> None:
    """Who took a seq before the room was archived writes with it afterwards."""
    do(described(stale, wanted), "room", taking=Taking("guest:ana", archived_too=True))


def test_what_is_said_meanwhile_does_not_matter() -> None:
    stale = now()
    say()
    change(stale, title="Plans")
    assert now().title == "Plans"


def test_another_life_of_the_room_is_another_room() -> None:
    stale = now()
    stale.delete()
    Room.opened("general")
    with pytest.raises(Busy):
        change(stale, title="Plans")
    assert now().title == ""


def test_a_room_of_an_older_version_can_be_changed(connected: Table) -> None:
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": "ROOM#general"}, "sk": {"S": "ROOM"}},
        UpdateExpression="REMOVE title, topic, archived, listed_in, listed_as",
    )
    assert about(now()) == {"access": "open", "title": "", "topic": "", "archived": False, "slow": 0}
    change(title="Plans")
    assert (now().title, open_rooms()) == ("Plans", ["general"])
