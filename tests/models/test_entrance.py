"""Coming in and going out, together with what $disconnect needs to find."""

import pytest

from errors import Busy, Expired, Forbidden
from models import connection as connections
from models import crowd, entrance, spread
from models.clock import now_ms, retention_end
from models.connection import Connection
from models.entrance import ROOMS_A_CONNECTION
from models.membership import FOR_GOOD, MEMBER, VISITOR, Membership
from models.presence import Presence
from models.room import Room
from models.standing import Standing, changed
from tests.models.entries import do
from tests.parts.dynamodb import Table


def test_entering_writes_presence_and_connection_together() -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert list(crowd.look("general").everyone()) == ["c1="]
    assert Connection.rooms_of("guest:ana", "c1=") == {"general": 0}


def test_fault_16_who_has_disconnected_leaves_no_orphan(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    Connection.forget("guest:ana", "c1=")
    with pytest.raises(Expired):
        entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


def test_a_connection_can_be_in_so_many_rooms_and_no_more() -> None:
    Connection.remember("guest:ana", "c1=")
    for number in range(ROOMS_A_CONNECTION):
        entrance.enter("guest:ana", "Ana", "c1=", f"room-{number}")
    with pytest.raises(Forbidden):
        entrance.enter("guest:ana", "Ana", "c1=", "one-more")
    assert list(crowd.look("one-more").everyone()) == []
    entrance.enter("guest:ana", "Ana", "c1=", "room-0")


def test_leaving_takes_both_back_and_is_harmless_twice() -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    entrance.leave("guest:ana", "c1=", "general")
    entrance.leave("guest:ana", "c1=", "general")
    assert list(crowd.look("general").everyone()) == []
    assert Connection.rooms_of("guest:ana", "c1=") == {}


def test_who_is_gone_is_put_out_all_the_same(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    Connection.forget("guest:ana", "c1=")
    entrance.put_out("guest:ana", "c1=", "general", 0)
    assert list(crowd.look("general").everyone()) == []
    kinds = {item["kind"]["S"] for item in connected.client.scan(TableName=connected.name)["Items"]}
    assert kinds == {"membership"}


def ana() -> Membership:
    return Membership.of("guest:ana", "general")


def enter(known: Membership | None = None, head: int = 0) -> None:
    entrance.enter("guest:ana", "Ana", "c1=", "general", known, head)


@pytest.fixture
def here(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    Room.opened("general")


def become(standing: Standing) -> None:
    do(changed(ana(), standing, "Ana"), "member", user="guest:mod")


@pytest.mark.engines("local", "emulator")
def test_who_comes_in_first_is_a_visitor_who_has_read_what_there_is(here: None) -> None:
    enter(head=7)
    assert (ana().role, ana().name, ana().read) == (VISITOR, "Ana", 7)
    assert ana().expires_at is not None and abs(ana().expires_at - retention_end()) < 5
    enter(head=9)
    assert ana().read == 7


def test_a_member_stays_one_and_is_not_forgotten(here: None) -> None:
    become(Standing(MEMBER))
    enter(head=3)
    assert ana().role == MEMBER
    assert ana().expires_at is None


@pytest.mark.engines("local", "emulator")
@pytest.mark.parametrize(
    "standing", [Standing(VISITOR, banned=FOR_GOOD), Standing(VISITOR, muted=FOR_GOOD), Standing(MEMBER)]
)
def test_whose_standing_changes_meanwhile_is_not_let_in_as_what_they_were(here: None, standing: Standing) -> None:
    known = ana()
    become(standing)
    with pytest.raises(Busy):
        enter(known)
    assert list(crowd.look("general").everyone()) == []
    assert Connection.rooms_of("guest:ana", "c1=") == {}
    assert ana().standing != VISITOR


def test_a_kick_that_meets_who_comes_in_is_busy_or_sees_them(here: None) -> None:
    become(Standing(MEMBER))
    known = ana()
    become(Standing(VISITOR))
    with pytest.raises(Busy):
        enter(known)


def test_who_is_banned_is_not_let_in_however_they_ask(here: None) -> None:
    become(Standing(MEMBER, banned=now_ms() + 60_000))
    for known in (None, ana()):
        with pytest.raises(Busy):
            enter(known)
    become(Standing(MEMBER, banned=1))
    enter()
    assert list(crowd.look("general").everyone()) == ["c1="]


@pytest.mark.engines("local", "emulator")
def test_who_is_muted_comes_in_muted_and_stays_so_as_long_as_it_was_meant(here: None) -> None:
    become(Standing(VISITOR, muted=FOR_GOOD))
    enter()
    assert Presence.find("general", "guest:ana", "c1=").muted_until == FOR_GOOD
    assert ana().expires_at is None, "a mute that is forgotten is none"
    become(Standing(VISITOR))
    enter()
    assert Presence.find("general", "guest:ana", "c1=").muted_until is None
    assert ana().expires_at is not None


def test_a_mute_that_has_run_out_is_none(here: None) -> None:
    become(Standing(VISITOR, muted=now_ms() - 1))
    enter()
    assert Presence.find("general", "guest:ana", "c1=").muted_until is None
    assert ana().role == VISITOR


def test_who_joined_when_the_room_was_spread_otherwise_stays_where_they_are(
    here: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    enter()
    monkeypatch.setattr(spread, "hint", lambda *_: 3)
    enter()
    assert Connection.rooms_of("guest:ana", "c1=") == {"general": 0}
    assert crowd.connections("general", 3) == []


def test_who_disconnects_while_they_come_in_again_is_not_let_in(here: None, monkeypatch: pytest.MonkeyPatch) -> None:
    enter()
    monkeypatch.setattr(spread, "hint", lambda *_: 3)
    rooms_in = connections.rooms_in

    def and_gone(item: dict[str, object] | None) -> dict[str, int]:
        monkeypatch.setattr(connections, "rooms_in", rooms_in)
        Connection.forget("guest:ana", "c1=")
        return rooms_in(item)

    monkeypatch.setattr(connections, "rooms_in", and_gone)
    with pytest.raises(Busy):
        enter()
    assert crowd.connections("general", 3) == []


def test_who_is_put_out_is_in_the_room_no_longer(here: None) -> None:
    enter()
    entrance.put_out("guest:ana", "c1=", "general", 0)
    assert list(crowd.look("general").everyone()) == []
    assert Connection.rooms_of("guest:ana", "c1=") == {}
    entrance.put_out("guest:ana", "c1=", "general", 0)
    assert ana().read == 0 and ana().role == VISITOR
