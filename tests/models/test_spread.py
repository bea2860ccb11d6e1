"""A room's presences are spread over more partitions as it grows, and nobody is missed meanwhile."""

import threading
import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from models import crowd, entrance, log, reading, spread
from models.connection import LIFETIME, Connection
from models.log import Post
from models.presence import Presence
from models.room import Room
from models.spread import COUNTED, PRESENCES_A_SHARD, Spread, hint, note, remember


def now() -> Spread:
    return Spread.of_room("general")


def count(*sizes: int) -> Spread:
    """Each shard is counted in turn, as deliveries do."""
    for shard, size in enumerate(sizes):
        note(now(), shard, size)
    return now()


def test_a_small_room_has_one_shard_and_no_note_of_it() -> None:
    spread = count(COUNTED)
    assert (spread.shards, spread.reach, spread.total) == (1, 1, 0)


def test_a_size_is_written_down_when_it_is_news() -> None:
    assert count(COUNTED + 1).total == COUNTED + 1
    assert count(COUNTED + 50).total == COUNTED + 1
    assert count(800).total == 800
    assert count(860).total == 800


def test_a_room_grows_until_its_shards_are_small_enough() -> None:
    assert count(PRESENCES_A_SHARD + 1).shards == 2
    assert count(PRESENCES_A_SHARD + 1, 5 * PRESENCES_A_SHARD).shards == 8
    assert now().total == 6 * PRESENCES_A_SHARD + 1
    assert count(100 * PRESENCES_A_SHARD).shards == 128


def test_a_room_that_has_emptied_is_read_as_before_until_the_last_of_that_time_has_expired(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    count(4 * PRESENCES_A_SHARD)
    spread = count(10)
    assert (spread.shards, spread.reach) == (1, 4)
    assert spread.until > time.time() + LIFETIME
    later = time.time() + LIFETIME + 3600
    monkeypatch.setattr("models.spread.in_seconds", lambda seconds: int(later) + seconds)
    assert now().reach == 1


def test_a_room_that_grows_again_meanwhile_is_still_read_as_widely() -> None:
    count(8 * PRESENCES_A_SHARD)
    count(10)
    spread = count(2 * PRESENCES_A_SHARD)
    assert (spread.shards, spread.reach) == (2, 8)


def test_of_two_who_resize_at_once_one_does() -> None:
    stale = now()
    count(3 * PRESENCES_A_SHARD)
    note(stale, 0, 20 * PRESENCES_A_SHARD)
    assert now().shards == 4


def test_a_hint_names_a_shard_of_the_spread_that_was_seen() -> None:
    assert {hint("general", f"c{number}=") for number in range(50)} == {0}
    remember("general", Spread.of("general", {"shards": {"N": "4"}}))
    assert {hint("general", f"c{number}=") for number in range(50)} == {0, 1, 2, 3}
    assert hint("general", "c1=") == hint("general", "c1=")
    assert {hint("random", f"c{number}=") for number in range(50)} == {0}
    remember("general", Spread.of("general"))
    assert {hint("general", f"c{number}=") for number in range(50)} == {0}


def test_an_old_hint_is_forgotten(monkeypatch: pytest.MonkeyPatch) -> None:
    remember("general", Spread.of("general", {"shards": {"N": "4"}}))
    later = time.time() + spread.HINTED_FOR + 1
    monkeypatch.setattr("time.time", lambda: later)
    assert {hint("general", f"c{number}=") for number in range(50)} == {0}


def test_who_joins_again_after_the_room_has_grown_has_one_presence() -> None:
    Connection.remember("guest:ana", "c1=")
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    count(64 * PRESENCES_A_SHARD)
    crowd.look("general")
    assert hint("general", "c1=") != 0
    entrance.enter("guest:ana", "Ana", "c1=", "general")
    assert crowd.look("general").everyone() == {"c1=": 0}
    assert Connection.rooms_of("guest:ana", "c1=") == {"general": 0}
    assert Presence.find("general", "guest:ana", "c1=").shard == 0
    assert hint("general", "c1=") == 0, "from here on it is looked for where it is"
    entrance.leave("guest:ana", "c1=", "general")
    assert crowd.look("general").everyone() == {}


def test_promise_4_nobody_is_missed_while_the_room_grows() -> None:
    """Joiners write, then read the log; speakers commit, then look: also while the number of shards doubles."""
    Room.opened("general")
    start = threading.Barrier(3)
    told: dict[int, set[str]] = {}
    missed: dict[str, int] = {}

    def speak() -> None:
        start.wait()
        for number in range(40):
            message = log.append(Post("general", f"id-{number}", "guest:ana", "Ana", "hello"))
            told[message.seq] = set(crowd.look("general").everyone())

    def join() -> None:
        start.wait()
        for number in range(60):
            connection = f"c{number}="
            crowd.company("general", 1)
            Connection.remember("guest:bo", connection)
            entrance.enter("guest:bo", "Bo", connection, "general")
            page = reading.newest("general", 1)
            missed[connection] = page.through

    def grow() -> None:
        start.wait()
        for power in range(6):
            note(now(), 0, PRESENCES_A_SHARD << power)

    with ThreadPoolExecutor(3) as pool:
        for running in [pool.submit(each) for each in (speak, join, grow)]:
            running.result()
    assert now().shards == 32
    for connection, through in missed.items():
        for seq, heard in told.items():
            assert seq <= through or connection in heard, f"{connection} has missed {seq}"
