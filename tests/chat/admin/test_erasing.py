"""Erasing a user: a scan of the whole table and bucket finds nothing, and the logs go on."""

import time
from collections.abc import Iterator
from typing import Any

import pytest

import frames
from chat import rooms
from chat.admin import erasing, walking
from chat.admin.erasing import erase
from errors import Internal
from identity import Caller
from models import forgetting, reading, upload
from models.job import Job
from models.membership import Membership
from models.message import Event, Message
from models.room import Room
from tests.chat.admin import people
from tests.chat.admin.conftest import Bucket, mentioning, rows
from tests.chat.admin.people import NAME, TEXTS, USER
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

LEFT = (USER, NAME, "Zöe", "Z\\u00f6e", TEXTS, "Zoe-in", "holiday")


@pytest.fixture
def settled(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is on its way here."""
    monkeypatch.setattr(erasing, "SETTLED_MS", 0)


@pytest.fixture
def lived(bucket: Bucket, deadline: float, settled: None) -> None:
    people.live(bucket, deadline)


def step(seconds: float = 20) -> dict[str, Any]:
    return erase(USER, "operator", time.monotonic() + seconds)


def steps() -> Iterator[dict[str, Any]]:
    while not (told := step())["done"]:
        yield told
    yield told


def test_nothing_is_left_in_the_table_nor_in_the_bucket(lived: None, dynamodb: Table, bucket: Bucket) -> None:
    assert len(mentioning(dynamodb, bucket, *LEFT)) > 40
    upload.put(bucket.name, f"exports/{Job.of('export', USER).pk[11:]}/x/data.jsonl", TEXTS.encode(), "text/plain")
    *_, told = steps()
    assert mentioning(dynamodb, bucket, *LEFT) == []
    assert told["counts"]["messages"] == 11 and told["counts"]["memberships"] == 3 and told["counts"]["files"] == 1
    assert not [row for row in rows(dynamodb) if row["kind"]["S"] == "job"]


def test_the_logs_go_on_without_them(lived: None, connections: Connections, deadline: float) -> None:
    before, others = Room.named("general"), [one for one in logged() if one.user == "guest:bo"]
    *_, told = steps()
    page = reading.newest("general", 100)
    assert (page.through, page.head) == (before.head, before.head)
    theirs = [one for one in page.messages if one.user == told["alias"]]
    assert all(one.text == "" and one.erased for one in theirs if isinstance(one, Message))
    assert {one.name for one in theirs} == {forgetting.NAME}
    acts = [
        (one.fields["act"], one.fields["user"]) for one in theirs if isinstance(one, Event) and one.what == "member"
    ]
    assert acts == [("mute", "guest:ana")]
    kept = [one for one in page.messages if one.user == "guest:bo"]
    assert [one.seq for one in kept] == [one.seq for one in others]
    assert [one.fields for one in kept if isinstance(one, Event)][-1] == {
        "act": "kick",
        "user": told["alias"],
        "name": forgetting.NAME,
        "role": "moderator",
    }
    (asked,) = [one for one in kept if isinstance(one, Message)]
    assert (asked.mentions, asked.reactions) == ({"guest:ana"}, {"👍 guest:ana"})
    assert rooms_of_bo()["peer"] == told["alias"]


def logged() -> tuple[Message | Event, ...]:
    return reading.newest("general", 100).messages


def rooms_of_bo() -> dict[str, Any]:
    (room,) = [row for row in Membership.query("USER#guest:bo") if row.peer]
    return {"peer": room.peer, "name": room.peer_name}


def test_promise_4_whoever_has_kept_the_old_is_given_the_room_anew(
    lived: None, connections: Connections, deadline: float
) -> None:
    epoch = Room.named("general").epoch
    list(steps())
    again = Caller("ana2=", "guest:ana", "Ana")
    people.come(again, "random", deadline + 60)
    rooms.join(again, frames.JoinRoom("general", after=5, epoch=epoch), time.monotonic() + 20)
    joined = connections.frames("ana2=")[-1]
    assert (joined["type"], joined["recovered"]) == ("joined", False)
    assert [one["text"] for one in joined["messages"] if one["type"] == "message" and one["text"]] == [
        "what does everybody think?"
    ]


def test_a_step_that_was_killed_is_gone_on_with(
    lived: None, dynamodb: Table, bucket: Bucket, monkeypatch: pytest.MonkeyPatch
) -> None:
    write, written = forgetting.write, 0

    def dying(item: dict[str, Any], wanted: forgetting.Write) -> None:
        nonlocal written
        if written == 15:
            raise SystemExit
        written += 1
        write(item, wanted)

    with monkeypatch.context() as patch:
        patch.setattr(forgetting, "write", dying)
        with pytest.raises(SystemExit):
            step()
    assert written == 15 and len(mentioning(dynamodb, bucket, *LEFT)) > 20
    *_, told = steps()
    assert mentioning(dynamodb, bucket, *LEFT) == []
    assert told["alias"] in {one.user for one in logged()}


def test_a_step_ends_in_time(lived: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert step(-1) == {"done": False, "round": 1, "counts": {}}
    assert Job.of("erasure", USER).positions == [None] * 4
    write = forgetting.write

    def slow(item: dict[str, Any], wanted: forgetting.Write) -> None:
        write(item, wanted)
        time.sleep(0.2)

    monkeypatch.setattr(forgetting, "write", slow)
    monkeypatch.setattr(erasing, "WRITERS", 1)
    told = step(0.5)
    assert not told["done"] and 0 < sum(told["counts"].values()) < 20


def test_the_place_is_kept_while_a_step_goes_on(lived: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(walking, "KEEP_EVERY", 0.0)
    before = Job.of("erasure", USER)
    assert before.version == 0
    step()
    assert Job.of("erasure", USER).version > 3


def test_what_was_on_its_way_has_to_be_there_first(bucket: Bucket, monkeypatch: pytest.MonkeyPatch) -> None:
    assert step() == {"done": False, "round": 1, "counts": {}, "wait": 30}
    monkeypatch.setattr(erasing, "now_ms", lambda: int(time.time() * 1000) + 31_000)
    assert step() == {"done": False, "round": 1, "counts": {}}
    monkeypatch.setattr("models.job.now_ms", lambda: int(time.time() * 1000) + 32_000)
    job = Job.of("erasure", USER)
    job.again()
    job.keep()
    assert step()["done"]


def test_what_only_a_newer_version_knows_is_not_passed_over(bucket: Bucket, dynamodb: Table, settled: None) -> None:
    item = {"pk": {"S": "ROOM#general"}, "sk": {"S": "POLL#1"}, "kind": {"S": "poll"}, "votes": {"SS": [f"yes {USER}"]}}
    dynamodb.client.put_item(TableName=dynamodb.name, Item=item)  # type: ignore[arg-type]
    with pytest.raises(Internal, match="too old"):
        step()
