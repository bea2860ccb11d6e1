"""Fault 18: somebody is put out or muted while what they say is on its way."""

import threading
from concurrent.futures import ThreadPoolExecutor
from itertools import count

import pytest

from models import log, reading
from models.founding import found
from models.log import Post
from models.message import Event
from models.room import Room
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.promises.people import Person

ROUNDS = 6
FRAMES = ("sendMessage", "sendMessage", "react", "editMessage")


@pytest.mark.parametrize("act", ["kick", "ban", "mute"])
def test_fault_18_nothing_of_theirs_comes_after_it(here: Table, connections: Connections, act: str) -> None:
    olga, sam = Person("Olga", connections).connect(), Person("Sam", connections).connect()
    before = sum(_round(olga, sam, f"room-{number}", act) for number in range(ROUNDS))
    assert before, "no frame was ever in time: there was no race"


def _round(olga: Person, sam: Person, room: str, act: str) -> int:
    """Sam says what he can while Olga acts; answers how much of it was in time."""
    assert found(Room.new(room), olga.user, olga.name)
    for person in (olga, sam):
        assert person.ask("joinRoom", room=room)["type"] == "joined"
    seq = log.append(Post(room, "first", sam.user, sam.name, "first")).seq
    over, ids, begun = threading.Event(), count(), threading.Barrier(len(FRAMES) + 1)

    def speak(action: str) -> None:
        fields = {"react": {"reaction": "👍", "on": True, "seq": seq}, "editMessage": {"text": "other", "seq": seq}}
        begun.wait()
        while not over.is_set():
            sam.send(action, room=room, id=f"id-{next(ids)}", **fields.get(action, {"text": "hello"}))

    with ThreadPoolExecutor(len(FRAMES)) as pool:
        speaking = [pool.submit(speak, action) for action in FRAMES]
        begun.wait()
        acted = olga.ask("moderate", room=room, user=sam.user, act=act)
        over.set()
        # From the acknowledgement on, they neither hear nor speak.
        mark = olga.ask("sendMessage", room=room, text="after")
        for one in speaking:
            one.result()
    assert acted["type"] == "member", acted
    if act != "mute":
        assert mark["seq"] not in [frame["seq"] for frame in sam.heard("message") if frame["room"] == room]
    assert sam.code("sendMessage", room=room, text="late") in ("not_joined", "forbidden")
    entries = reading.newer(room, 0, 1000).messages
    assert [entry for entry in entries if entry.user == sam.user and entry.seq > acted["seq"]] == []
    assert [entry.seq for entry in entries if isinstance(entry, Event) and entry.what == "member"] == [acted["seq"]]
    return sum(entry.user == sam.user for entry in entries) - 1
