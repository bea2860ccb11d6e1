"""Saying something as the service."""

import time

import pytest

from chat.admin import proclaiming
from chat.admin.verbs import do
from errors import NotFound
from models import reading
from models.room import Room
from tests.chat.admin.asking import ask
from tests.chat.conftest import Join
from tests.parts.connections import Connections


def said(room: str) -> list[str]:
    return [one.text for one in reading.newest(room, 10).messages]


def test_a_room_hears_it_as_from_an_operator(come: Join, connections: Connections) -> None:
    come("Ana", "general")
    assert ask("announce", room="general", text="hello")["seqs"] == {"general": 1}
    heard = connections.frames("ana1=")[-1]
    assert (heard["text"], heard["from"]) == ("hello", {"user": "source:admin", "name": "Operator"})
    with pytest.raises(NotFound):
        ask("announce", room="none", text="hello")


def test_every_open_room_hears_it_once_however_often_it_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("a", "b", "c"):
        Room.opened(name)
    Room.opened("closed").update([Room.access.set("members"), Room.listed_in.remove(), Room.listed_as.remove()])
    Room.named("b").update([Room.archived.set(True)])
    monkeypatch.setattr(proclaiming, "PAGE", 2)
    first = ask("announce", text="hello", id="one")
    assert (first["seqs"], first["after"]) == ({"a": 1}, "b")
    second = ask("announce", text="hello", id="one", after="b")
    assert (second["seqs"], second["after"]) == ({"c": 1}, None)
    assert ask("announce", text="hello", id="one")["seqs"] == {"a": 1}
    assert [said(room) for room in ("a", "b", "c", "closed")] == [["hello"], [], ["hello"], []]


def test_without_time_it_says_where_to_go_on() -> None:
    Room.opened("a")
    _, told = do({"verb": "announce", "by": "x", "text": "hello"}, time.monotonic() + 1)
    assert told == {"seqs": {}, "after": None} and said("a") == []
