"""Joining, resuming and leaving."""

from typing import Any

import pytest

import frames
from chat import connections as verbs
from chat import messages, putting_out, rooms
from chat.announcing import ROSTER
from errors import Busy, Expired, NotFound
from identity import Caller
from models import crowd, entrance
from models.room import Room
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.presences import fill


@pytest.fixture
def ana(come: Join, deadline: float) -> Caller:
    """Ana is in the room, and has said five things."""
    ana = come("Ana", "general")
    for number in range(5):
        messages.say(ana, frames.SendMessage("general", f"id-{number}", f"text {number}"), deadline)
    return ana


def join(connections: Connections, deadline: float, **position: Any) -> dict[str, Any]:
    bo = person("Bo")
    verbs.connect(bo)
    rooms.join(bo, frames.JoinRoom("general", **position), deadline)
    return next(frame for frame in reversed(connections.frames("bo1=")) if frame["type"] == "joined")


def seqs(frame: dict[str, Any]) -> list[int]:
    return [message["seq"] for message in frame["messages"]]


def test_the_first_join_makes_the_room_and_answers_that_it_is_empty(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    joined = connections.frames("ana1=")[0]
    assert joined.pop("epoch")
    assert joined == {
        "type": "joined",
        "room": "general",
        "head": 0,
        "after": 0,
        "through": 0,
        "messages": [],
        "more": False,
        "recovered": True,
        "roster": [{"user": "guest:ana", "name": "Ana"}],
        "here": 1,
        "you": {"user": "guest:ana", "name": "Ana", "role": "owner"},
        "about": {"access": "open", "title": "", "topic": "", "archived": False, "slow": 0},
        "read": 0,
    }


def test_a_first_join_answers_the_newest_page(ana: Caller, connections: Connections, deadline: float) -> None:
    joined = join(connections, deadline, id="j")
    assert (joined["id"], seqs(joined), joined["recovered"], joined["more"]) == ("j", [1, 2, 3, 4, 5], True, False)
    assert joined["roster"] == [{"user": "guest:ana", "name": "Ana"}, {"user": "guest:bo", "name": "Bo"}]
    assert joined["here"] == 2


def test_promise_5_a_resume_answers_all_that_was_missed(ana: Caller, connections: Connections, deadline: float) -> None:
    epoch = join(connections, deadline)["epoch"]
    joined = join(connections, deadline, after=2, epoch=epoch)
    assert (seqs(joined), joined["recovered"], joined["more"]) == ([3, 4, 5], True, False)
    joined = join(connections, deadline, after=5, epoch=epoch)
    assert (seqs(joined), joined["recovered"], joined["more"]) == ([], True, False)


def test_promise_5_a_resume_that_cannot_be_told_in_full_says_so(
    ana: Caller, connections: Connections, deadline: float
) -> None:
    epoch = join(connections, deadline)["epoch"]
    for position in ({"after": 2, "epoch": "another"}, {"after": 6, "epoch": epoch}):
        joined = join(connections, deadline, **position)
        assert (joined["recovered"], seqs(joined), joined["epoch"]) == (False, [1, 2, 3, 4, 5], epoch)


def test_promise_5_a_long_resume_comes_in_pages_and_says_so(
    ana: Caller, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(frames, "PAGE_LIMIT", 2)
    epoch = join(connections, deadline)["epoch"]
    joined = join(connections, deadline, after=0, epoch=epoch)
    assert (seqs(joined), joined["through"], joined["more"]) == ([1, 2], 2, True)


def test_joining_again_is_harmless(ana: Caller, connections: Connections, deadline: float) -> None:
    rooms.join(ana, frames.JoinRoom("general"), deadline)
    assert list(crowd.look("general").everyone()) == ["ana1="]
    assert connections.frames("ana1=")[-1]["here"] == 1


def test_who_is_not_connected_cannot_join(connected: Table, deadline: float) -> None:
    with pytest.raises(Expired):
        rooms.join(person("Eve"), frames.JoinRoom("general"), deadline)


def test_leaving_ends_what_one_hears(ana: Caller, come: Join, connections: Connections, deadline: float) -> None:
    bo = come("Bo", "general")
    rooms.leave(bo, frames.LeaveRoom("general", "l"), deadline)
    assert connections.frames("bo1=")[-1] == {"type": "left", "room": "general", "id": "l"}
    heard = len(connections.frames("bo1="))
    messages.say(ana, frames.SendMessage("general", "x", "without Bo"), deadline)
    assert len(connections.frames("bo1=")) == heard


def test_a_crowded_roster_is_cut_and_still_fits_a_frame(
    ana: Caller, connections: Connections, connected: Table, deadline: float
) -> None:
    people = [f"c{number:03}{'x' * 400}=" for number in range(150)]
    fill(connected, "general", people, name="\U0001f469" * 64)
    joined = join(connections, deadline)
    assert joined["here"] > ROSTER
    assert 1 <= len(joined["roster"]) <= ROSTER
    assert len(frames.encode(joined)) <= frames.FRAME_BYTES


def test_a_large_room_is_counted_by_some_who_join_it_so_that_it_grows_though_nobody_speaks(
    ana: Caller, connections: Connections, connected: Table, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(connected, "general", [f"c{number:04}=" for number in range(1_200)])
    monkeypatch.setattr(rooms, "COUNTED_BY", 1)
    join(connections, deadline)
    spread = crowd.look("general").spread
    assert (spread.shards, spread.total) == (2, 1_202)
    assert join(connections, deadline)["here"] == 1_202


def test_nobody_hears_of_who_leaves_a_room_without_ever_having_been_in_it(
    ana: Caller, come: Join, connections: Connections, deadline: float
) -> None:
    eve = come("Eve", "random")
    heard = len(connections.frames("ana1="))
    rooms.leave(eve, frames.LeaveRoom("general", "l"), deadline)
    assert connections.frames("eve1=")[-1] == {"type": "left", "room": "general", "id": "l"}
    assert len(connections.frames("ana1=")) == heard


def test_a_room_that_closes_while_one_comes_in_is_not_seen(
    ana: Caller, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The join has let Bo in and put his presence there; then the room closes, and only then is the page read."""
    enter = entrance.enter

    def closing(*entered: Any) -> None:
        enter(*entered)
        Room.named("general").update([Room.access.set("members")])

    monkeypatch.setattr(entrance, "enter", closing)
    bo = person("Bo")
    verbs.connect(bo)
    with pytest.raises(NotFound):
        rooms.join(bo, frames.JoinRoom("general"), deadline)
    assert list(crowd.look("general").everyone()) == ["ana1="]
    assert connections.frames("bo1=") == []


@pytest.mark.promise(6)
def test_fault_18_who_is_put_out_while_coming_in_reads_nothing_of_what_is_said_then(
    ana: Caller, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The join has put Bo's presence there; then he is put out and Ana speaks, and only then is the page read."""
    enter = entrance.enter

    def banning(*entered: Any) -> None:
        enter(*entered)
        putting_out.take_out("guest:bo", "general")
        messages.say(ana, frames.SendMessage("general", "later", "without him"), deadline)

    monkeypatch.setattr(entrance, "enter", banning)
    bo = person("Bo")
    verbs.connect(bo)
    with pytest.raises(Busy):
        rooms.join(bo, frames.JoinRoom("general"), deadline)
    assert connections.frames("bo1=") == []


def test_what_is_between_a_guest_and_a_room_of_their_own(come: Join, connections: Connections, deadline: float) -> None:
    gus = Caller("gus1=", "guest:gus", "Gus", guest=True)
    verbs.connect(gus)
    rooms.join(gus, frames.JoinRoom("new"), deadline)
    assert connections.frames("gus1=")[-1]["you"]["role"] == "visitor"
    with pytest.raises(NotFound):
        rooms.join(come("Ana", "general"), frames.JoinRoom("direct-mine"), deadline)


def test_who_has_been_in_a_room_is_told_how_far_they_had_read(
    come: Join, connections: Connections, deadline: float
) -> None:
    ana = come("Ana", "general")
    messages.say(ana, frames.SendMessage("general", "m1", "hello"), deadline)
    rooms.join(ana, frames.JoinRoom("general"), deadline)
    assert connections.frames("ana1=")[-1]["read"] == 0
    come("Bo", "general")
    joined = next(frame for frame in connections.frames("bo1=") if frame["type"] == "joined")
    assert joined["read"] == 1
