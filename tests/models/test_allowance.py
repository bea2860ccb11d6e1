"""An allowance: a burst, and then as much as comes back."""

import random
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from models.allowance import BURST, INTERVAL_MS, Spending, take, take_anew
from models.connection import Connection
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


@pytest.fixture(autouse=True)
def item(connected: Table) -> Connection:
    Connection.remember("guest:ana", "c1=")
    return Connection("USER#guest:ana", "CONN#c1=")


def taken(item: Connection, now: int, tries: int) -> int:
    return sum(take(item, now) for _ in range(tries))


@pytest.mark.engines("local", "emulator")
def test_a_burst_is_allowed_and_no_more(item: Connection) -> None:
    assert taken(item, NOW, BURST + 3) == BURST
    assert taken(item, NOW + INTERVAL_MS, 3) == 1
    assert taken(item, NOW + INTERVAL_MS + BURST * INTERVAL_MS, BURST + 3) == BURST


def test_of_many_at_once_a_burst_gets_through(item: Connection) -> None:
    with ThreadPoolExecutor(8) as pool:
        results = list(pool.map(lambda _: take(Connection(item.pk, item.sk), NOW), range(BURST + 10)))
    assert sum(results) == BURST


def test_of_many_at_once_who_come_first_a_burst_gets_through() -> None:
    for number in range(5):
        first = Barrier(8)

        def come(_: int, number: int = number, first: Barrier = first) -> bool:
            first.wait()
            kept = [Spending.kind.set(Connection)]
            return take_anew(Connection(f"USER#guest:new-{number}", "CONN#c1="), NOW, 8, INTERVAL_MS, kept)

        with ThreadPoolExecutor(8) as pool:
            assert list(pool.map(come, range(8))) == [True] * 8


def test_what_is_not_there_has_no_allowance_and_does_not_come_to_be(connected: Table) -> None:
    before = connected.client.scan(TableName=connected.name)["Items"]
    assert not take(Connection("USER#guest:ana", "CONN#c2="), NOW)
    assert connected.client.scan(TableName=connected.name)["Items"] == before


def test_a_condition_that_fails_takes_nothing(item: Connection) -> None:
    assert not take(item, NOW, Connection.name == "somebody else")
    assert taken(item, NOW, BURST + 1) == BURST
    assert not take(item, NOW + 3_600_000, Connection.name == "somebody else")


def test_whatever_the_pauses_it_is_what_gcra_allows(item: Connection) -> None:
    """https://en.wikipedia.org/wiki/Generic_cell_rate_algorithm, the virtual scheduling of it."""
    pauses = random.Random(7)
    now, arrival = NOW, 0
    for _ in range(120):
        now += pauses.choice([0, 0, 0, 1, INTERVAL_MS, INTERVAL_MS - 1, 5 * INTERVAL_MS])
        allowed = arrival <= now + (BURST - 1) * INTERVAL_MS
        assert take(item, now) == allowed
        if allowed:
            arrival = max(arrival, now) + INTERVAL_MS


def test_clocks_that_go_back_only_make_it_stricter(item: Connection) -> None:
    assert taken(item, NOW, 1) == 1
    assert taken(item, NOW - 60_000, 5) == 0
    assert taken(item, NOW, 5) == 5
