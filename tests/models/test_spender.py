"""Spenders: what a user may say on all connections together, and that nobody else pays for it."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from errors import RateLimited
from models import entrance, spender
from models.connection import Connection
from models.presence import Presence
from models.spender import BURST, FAST, INTERVAL_MS, spend
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


def said(now: int, tries: int, user: str = "guest:ana") -> int:
    count = 0
    for _ in range(tries):
        try:
            spend(user, now)
            count += 1
        except RateLimited as refused:
            assert refused.retry_after
    return count


def test_the_table_is_not_asked_about_who_says_no_more_than_people_do(connected: Table) -> None:
    assert said(NOW, FAST.burst) == FAST.burst
    assert said(NOW + 60_000, FAST.burst) == FAST.burst
    assert connected.client.scan(TableName=connected.name)["Items"] == []


@pytest.mark.engines("local", "emulator")
def test_who_is_fast_has_a_burst_more_and_then_what_comes_back() -> None:
    assert said(NOW, FAST.burst + BURST + 7) == FAST.burst + BURST
    assert said(NOW, 3, "guest:bo") == 3
    assert said(NOW + INTERVAL_MS, 3) == 1


def test_of_many_at_once_no_more_than_a_burst_gets_through(monkeypatch: pytest.MonkeyPatch) -> None:
    said(NOW, FAST.burst)
    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(lambda _: said(NOW, 1), range(BURST + 20))) == BURST


def test_another_process_knows_who_is_fast_here() -> None:
    said(NOW, FAST.burst + BURST)
    FAST.forget()
    assert said(NOW, FAST.burst + 5) == FAST.burst


def test_what_is_kept_of_a_user_expires(connected: Table) -> None:
    said(NOW, FAST.burst + 1)
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert (item["kind"]["S"], item["sk"]["S"]) == ("spender", spender.SK)
    assert int(item["expires_at"]["N"]) > 0


def test_many_connections_in_many_rooms_are_one_user_s() -> None:
    refused = 0
    for number in range(10):
        room, connection = f"room-{number}", f"c{number}="
        Connection.remember("guest:ana", connection)
        entrance.enter("guest:ana", "Ana", connection, room)
        for _ in range(12):
            try:
                Presence.spend(room, "guest:ana", connection, NOW)
            except RateLimited:
                refused += 1
    assert refused == 120 - FAST.burst - BURST
