"""Turns in rooms that are slow."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models.turn import Turn
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


def take(id: str, now: int = NOW, user: str = "guest:ana", room: str = "general", slow: int = 30) -> int:
    return Turn.take(user, room, id, slow, now)


@pytest.mark.engines("local", "emulator")
def test_a_turn_comes_again_when_the_room_says_and_the_time_until_then_is_told() -> None:
    assert take("a") == 0
    assert take("b", NOW + 10_000) == 20_000
    assert take("b", NOW + 29_999) == 1
    assert take("b", NOW + 30_000) == 0
    assert take("c", NOW + 30_001) == 29_999


def test_it_is_the_user_s_own_in_this_room() -> None:
    take("a")
    assert (take("b", user="guest:bo"), take("b", room="random"), take("b")) == (0, 0, 30_000)


def test_promise_3_the_same_message_has_its_turn_however_often_it_is_sent() -> None:
    assert [take("a"), take("a", NOW + 5)] == [0, 0]
    assert take("b", NOW + 6) > 0


def test_a_room_that_gets_faster_lets_the_user_speak_earlier_and_one_that_gets_slower_later() -> None:
    take("a", slow=3600)
    assert take("b", NOW + 10_000, slow=10) == 0
    assert take("c", NOW + 20_000, slow=60) == 50_000


def test_of_many_at_once_one_has_the_turn() -> None:
    with ThreadPoolExecutor(8) as pool:
        assert sum(not left for left in pool.map(lambda number: take(f"id-{number}"), range(20))) == 1


def test_it_expires(connected: Table) -> None:
    take("a")
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert int(item["expires_at"]["N"]) > 0
