"""The check after a run of writers finds what a log must not have."""

import pytest

from benchmarks.append_writers import check, rooms_of
from models.log import Post, append, void
from models.room import Room
from tests.parts.dynamodb import Table

ROOM = "bench-0"


@pytest.fixture(autouse=True)
def room(dynamodb: Table) -> Room:
    return Room.opened(ROOM)


def say(id: str) -> tuple[str, int, float]:
    return id, append(Post(ROOM, id, "guest:1", "Writer", "hello")).seq, 1.0


def test_writers_are_spread_over_their_rooms() -> None:
    assert rooms_of(4, 1) == [ROOM] * 4
    assert len(set(rooms_of(4, 4))) == 4


def test_a_complete_log_passes_without_the_messages_that_warmed_up() -> None:
    say("w0-warm")
    assert check([ROOM, ROOM], [[say("a"), say("b")], [say("c")]]) == 0


def test_a_message_that_nobody_was_told_of_is_found() -> None:
    told = [say("a")]
    say("b")
    with pytest.raises(SystemExit, match="not what its writers were told"):
        check([ROOM], [told])


def test_a_seq_that_differs_from_the_answer_is_found() -> None:
    id, seq, took = say("a")
    with pytest.raises(SystemExit, match="not what its writers were told"):
        check([ROOM], [[(id, seq + 1, took)]])


def test_a_hole_is_counted() -> None:
    told = [say("a")]
    Room.advance(ROOM, 0)
    told.append(say("b"))
    assert check([ROOM], [told]) == 1


def test_a_void_is_found() -> None:
    void(ROOM, Room.advance(ROOM, 0))
    with pytest.raises(SystemExit, match="not what its writers were told"):
        check([ROOM], [[]])
