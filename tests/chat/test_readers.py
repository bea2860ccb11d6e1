"""Who may read a room."""

from typing import Any

import pytest

from chat import putting_out
from chat.readers import demand_reader, read_for
from errors import NotJoined
from models.membership import FOR_GOOD, MEMBER, Membership
from models.room import Room
from tests.chat.conftest import Join, person


def standing(name: str, **known: Any) -> None:
    Membership(f"USER#guest:{name}", "ROOM#general", **known).save()


def test_those_who_are_in_it_and_its_members_wherever_they_are(come: Join) -> None:
    bo = come("Bo", "general")
    standing("cy", role=MEMBER)
    standing("di", role=MEMBER, muted_until=FOR_GOOD)
    for reader in (bo, person("Cy"), person("Di")):
        demand_reader(reader, "general")


def test_nobody_else_whether_there_is_such_a_room_or_not() -> None:
    Room.opened("general")
    standing("cy", role=MEMBER, banned_until=FOR_GOOD)
    standing("di")
    refusals = set()
    for name, room in (("Cy", "general"), ("Di", "general"), ("Eve", "general"), ("Eve", "nowhere")):
        with pytest.raises(NotJoined) as refused:
            demand_reader(person(name), room)
        refusals.add(str(refused.value))
    assert len(refusals) == 1


@pytest.mark.promise(6)
def test_fault_18_who_is_put_out_while_it_is_read_reads_nothing_of_what_is_said_then(come: Join) -> None:
    come("Ana", "general")
    bo = come("Bo", "general")

    def page() -> str:
        putting_out.take_out(bo.user, "general")
        return "what was said without him"

    with pytest.raises(NotJoined):
        read_for(lambda: demand_reader(bo, "general"), page)


def test_what_a_reader_reads(come: Join) -> None:
    bo = come("Bo", "general")
    assert read_for(lambda: demand_reader(bo, "general"), lambda: "a page") == "a page"
