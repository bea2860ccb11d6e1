"""Presences: who may speak, and how much."""

import pytest

from errors import Forbidden, NotJoined, RateLimited
from models import crowd, entrance, spread
from models.allowance import BURST, INTERVAL_MS
from models.connection import Connection
from models.membership import FOR_GOOD
from models.presence import TYPED_AGAIN_MS, Presence
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


def types(now: int, connection: str = "c1=") -> bool:
    return Presence.types("general", "guest:ana", connection, now)


def muted(until: int | None, connection: str = "c1=") -> None:
    Presence.mute("general", 0, connection, until)


@pytest.mark.engines("local", "emulator")
def test_who_is_muted_neither_speaks_nor_types_until_then() -> None:
    muted(NOW + 1)
    for act in (lambda: Presence.spend("general", "guest:ana", "c1=", NOW), lambda: types(NOW)):
        with pytest.raises(Forbidden):
            act()
    assert said(NOW + 1, BURST + 5) == BURST, "what was refused took nothing"
    assert types(NOW + 1)


def test_who_is_unmuted_speaks_and_types_at_once() -> None:
    muted(FOR_GOOD)
    with pytest.raises(Forbidden):
        said(NOW, 1)
    muted(None)
    assert said(NOW, 1) == 1
    assert types(NOW)


def test_who_is_muted_with_nothing_left_is_told_of_the_mute() -> None:
    assert said(NOW, BURST) == BURST
    muted(FOR_GOOD)
    with pytest.raises(Forbidden):
        said(NOW, 1)


def test_muting_who_has_gone_leaves_nothing_behind(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Count"]
    for until in (FOR_GOOD, None):
        muted(until, "c2=")
    assert connected.client.scan(TableName=connected.name)["Count"] == before


def test_a_mute_holds_in_whatever_shard_somebody_is(monkeypatch: pytest.MonkeyPatch) -> None:
    muted(FOR_GOOD)
    monkeypatch.setattr(spread, "hint", lambda *_: 3)
    with pytest.raises(Forbidden):
        said(NOW, 1)
    with pytest.raises(Forbidden):
        types(NOW)


@pytest.mark.engines("local", "emulator")
def test_others_hear_of_typing_every_few_seconds_at_most() -> None:
    heard = [types(NOW + after) for after in (0, 1, TYPED_AGAIN_MS - 1, TYPED_AGAIN_MS, TYPED_AGAIN_MS + 1)]
    assert heard == [True, False, False, True, False]
    assert said(NOW, BURST) == BURST, "typing takes nothing from what may be said"


def test_nobody_types_where_they_are_not(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Count"]
    with pytest.raises(NotJoined):
        types(NOW, "c2=")
    assert connected.client.scan(TableName=connected.name)["Count"] == before
