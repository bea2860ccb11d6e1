"""Making rooms and changing what they are."""

from typing import Any

import pytest

import frames
from chat import connections as verbs
from chat import governing, looking, rooms
from errors import BadFrame, Busy, Forbidden, IdReused, NotJoined
from identity import Caller
from models import describing, log, reading
from models.log import Deed
from models.membership import MODERATOR, Membership
from models.room import Room, about
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections

PLANS = frames.CreateRoom("plans", "c1", "members", "Plans", "2027")


@pytest.fixture
def ana() -> Caller:
    verbs.connect(person("Ana"))
    return person("Ana")


def change(caller: Caller, deadline: float, id: str = "x1", **wanted: Any) -> None:
    governing.change(caller, frames.ChangeRoom("plans", id, **wanted), deadline)


def join(caller: Caller, deadline: float, room: str = "plans") -> None:
    rooms.join(caller, frames.JoinRoom(room), deadline)


def test_who_makes_a_room_owns_it_and_its_first_entry_says_what_it_is(
    ana: Caller, connections: Connections, deadline: float
) -> None:
    governing.create(ana, PLANS, deadline)
    (told,) = connections.frames("ana1=")
    assert told.pop("at")
    assert told == {
        "type": "room",
        "room": "plans",
        "seq": 1,
        "id": "c1",
        "from": {"user": "guest:ana", "name": "Ana"},
        "access": "members",
        "title": "Plans",
        "topic": "2027",
        "archived": False,
        "slow": 0,
    }
    join(ana, deadline)
    joined = connections.frames("ana1=")[-1]
    assert (joined["you"]["role"], joined["about"]["title"]) == ("owner", "Plans")


def test_promise_3_a_room_is_made_once(ana: Caller, connections: Connections, deadline: float) -> None:
    for _ in range(2):
        governing.create(ana, PLANS, deadline)
    assert [frame["seq"] for frame in connections.frames("ana1=")] == [1, 1]
    with pytest.raises(IdReused):
        governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)


def test_a_room_whose_maker_died_before_saying_so_is_said_by_the_same_request(
    ana: Caller, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def die(*_: object) -> None:
        raise SystemExit

    with monkeypatch.context() as patch:
        patch.setattr(governing, "put", die)
        with pytest.raises(SystemExit):
            governing.create(ana, PLANS, deadline)
    governing.create(ana, PLANS, deadline)
    assert [frame["seq"] for frame in connections.frames("ana1=")] == [1]


def test_a_name_that_is_taken_is_nobody_else_s(ana: Caller, come: Join, deadline: float) -> None:
    governing.create(ana, PLANS, deadline)
    bo = come("Bo", "general")
    for again in (PLANS, frames.CreateRoom("plans", "c9"), frames.CreateRoom("general", "c1")):
        with pytest.raises(Forbidden):
            governing.create(bo if again.room == "plans" else ana, again, deadline)
    with pytest.raises(BadFrame):
        governing.create(ana, frames.CreateRoom("direct-mine", "c1"), deadline)
    with pytest.raises(Forbidden):
        governing.create(Caller("ana1=", "guest:ana", "Ana", guest=True), frames.CreateRoom("mine", "c1"), deadline)


def test_moderators_describe_and_owners_open_and_close(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)
    join(ana, deadline)
    bo = come("Bo", "plans")
    with pytest.raises(Forbidden):
        change(bo, deadline, topic="mine")
    Membership.of(bo.user, "plans").update([Membership.role.set(MODERATOR)])
    change(bo, deadline, topic="ours")
    told = connections.frames("ana1=")[-1]
    assert (told["type"], told["topic"], told["access"]) == ("room", "ours", "open")
    for wanted in ({"archived": True}, {"access": "members"}, {"topic": "x", "archived": False}):
        with pytest.raises(Forbidden):
            change(bo, deadline, "x2", **wanted)
    assert about(Room.named("plans"))["topic"] == "ours"


def test_who_is_elsewhere_changes_nothing(ana: Caller, deadline: float) -> None:
    governing.create(ana, PLANS, deadline)
    with pytest.raises(NotJoined):
        change(ana, deadline, topic="2028")


def test_a_room_that_closes_puts_out_who_is_no_member_before_anybody_hears_of_it(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)
    join(ana, deadline)
    come("Bo", "plans")
    change(ana, deadline, access="members")
    assert connections.frames("bo1=")[-1] == {"type": "left", "room": "plans", "act": "close"}
    assert not any(frame["type"] == "room" for frame in connections.frames("bo1="))
    assert connections.frames("ana1=")[-1]["access"] == "members"


def test_promise_3_closing_again_puts_out_nobody_who_came_when_it_was_open_again(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)
    join(ana, deadline)
    change(ana, deadline, "x1", access="members")
    change(ana, deadline, "x2", access="open")
    come("Bo", "plans")
    change(ana, deadline, "x1", access="members")
    assert connections.frames("ana1=")[-1]["seq"] == 2
    assert not any(frame["type"] == "left" for frame in connections.frames("bo1="))
    assert Room.named("plans").access == "open"


def test_open_rooms_are_found_and_others_are_not(ana: Caller, connections: Connections, deadline: float) -> None:
    def found() -> list[str]:
        looking.find(ana, frames.FindRooms("pl"), deadline)
        return [room["room"] for room in connections.frames("ana1=")[-1]["rooms"]]

    governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)
    join(ana, deadline)
    assert found() == ["plans"]
    change(ana, deadline, "x1", archived=True)
    assert found() == []
    change(ana, deadline, "x2", archived=False)
    assert found() == ["plans"]
    change(ana, deadline, "x3", access="members")
    assert found() == []


def test_an_entry_never_tells_of_a_room_what_another_has_just_changed(ana: Caller, deadline: float) -> None:
    governing.create(ana, frames.CreateRoom("plans", "c1"), deadline)
    read = Room.named("plans")
    Room.named("plans").update([Room.title.set("Another")])
    deed = Deed("plans", "x1", ana.user, ana.name, "room", {}, together=describing.described(read, {"topic": "x"}))
    with pytest.raises(Busy):
        log.append(deed)
    assert about(Room.named("plans"))["topic"] == ""
    assert [entry.seq for entry in reading.newest("plans", 10).messages] == [1]
