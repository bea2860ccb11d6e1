"""Rooms that one may not see and rooms that are not there: whatever is asked, the answer is the same."""

from typing import Any

import pytest
from botocore.model import OperationModel

from models import log, table
from models.founding import found_direct
from models.log import Post
from models.room import Room
from tests.promises.conftest import CLOSED, Come
from tests.promises.people import Frame, Person

HIDDEN, ABSENT = ("vault", "direct-1"), ("nowhere", "direct-2")

ASKS: list[tuple[str, dict[str, Any]]] = [
    ("leaveRoom", {}),
    ("leaveRoom", {"quit": True}),
    ("sendMessage", {"text": "hello"}),
    ("sendMessage", {"text": "hello", "reply": 1, "mentions": ["guest:olga"]}),
    ("editMessage", {"seq": 1, "text": "hello"}),
    ("eraseMessage", {"seq": 1}),
    ("react", {"seq": 1, "reaction": "👍", "on": True}),
    ("history", {}),
    ("history", {"thread": 1}),
    ("history", {"after": 0, "limit": 1}),
    ("search", {"text": "secret"}),
    ("changeRoom", {"topic": "mine"}),
    ("moderate", {"user": "guest:olga", "act": "kick"}),
    ("moderate", {"user": "guest:eve", "act": "invite"}),
    ("members", {}),
    ("markRead", {"seq": 1}),
    ("typing", {}),
    ("upload", {"name": "a.png", "type": "image/png", "size": 1}),
    ("link", {"seq": 1}),
]


@pytest.fixture
def eve(olga: Person, come: Come) -> Person:
    """Eve knows the names of Olga's rooms, and may see none of them."""
    assert found_direct(Room.new("direct-1", "direct"), (olga.user, "Olga"), ("guest:mia", "Mia"))
    assert olga.ask("joinRoom", room="direct-1")["type"] == "joined"
    for room in HIDDEN:
        log.append(Post(room, "a", olga.user, "Olga", "a secret"))
    return come("Eve")


def answers(eve: Person, action: str, room: str, fields: dict[str, Any]) -> list[Frame]:
    """What comes back, but for the name that was asked for."""
    frames = eve.send(action, room=room, id="probe", **fields)
    assert frames
    return [{name: value for name, value in frame.items() if (name, value) != ("room", room)} for frame in frames]


def calls(eve: Person, action: str, room: str, fields: dict[str, Any]) -> list[str]:
    """The operations of the table that an answer takes, in their order."""
    made: list[str] = []

    def note(model: OperationModel, **_: object) -> None:
        made.append(model.name)

    events = table.client().meta.events
    events.register("before-call.dynamodb", note)
    try:
        answers(eve, action, room, fields)
    finally:
        events.unregister("before-call.dynamodb", note)
    return made


@pytest.mark.parametrize(("action", "fields"), ASKS, ids=lambda value: value if isinstance(value, str) else "")
def test_promise_7_what_may_not_be_seen_is_as_if_it_were_not_there(
    olga: Person, eve: Person, action: str, fields: dict[str, Any]
) -> None:
    heard = len(olga.heard())
    for hidden, absent in zip(HIDDEN, ABSENT, strict=True):
        assert answers(eve, action, hidden, fields) == answers(eve, action, absent, fields)
        assert int(Room.named(hidden).head) == 1
    assert len(olga.heard()) == heard
    assert eve.ask("rooms")["rooms"] == eve.ask("findRooms", prefix="va")["rooms"] == []


@pytest.mark.parametrize(("action", "fields"), ASKS, ids=lambda value: value if isinstance(value, str) else "")
def test_promise_7_what_may_not_be_seen_takes_as_long_as_what_is_not_there(
    eve: Person, action: str, fields: dict[str, Any]
) -> None:
    """Time is spent at the table, so the two differ by noise alone where they ask the table the same."""
    for hidden, absent in zip(HIDDEN, ABSENT, strict=True):
        asked = calls(eve, action, hidden, fields)
        assert asked and asked == calls(eve, action, absent, fields)


def test_promise_7_no_room_is_joined_that_may_not_be_seen(olga: Person, eve: Person) -> None:
    """Joining makes a room where there is none; so a name that is taken shows, as whenever names are given."""
    absent = answers(eve, "joinRoom", "direct-2", {})
    assert absent[0]["code"] == "not_found"
    for hidden in HIDDEN:
        assert answers(eve, "joinRoom", hidden, {}) == absent
        assert answers(eve, "joinRoom", hidden, {"after": 0, "epoch": Room.named(hidden).epoch}) == absent
    assert len(olga.heard("presence")) == 0


def test_promise_7_a_mention_reaches_nobody_who_may_not_see_the_room(olga: Person, eve: Person, come: Come) -> None:
    told = olga.ask("sendMessage", room=CLOSED, text="of Eve", mentions=["guest:eve", "guest:nobody", "room"])
    assert told["mentions"] == ["guest:eve", "guest:nobody", "room"]
    assert eve.heard() == []


def test_promise_7_what_goes_wrong_inside_stays_inside(
    eve: Person, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(*_: object) -> None:
        raise RuntimeError("the key is hunter2")

    monkeypatch.setattr("chat.looking.rooms_of", fails)
    (answer,) = eve.send("rooms")
    assert (answer["code"], answer["retry"]) == ("internal", True)
    assert "hunter2" not in str(answer)
