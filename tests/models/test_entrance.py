"""Coming in and going out, together with what $disconnect needs to find."""

import pytest

from errors import Expired, Forbidden
from models import crowd, entrance
from models.connection import Connection
from models.entrance import ROOMS_A_CONNECTION
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
