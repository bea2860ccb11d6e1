"""Looking around."""

from typing import Any

import pytest

import frames
from chat import looking, messages, quitting, rooms
from errors import NotJoined
from identity import Caller
from models.membership import FOR_GOOD, MEMBER, Membership, members_list
from models.room import Room
from tests.chat.conftest import Join
from tests.parts.connections import Connections


def mine(caller: Caller, connections: Connections, deadline: float, after: str | None = None) -> dict[str, Any]:
    looking.mine(caller, frames.Rooms(after, "r"), deadline)
    return connections.frames(caller.connection)[-1]


def found(caller: Caller, connections: Connections, deadline: float, **asked: Any) -> dict[str, Any]:
    looking.find(caller, frames.FindRooms(**asked), deadline)
    return connections.frames(caller.connection)[-1]


def members(caller: Caller, connections: Connections, deadline: float, after: str | None = None) -> dict[str, Any]:
    looking.members(caller, frames.Members("general", after), deadline)
    return connections.frames(caller.connection)[-1]


def test_one_s_rooms_tell_what_is_unread(come: Join, connections: Connections, deadline: float) -> None:
    ana, bo = come("Ana", "general"), come("Bo", "general")
    for number, mentions in enumerate([(), ("guest:bo",), ("room",)]):
        messages.say(ana, frames.SendMessage("general", f"m{number}", "x" * 300, mentions=mentions), deadline)
    messages.say(bo, frames.SendMessage("general", "m9", "mine"), deadline)
    answer = mine(bo, connections, deadline)
    (room,) = answer["rooms"]
    last = room.pop("last")
    assert (answer["type"], answer["id"], answer["next"]) == ("rooms", "r", None)
    assert room == {
        "room": "general",
        "access": "open",
        "title": "",
        "topic": "",
        "archived": False,
        "slow": 0,
        "role": "visitor",
        "head": 4,
        "read": 0,
        "unread": 3,
        "mentions": 2,
    }
    assert (last["seq"], last["text"]) == (4, "mine")
    Membership.mark_read(bo.user, "general", 2)
    (room,) = mine(bo, connections, deadline)["rooms"]
    assert (room["read"], room["unread"], room["mentions"]) == (2, 1, 1)


def test_a_room_is_not_one_s_own_any_more_when_one_quit_it_or_is_banned_or_it_closed(
    come: Join, connections: Connections, deadline: float
) -> None:
    come("Ana", "general")
    bo = come("Bo", "general")
    for room in ("banned", "closed", "kept"):
        Room.opened(room)
        rooms.join(bo, frames.JoinRoom(room), deadline)
    quitting.quit_room(bo, "general", None, deadline)
    Membership.of(bo.user, "banned").update([Membership.banned_until.set(FOR_GOOD)])
    Room.named("closed").update([Room.access.set("members")])
    assert [room["room"] for room in mine(bo, connections, deadline)["rooms"]] == ["kept"]


def test_who_was_only_muted_in_a_room_has_not_joined_it(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    bo = come("Bo", "random")
    Membership("USER#guest:bo", "ROOM#general").update(
        [Membership.kind.set(Membership), Membership.role.set("visitor"), Membership.muted_until.set(FOR_GOOD)]
    )
    assert [room["room"] for room in mine(bo, connections, deadline)["rooms"]] == ["random"]


def test_many_rooms_come_in_pages_that_fit_a_frame(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "a")
    names = sorted(f"room-{number:02}" for number in range(30))
    for name in names:
        room = Room.new(name, title="\U0001f469" * 80, topic='"' * 300)
        room.save()
        Membership(f"USER#{ana.user}", room.pk, role=MEMBER, name="Ana").save()
    seen: list[str] = []
    after = None
    while True:
        page = mine(ana, connections, deadline, after)
        assert len(connections.posts[-1].body) <= frames.FRAME_BYTES
        seen += [room["room"] for room in page["rooms"]]
        after = page["next"]
        if after is None:
            break
    assert seen == ["a", *names]


def test_open_rooms_are_found_by_how_their_names_begin(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "plans")
    for name, access in (("plan-b", "open"), ("plan-c", "members"), ("other", "open")):
        Room.new(name, access, "A title", "A topic").save()
    told = {"room": "plan-b", "title": "A title", "topic": "A topic"}
    empty = {"room": "plans", "title": "", "topic": ""}
    answer = found(ana, connections, deadline, prefix="pl", id="f")
    assert answer == {"type": "foundRooms", "rooms": [told, empty], "next": None, "id": "f"}
    assert found(ana, connections, deadline, prefix="pl", after="plan-b")["rooms"] == [empty]
    assert [room["room"] for room in found(ana, connections, deadline)["rooms"]] == ["other", "plan-b", "plans"]


@pytest.mark.parametrize(("after", "names"), [("a", ["plans"]), ("z", []), ("plans", [])])
def test_where_to_go_on_may_lie_outside_of_what_is_looked_for(
    come: Join, connections: Connections, deadline: float, after: str, names: list[str]
) -> None:
    ana = come("Ana", "plans")
    come("Bo", "b")
    answer = found(ana, connections, deadline, prefix="p", after=after)
    assert ([room["room"] for room in answer["rooms"]], answer["next"]) == (names, None)


def test_many_found_rooms_come_in_pages(
    come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(looking, "FOUND", 2)
    ana = come("Ana", "a")
    for name in "bcde":
        Room.opened(name)
    seen: list[str] = []
    after = None
    while after is not None or not seen:
        page = found(ana, connections, deadline, after=after)
        seen, after = [*seen, *(room["room"] for room in page["rooms"])], page["next"]
    assert seen == list("abcde")


def test_members_are_those_with_a_standing(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "general")
    come("Bo", "general")
    listed: dict[str, Any] = {"listed_in": members_list("general")}
    for name, standing in (("cy", {"role": MEMBER}), ("di", {"banned_until": FOR_GOOD}), ("ed", {"muted_until": 1})):
        user = f"guest:{name}"
        Membership(f"USER#{user}", "ROOM#general", name=name, listed_as=user, **listed, **standing).save()
    assert members(ana, connections, deadline)["members"] == [
        {"user": "guest:ana", "name": "Ana", "role": "owner"},
        {"user": "guest:cy", "name": "cy", "role": "member"},
        {"user": "guest:di", "name": "di", "role": "visitor", "banned": FOR_GOOD},
        {"user": "guest:ed", "name": "ed", "role": "visitor"},
    ]
    assert members(ana, connections, deadline, after="\U0010ffff!")["members"] == []
    with pytest.raises(NotJoined):
        members(come("Eve", "random"), connections, deadline)


def test_many_members_with_long_names_come_in_pages_that_fit_a_frame(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    users = [f"guest:{number:02}" + '"' * 500 for number in range(60)]
    with Membership.batch_write() as batch:
        for user in users:
            listed: dict[str, Any] = {"listed_in": members_list("general"), "listed_as": user}
            batch.save(Membership(f"USER#{user}", "ROOM#general", role=MEMBER, name="\U0001f469" * 64, **listed))
    seen: list[str] = []
    after = None
    while after is not None or not seen:
        page = members(ana, connections, deadline, after)
        assert len(connections.posts[-1].body) <= frames.FRAME_BYTES
        seen, after = [*seen, *(member["user"] for member in page["members"])], page["next"]
    assert seen == [*users, "guest:ana"]
