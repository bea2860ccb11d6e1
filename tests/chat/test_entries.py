"""What is put into a log is committed first, then told."""

from typing import Any

import pytest

from chat import connections as verbs
from chat import entries
from errors import NotFound
from models import reading
from models.log import Post
from models.room import Room
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections

POST = Post("general", "a", "guest:ana", "Ana", "hello")


def test_everyone_in_the_room_is_told_and_who_speaks_wherever_they_are(
    come: Join, connections: Connections, deadline: float
) -> None:
    come("Bo", "general")
    verbs.connect(person("Ana"))
    message = entries.put(POST, deadline, "ana1=")
    assert connections.frames("ana1=") == [connections.frames("bo1=")[-1]]
    assert connections.frames("ana1=")[0]["seq"] == message.seq == 1


def test_promise_1_nothing_is_told_that_is_not_stored(
    come: Join, connections: Connections, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    come("Bo", "general")
    stored: list[Any] = []
    monkeypatch.setattr(entries, "tell", lambda room, *_: stored.extend(reading.newest(room, 10).messages))
    entries.put(POST, deadline)
    assert [message.text for message in stored] == ["hello"]


def test_nothing_is_told_where_nothing_could_be_stored(connections: Connections, deadline: float) -> None:
    with pytest.raises(NotFound):
        entries.put(POST, deadline, "ana1=")
    assert connections.posts == []


def test_what_was_stored_before_is_told_again(come: Join, connections: Connections, deadline: float) -> None:
    come("Bo", "general")
    told = [entries.put(POST, deadline).seq for _ in range(2)]
    assert told == [frame["seq"] for frame in connections.frames("bo1=") if frame["type"] == "message"] == [1, 1]
    assert Room.named("general").head >= 1
