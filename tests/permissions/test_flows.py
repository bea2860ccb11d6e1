"""Every door, with what happens rarely: frames that are bad, recipients that have gone, rooms that are large.

What they ask AWS for on the way is noted down (tests/parts/used.py): a permission that only a rare way needs is one
that only a flow like this can show to be needed.
"""

from typing import Any

import pytest

from tests.events import CONTEXT, records
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.presences import fill
from tests.promises.people import DOORS, Person

FRAMES: dict[str, dict[str, Any]] = {
    "joinRoom": {},
    "sendMessage": {"text": "hello", "mentions": ["guest:bo"]},
    "editMessage": {"seq": 1, "text": "hello again"},
    "react": {"seq": 1, "reaction": "👍", "on": True},
    "history": {"after": 0},
    "search": {"text": "hello"},
    "changeRoom": {"topic": "all and nothing"},
    "moderate": {"user": "guest:bo", "act": "mute"},
    "members": {},
    "markRead": {"seq": 1},
    "typing": {},
    "eraseMessage": {"seq": 1},
    "leaveRoom": {"quit": True},
}


@pytest.fixture
def ana(dynamodb: Table, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> Person:
    """Ana owns the room that she is in with two others, one of whom has gone unnoticed."""
    monkeypatch.setenv("UPLOADS_BUCKET", "files")
    ana, bo = Person("Ana", connections).connect(), Person("Bo", connections).connect()
    for one in (ana, bo):
        assert one.ask("joinRoom", room="general")["type"] == "joined"
    fill(dynamodb, "general", ["gone="])
    connections.answers["gone="] = 410
    assert ana.ask("sendMessage", room="general", text="the first", id="first")["seq"] == 1
    return ana


@pytest.mark.parametrize("action", FRAMES)
def test_a_door_that_meets_who_has_gone_goes_on(
    ana: Person, dynamodb: Table, connections: Connections, action: str
) -> None:
    fill(dynamodb, "general", ["gone="])
    answers = ana.send(action, room="general", **FRAMES[action])
    assert not [frame for frame in answers if frame["type"] == "error" and frame["code"] != "forbidden"], answers


@pytest.mark.parametrize("action", sorted(DOORS))
def test_a_door_that_is_sent_nonsense_counts_it(ana: Person, action: str) -> None:
    (error,) = ana.send(action, nonsense=True)
    assert (error["type"], error["code"]) == ("error", "bad_frame")


def test_a_share_of_a_large_room_is_delivered_and_counted(ana: Person, dynamodb: Table) -> None:
    from delivery import Share
    from handlers import deliver

    fill(dynamodb, "large", [f"c{number:03}=" for number in range(300)])
    fill(dynamodb, "large", ["gone="])
    event = records(Share("large", 0, '{"type":"pong"}').to_json())
    assert deliver.handler(event, CONTEXT) == {"batchItemFailures": []}
