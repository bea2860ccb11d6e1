"""Rooms are made together with those whom they begin with, by one of all who try."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models import founding
from models.clock import now_ms
from models.membership import MEMBER, OWNER, VISITOR, Membership, members
from models.room import Room
from models.standing import Standing, changed
from tests.models.entries import do
from tests.parts.dynamodb import Table

ANA, BO = ("guest:ana", "Ana"), ("guest:bo", "Bo")


@pytest.mark.engines("local", "emulator")
def test_who_makes_a_room_owns_it() -> None:
    assert founding.found(Room.new("plans", "members", "Plans", "2027"), *ANA)
    room, owner = Room.named("plans"), Membership.of("guest:ana", "plans")
    assert (room.head, room.access, room.title, room.topic, room.archived) == (0, "members", "Plans", "2027", False)
    assert (owner.role, owner.name, owner.read) == (OWNER, "Ana", 0)
    assert owner.expires_at is None
    assert [item["listed_as"]["S"] for item in members("plans", None, 10).items] == ["guest:ana"]


def test_who_comes_second_changes_nothing(connected: Table) -> None:
    assert founding.found(Room.new("plans"), *ANA)
    before = connected.client.scan(TableName=connected.name)["Items"]
    assert not founding.found(Room.new("plans", "members"), *BO)
    assert not founding.found(Room.new("plans", "members"), *ANA)
    assert connected.client.scan(TableName=connected.name)["Items"] == before


@pytest.mark.engines("local", "emulator")
def test_of_many_founders_at_once_one_owns_the_room() -> None:
    def found(number: int) -> bool:
        return founding.found(Room.new("plans", title=f"{number}"), f"guest:u{number}", f"U{number}")

    with ThreadPoolExecutor(8) as pool:
        won = [number for number, made in enumerate(pool.map(found, range(16))) if made]
    owners = [number for number in range(16) if Membership.of(f"guest:u{number}", "plans").belongs]
    assert won == owners
    assert [Room.named("plans").title] == [f"{number}" for number in won]


def test_a_room_that_somebody_opened_meanwhile_is_not_founded() -> None:
    epoch = Room.opened("plans").epoch
    assert not founding.found(Room.new("plans"), *ANA)
    assert Room.named("plans").epoch == epoch
    assert not Membership.of("guest:ana", "plans").belongs


def direct() -> Room:
    return Room.new("direct-1", "direct")


def test_a_room_of_two_has_two_members_and_no_owner() -> None:
    assert founding.found_direct(direct(), ANA, BO)
    ana, bo = Membership.of("guest:ana", "direct-1"), Membership.of("guest:bo", "direct-1")
    assert (ana.role, ana.name, ana.peer, ana.peer_name) == (MEMBER, "Ana", "guest:bo", "Bo")
    assert (bo.role, bo.name, bo.peer, bo.peer_name) == (MEMBER, "Bo", "guest:ana", "Ana")
    assert Room.named("direct-1").listed_in is None
    assert not founding.found_direct(direct(), BO, ANA)


def test_both_of_two_may_begin_at_once() -> None:
    pairs = [(ANA, BO), (BO, ANA)] * 4
    with ThreadPoolExecutor(8) as pool:
        made = list(pool.map(lambda pair: founding.found_direct(direct(), *pair), pairs))
    assert made.count(True) == 1
    assert Membership.of("guest:ana", "direct-1").peer == "guest:bo"
    assert Membership.of("guest:bo", "direct-1").peer == "guest:ana"


def quit_room(user: str, name: str) -> None:
    together = changed(Membership.of(user, "general"), Standing(VISITOR), name, forgotten=True)
    do(together, "member", fields={"act": "quit"})


def test_who_has_quit_a_room_of_two_is_in_it_again_and_has_read_what_was_before() -> None:
    assert founding.found_direct(Room.new("general", "direct"), ANA, BO)
    Room.advance("general", now_ms(), 5)
    Membership.mark_read("guest:ana", "general", 3)
    quit_room("guest:bo", "Bo")
    assert not Membership.of("guest:bo", "general").belongs
    founding.renew_direct("general", ANA, BO)
    ana, bo = Membership.of("guest:ana", "general"), Membership.of("guest:bo", "general")
    assert (bo.role, bo.peer, bo.peer_name, bo.read) == (MEMBER, "guest:ana", "Ana", 6)
    assert bo.expires_at is None
    assert (ana.role, ana.read) == (MEMBER, 3), "who has stayed is as they were"
    founding.renew_direct("general", ANA, BO)
    assert Membership.of("guest:ana", "general").read == 3


def test_a_membership_that_has_gone_altogether_is_made_anew() -> None:
    assert founding.found_direct(Room.new("general", "direct"), ANA, BO)
    Membership.of("guest:bo", "general").delete()
    founding.renew_direct("general", ANA, BO)
    assert Membership.of("guest:bo", "general").peer == "guest:ana"
