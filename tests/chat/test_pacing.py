"""Slow mode: one message of a user in so many seconds, whatever they connect with, and nobody else pays for it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

import frames
from chat import connections as verbs
from chat import files, governing, messages, moderating, pacing, rooms, uploads, visiting
from errors import Forbidden, TooSoon
from identity import Caller, Visitor
from models import reading, table
from models.clock import now_ms
from models.message import Message
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

SLOW = 30


@pytest.fixture
def now(monkeypatch: pytest.MonkeyPatch) -> Iterator[list[int]]:
    """The clock of turns and of what connections may say, which a test sets."""
    clock = [now_ms()]
    for module in (pacing, messages):
        monkeypatch.setattr(module, "now_ms", lambda: clock[0])
    yield clock


@pytest.fixture
def ana(come: Join, deadline: float, now: list[int]) -> Caller:
    """Ana owns the room, and has made it slow."""
    ana = come("Ana", "general")
    make_slow(ana, deadline)
    return ana


def make_slow(caller: Caller, deadline: float, slow: int = SLOW, id: str = "slow") -> None:
    governing.change(caller, frames.ChangeRoom("general", id, slow=slow), deadline)


def say(caller: Caller, id: str, deadline: float) -> None:
    messages.say(caller, frames.SendMessage("general", id, id), deadline)


def said() -> list[str]:
    return [entry.text for entry in reading.newest("general", 50).messages if isinstance(entry, Message)]


def left(act: Callable[[], object]) -> int:
    with pytest.raises(TooSoon) as refused:
        act()
    return refused.value.retry_after or 0


def test_one_message_in_so_many_seconds_and_who_is_early_hears_how_early(
    ana: Caller, come: Join, deadline: float, now: list[int]
) -> None:
    bo = come("Bo", "general")
    say(bo, "one", deadline)
    now[0] += 10_000
    assert left(lambda: say(bo, "two", deadline)) == 20_000
    now[0] += 20_000
    say(bo, "two", deadline)
    assert said() == ["one", "two"]


def test_it_counts_by_user_and_not_by_connection(ana: Caller, come: Join, deadline: float) -> None:
    say(come("Bo", "general"), "one", deadline)
    phone = person("Bo", "bo2=")
    verbs.connect(phone)
    rooms.join(phone, frames.JoinRoom("general"), deadline)
    assert left(lambda: say(phone, "two", deadline)) == SLOW * 1000
    say(come("Cy", "general"), "three", deadline)
    assert said() == ["one", "three"]


def test_who_quits_and_comes_back_waits_all_the_same(ana: Caller, come: Join, deadline: float) -> None:
    bo = come("Bo", "general")
    say(bo, "one", deadline)
    rooms.leave(bo, frames.LeaveRoom("general", quit=True), deadline)
    rooms.join(bo, frames.JoinRoom("general"), deadline)
    assert left(lambda: say(bo, "two", deadline))


def test_owners_and_moderators_speak_at_will_and_members_do_not(ana: Caller, come: Join, deadline: float) -> None:
    for id in ("one", "two"):
        say(ana, id, deadline)
    bo = come("Bo", "general")
    moderating.moderate(ana, frames.Moderate("general", "m1", bo.user, "invite"), deadline)
    say(bo, "three", deadline)
    assert left(lambda: say(bo, "four", deadline))
    moderating.moderate(ana, frames.Moderate("general", "m2", bo.user, "promote"), deadline)
    say(bo, "four", deadline)
    assert said() == ["one", "two", "three", "four"]


def test_promise_3_a_message_sent_again_is_answered_and_takes_no_turn(
    ana: Caller, come: Join, connections: Connections, deadline: float, now: list[int]
) -> None:
    bo = come("Bo", "general")
    say(bo, "one", deadline)
    now[0] += SLOW * 1000
    say(bo, "two", deadline)
    for id in ("one", "two"):
        before = len(connections.frames(bo.connection))
        say(bo, id, deadline)
        assert connections.frames(bo.connection)[before]["id"] == id
    assert said() == ["one", "two"]


def test_every_process_keeps_to_the_pace_that_the_room_has_now(
    ana: Caller, come: Join, deadline: float, now: list[int]
) -> None:
    """What a process believes of a room may be old: the write that gives the seq knows better."""
    bo = come("Bo", "general")
    say(bo, "one", deadline)
    pacing.forget()
    assert left(lambda: say(bo, "two", deadline))
    make_slow(ana, deadline, 5, "faster")
    now[0] += 5_000
    say(bo, "two", deadline)
    make_slow(ana, deadline, 0, "at-once")
    for id in ("three", "four"):
        say(bo, id, deadline)
    pacing.remember("general", 3600)
    say(bo, "five", deadline)
    assert said() == ["one", "two", "three", "four", "five"]


def test_by_http_and_with_files_it_is_the_same_turn(
    ana: Caller, come: Join, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    cy = Visitor("guest:cy", "Cy")
    visiting.say(cy, frames.SendMessage("general", "a", "one"), deadline)
    file = uploads.Wanted("a.txt", "text/plain", 7)
    again = frames.SendMessage("general", "b", "two")
    upload = frames.Upload("general", "a.txt", "text/plain", 7, id="u")
    joined = come("Cy", "general")
    asks: list[Callable[[], Any]] = [
        lambda: visiting.say(cy, again, deadline),
        lambda: visiting.offer_upload(cy, "general", file),
        lambda: files.ask(joined, upload, deadline),
        lambda: say(joined, "three", deadline),
    ]
    assert [left(ask) for ask in asks] == [SLOW * 1000] * 4


def test_members_do_not_set_the_pace_and_it_is_an_entry_that_all_can_see(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    bo = come("Bo", "general")
    with pytest.raises(Forbidden):
        make_slow(bo, deadline, 0, "x")
    assert connections.frames(bo.connection)[-1]["about"]["slow"] == SLOW
    (entry,) = [frame for frame in connections.frames(ana.connection) if frame["type"] == "room"]
    assert (entry["slow"], entry["id"]) == (SLOW, "slow")


def test_rooms_that_are_not_slow_pay_nothing_and_those_that_are_one_write(
    come: Join, deadline: float, now: list[int], dynamodb: Table
) -> None:
    ana, bo = come("Ana", "general"), come("Bo", "general")
    asked: list[str] = []
    table.client().meta.events.register("before-call.dynamodb", lambda model, **_: asked.append(model.name))

    def asks(id: str) -> list[str]:
        asked.clear()
        say(bo, id, deadline)
        now[0] += SLOW * 1000
        return list(asked)

    usual = asks("one")
    make_slow(ana, deadline)
    asks("the-first-that-this-process-hears-of-it")
    assert sorted(asks("two")) == sorted([*usual, "UpdateItem"])
    make_slow(ana, deadline, 0, "off")
    asks("the-first-again")
    assert asks("three") == usual
