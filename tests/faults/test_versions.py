"""Two versions of the code on one table: a newer one has written what this one does not know, or an older one runs."""

import json
import os
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from models.clock import now_ms
from models.message import sort_key
from models.room import Room
from tests.faults.conftest import Come
from tests.faults.people import Person, seqs, texts
from tests.parts import processes
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.template import TREE

# The src/ of commit c489e70, from before rooms had members: what it wrote, and what it can read, has to stay so.
OLDER = TREE / "tests" / "faults" / "older.tar.gz"

# A door of the older version, with events on its standard input, one a line.
RUN = """
import importlib, json, sys
from tests.events import CONTEXT
for line in sys.stdin:
    call = json.loads(line)
    importlib.import_module("handlers." + call["door"]).handler(call["event"], CONTEXT)
    print("done", flush=True)
"""


def novelties(table: Table) -> None:
    """What a newer version may have written: attributes on every item, and items of a kind of its own beside them."""
    for item in table.client.scan(TableName=table.name)["Items"]:
        strange = {"mood": {"M": {"colour": {"S": "blue"}}}, "tags": {"SS": ["a", "b"]}, "no": {"NULL": True}}
        known: Any = {**item, **strange}
        table.client.put_item(TableName=table.name, Item=known)
        for sk in ("!first", "CONN", "MSG", "ROOM#", "zzz"):
            beside: Any = {"pk": item["pk"], "sk": {"S": f"{sk}-of-tomorrow"}, "kind": {"S": "hologram"}, **strange}
            table.client.put_item(TableName=table.name, Item=beside)


def test_fault_29_what_a_newer_version_wrote_stops_nothing(come: Come, here: Table, connections: Connections) -> None:
    ana, bo = come("Ana"), come("Bo")
    ana.say("before", "the-id")
    novelties(here)
    assert ana.say("before", "the-id")["seq"] == 1
    assert ana.say("after")["seq"] > 1
    assert texts(bo.read()["messages"]) == ["before", "after"]
    joined = bo.join()
    assert [one["user"] for one in joined["roster"]] == ["guest:ana", "guest:bo"]
    assert joined["here"] == 2
    assert list(bo.ask("ping")["heads"]) == ["general"]
    cy = come("Cy")
    assert cy.say("hello")["type"] == "message"
    assert bo.ask("leaveRoom", room="general")["type"] == "left"
    assert ana.disconnect() == {"statusCode": 200}
    assert {post.connection for post in connections.posts} == {"ana1=", "bo1=", "cy1="}, "nobody else was posted to"


@pytest.mark.promise(2)
def test_fault_29_an_entry_of_a_kind_of_tomorrow_has_its_seq_and_is_passed_over(come: Come, here: Table) -> None:
    ana, bo = come("Ana"), come("Bo")
    ana.say("before")
    seq = Room.advance("general", now_ms())
    entry: Any = {
        "pk": {"S": "ROOM#general"},
        "sk": {"S": sort_key(seq)},
        "kind": {"S": "hologram"},
        "at": {"N": str(now_ms())},
        "expires_at": {"N": str(now_ms() // 1000 + 3600)},
    }
    here.client.put_item(TableName=here.name, Item=entry)
    ana.say("after")
    page = bo.read()
    assert (seqs(page["messages"]), page["through"]) == ([1, 3], 3)


class Older:
    """The older version's doors, in a process of their own."""

    def __init__(self, process: "subprocess.Popen[str]") -> None:
        self._process = process

    def call(self, door: str, event: dict[str, Any]) -> None:
        """Runs a door to its end."""
        assert self._process.stdin and self._process.stdout
        self._process.stdin.write(json.dumps({"door": door, "event": event}) + "\n")
        self._process.stdin.flush()
        while (line := self._process.stdout.readline()) != "done\n":
            assert line, "the older version has ended"


@pytest.fixture
def older(here: Table, tmp_path: Path) -> Iterator[Older]:
    """The code of an older commit, on the same table and the same connections."""
    with tarfile.open(OLDER) as archive:
        archive.extractall(tmp_path, filter="data")
    path = os.pathsep.join((str(tmp_path / "src"), str(TREE)))
    process = processes.start(
        [sys.executable, "-c", RUN], tmp_path / "log", processes.environment(PYTHONPATH=path), read=True
    )
    yield Older(process)
    processes.end(process)


@pytest.mark.promise(2)
@pytest.mark.promise(3)
def test_fault_29_an_older_version_and_this_one_share_a_room(
    come: Come, older: Older, connections: Connections
) -> None:
    ana, bo = come("Ana"), Person("Bo", connections)
    older.call("connect", {"requestContext": bo.event("joinRoom")["requestContext"]})
    older.call("join_room", bo.event("joinRoom", room="general"))
    for number in range(4):
        older.call("send_message", bo.event("sendMessage", room="general", id=f"b{number}", text=f"bo {number}"))
        ana.say(f"ana {number}", f"a{number}")
    everything = [f"{who} {number}" for number in range(4) for who in ("bo", "ana")]
    for one in (ana, bo):
        assert texts(one.heard()) == everything
        assert seqs(one.heard()) == list(range(1, 9))
    # Each takes over from the other: a retry, a page, a leave.
    assert bo.say("bo 0", "b0")["seq"] == 1
    older.call("send_message", ana.event("sendMessage", room="general", id="a0", text="ana 0"))
    assert ana.heard()[-1]["seq"] == 2
    assert texts(bo.read()["messages"]) == everything
    older.call("history", ana.event("history", room="general", id="page"))
    page = next(frame for frame in connections.frames("ana1=") if frame.get("id") == "page")
    assert texts(page["messages"]) == everything
    older.call("disconnect", {"requestContext": ana.event("ping")["requestContext"]})
    assert [one["user"] for one in bo.join()["roster"]] == ["guest:bo"]
