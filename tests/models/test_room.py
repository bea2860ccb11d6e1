"""A room is made once, and each of its numbers is taken once."""

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

import pytest

from errors import Forbidden, NotFound, RateLimited
from models.clock import now_ms
from models.room import BARRED_MS, OPEN_ROOMS, Room, Taking, about, listing
from tests.parts.dynamodb import Table


def test_a_room_is_made_by_the_first_who_opens_it() -> None:
    with pytest.raises(NotFound):
        Room.named("general")
    room = Room.opened("general")
    assert (room.head, room.access) == (0, "open")
    assert Room.named("general").epoch == room.epoch


def test_of_many_who_open_a_room_at_once_one_makes_it() -> None:
    with ThreadPoolExecutor(8) as pool:
        epochs = set(pool.map(lambda _: Room.opened("general").epoch, range(16)))
    assert len(epochs) == 1


def test_every_number_is_taken_once() -> None:
    Room.opened("general")
    with ThreadPoolExecutor(8) as pool:
        taken = list(pool.map(lambda _: Room.advance("general", now_ms()), range(64)))
    assert sorted(taken) == list(range(1, 65))
    assert Room.named("general").head == 64


def test_a_number_carries_the_time_it_was_taken() -> None:
    Room.opened("general")
    Room.advance("general", 1234567890123)
    assert Room.named("general").moved_at == 1234567890123


def test_a_room_that_does_not_exist_has_no_numbers() -> None:
    with pytest.raises(NotFound):
        Room.advance("none", now_ms())
    with pytest.raises(NotFound):
        Room.named("none")


NOW = 1_790_000_000_000
ANA, BO = Taking("guest:ana"), Taking("guest:bo")


def take(taking: Taking, now: int = NOW) -> int:
    return Room.advance("general", now, taking=taking)


def kick(user: str, now: int = NOW) -> int:
    return take(Taking("guest:mod", barring=user), now)


@pytest.mark.engines("local", "emulator")
def test_nothing_of_who_was_put_out_has_a_seq_above_it() -> None:
    Room.opened("general")
    assert take(BO) == 1
    assert kick("guest:bo") == 2
    for user in (BO, Taking(users=("guest:ana", "guest:bo")), Taking("guest:bo", archived_too=True)):
        with pytest.raises(RateLimited):
            take(user)
    assert take(ANA) == 3
    assert take(Taking(users=("guest:ana", "guest:cy"))) == 4
    assert take(Taking()) == 5
    with pytest.raises(RateLimited):
        take(BO, NOW + BARRED_MS - 1)
    assert take(BO, NOW + BARRED_MS) == 6


def test_kicks_that_race_what_is_said_are_above_it_or_bar_it() -> None:
    Room.opened("general")
    said: list[int] = []

    def speak(_: int) -> None:
        with suppress(RateLimited):
            said.append(take(BO))

    with ThreadPoolExecutor(8) as pool:
        running = [pool.submit(speak, number) for number in range(20)]
        kicked = pool.submit(kick, "guest:bo")
        running += [pool.submit(speak, number) for number in range(20)]
        for one in running:
            one.result()
    assert all(seq < kicked.result() for seq in said)


def test_who_is_put_out_next_lets_nobody_in_again() -> None:
    Room.opened("general")
    kick("guest:bo", NOW - BARRED_MS)
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(kick, [f"guest:u{number}" for number in range(12)]))
    for number in range(12):
        with pytest.raises(RateLimited):
            take(Taking(f"guest:u{number}"))


@pytest.mark.engines("local", "emulator")
def test_who_is_let_in_again_takes_seqs_at_once_and_only_they() -> None:
    Room.opened("general")
    kick("guest:bo")
    kick("guest:cy")
    take(Taking("guest:mod", letting_in="guest:bo"))
    take(BO)
    with pytest.raises(RateLimited):
        take(Taking("guest:cy"))
    take(Taking("guest:mod", letting_in="guest:cy"))
    take(Taking("guest:mod", letting_in="guest:cy"))
    take(Taking("guest:cy"))
    assert Room.named("general").barred is None


def test_what_is_long_over_is_forgotten_and_what_is_not_stays() -> None:
    room = Room.opened("general")
    Room.forget_barred(room, NOW)
    kick("guest:bo")
    Room.forget_barred(Room.named("general"), NOW)
    assert Room.named("general").barred == {"guest:bo"}
    stale = Room.named("general")
    kick("guest:cy", NOW + BARRED_MS)
    Room.forget_barred(stale, NOW + BARRED_MS)
    assert "guest:cy" in (Room.named("general").barred or ())
    Room.forget_barred(Room.named("general"), NOW + 2 * BARRED_MS)
    assert Room.named("general").barred is None


@pytest.mark.engines("local", "emulator")
def test_in_an_archived_room_only_who_may_open_it_takes_a_seq() -> None:
    Room.new("general").save()
    Room.named("general").update([Room.archived.set(True)])
    for taking in (Taking(), ANA, Taking("guest:mod", barring="guest:bo")):
        with pytest.raises(Forbidden):
            take(taking)
    assert Room.named("general").head == 0
    assert Room.named("general").barred is None
    assert take(Taking("guest:ana", archived_too=True)) == 1


def test_a_room_of_an_older_version_is_open_and_takes_seqs(connected: Table) -> None:
    Room.opened("general")
    connected.client.update_item(
        TableName=connected.name,
        Key={"pk": {"S": "ROOM#general"}, "sk": {"S": "ROOM"}},
        UpdateExpression="REMOVE title, topic, archived, listed_in, listed_as SET mood = :mood",
        ExpressionAttributeValues={":mood": {"S": "blue"}},
    )
    assert about(Room.named("general")) == {"access": "open", "title": "", "topic": "", "archived": False, "slow": 0}
    assert (take(ANA), kick("guest:bo")) == (1, 2)


def test_what_a_room_is_to_who_may_see_it() -> None:
    room = Room.new("plans", "members", "Plans", "2027")
    assert about(room) == {"access": "members", "title": "Plans", "topic": "2027", "archived": False, "slow": 0}
    assert (room.name, room.head) == ("plans", 0)
    assert Room.new("plans").epoch != room.epoch


@pytest.mark.parametrize(
    ("access", "archived", "listed"),
    [("open", False, True), ("open", True, False), ("members", False, False), ("direct", False, False)],
)
def test_only_open_rooms_are_listed(access: str, archived: bool, listed: bool) -> None:
    assert listing("plans", access, archived) == ((OPEN_ROOMS, "plans") if listed else (None, None))
