"""Presences: who may speak, and how much."""

import pytest

from errors import NotJoined, RateLimited
from models import crowd, entrance, spread
from models.allowance import BURST, INTERVAL_MS
from models.connection import Connection
from models.presence import Presence
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


@pytest.fixture(autouse=True)
def ana_is_here(connected: Table) -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")


def said(now: int, tries: int) -> int:
    """How many of so many posts at one moment the allowance takes."""
    for count in range(tries):
        try:
            Presence.spend("general", "guest:ana", "c1=", now)
        except RateLimited:
            return count
    return tries


def test_a_burst_is_allowed_and_no_more() -> None:
    assert said(NOW, BURST + 5) == BURST


def test_the_allowance_comes_back_one_by_one_and_never_beyond_a_burst() -> None:
    assert said(NOW, BURST) == BURST
    assert said(NOW + INTERVAL_MS, BURST) == 1
    assert said(NOW + 3_600_000, 2 * BURST) == BURST


def test_joining_again_does_not_refill_the_allowance() -> None:
    assert said(NOW, BURST) == BURST
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert said(NOW, 1) == 0


def test_who_is_not_in_the_room_has_no_allowance(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Count"]
    for room, connection in (("general", "c2="), ("random", "c1=")):
        with pytest.raises(NotJoined):
            Presence.spend(room, "guest:ana", connection, NOW)
        with pytest.raises(NotJoined):
            Presence.find(room, "guest:ana", connection)
    assert connected.client.scan(TableName=connected.name)["Count"] == before
    assert Presence.find("general", "guest:ana", "c1=").shard == 0


def test_a_presence_is_found_where_it_is_whatever_shard_is_expected(monkeypatch: pytest.MonkeyPatch) -> None:
    for hinted in (3, 0):
        monkeypatch.setattr(spread, "hint", lambda *_, shard=hinted: shard)
        assert Presence.find("general", "guest:ana", "c1=").shard == 0
        assert said(NOW, 2 * BURST) == (BURST if hinted else 0)


def test_removing_takes_those_and_only_those() -> None:
    for number in range(30):
        Connection.remember("guest:bo", f"d{number}=")
        entrance.enter("guest:bo", "Bo", f"d{number}=", "general")
    Presence.remove("general", 0, [f"d{number}=" for number in range(30)])
    assert crowd.look("general").first == ["c1="]
    Presence.remove("general", 0, [])
