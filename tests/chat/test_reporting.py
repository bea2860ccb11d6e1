"""What a room's items are as events."""

from typing import Any

import pytest

from chat import reporting
from chat.direct import direct_room
from models import log
from models.connection import Connection
from models.founding import found, found_direct
from models.log import Deed, Post
from models.room import Room
from tests.parts.dynamodb import Table


def raw(table: Table, room: str, seq: int) -> dict[str, Any]:
    key = {"pk": {"S": f"ROOM#{room}"}, "sk": {"S": f"MSG#{seq:012d}"}}
    return dict(table.client.get_item(TableName=table.name, Key=key)["Item"])


def inserted(item: dict[str, Any]) -> dict[str, Any]:
    """The stream's record of a new item."""
    return {"eventName": "INSERT", "dynamodb": {"NewImage": item}}


def test_a_message_is_told_as_clients_have_it(dynamodb: Table) -> None:
    Room.opened("general")
    message = log.append(Post("general", "m1", "guest:ana", "Ana", "hello"))
    (event,) = reporting.happened(inserted(raw(dynamodb, "general", 1))) or []
    assert event == reporting.Outgoing(
        "message.committed",
        {
            "room": "general",
            "seq": 1,
            "id": "m1",
            "from": {"user": "guest:ana", "name": "Ana"},
            "text": "hello",
            "at": int(message.at),
        },
        int(message.at),
    )


def test_a_void_and_what_only_a_newer_version_knows_are_no_events(dynamodb: Table) -> None:
    Room.opened("general")
    log.void("general", 1)
    assert reporting.happened(inserted(raw(dynamodb, "general", 1))) is None
    tomorrow = {"pk": {"S": "ROOM#general"}, "sk": {"S": "x"}, "kind": {"S": "tomorrow"}}
    assert reporting.happened(inserted(tomorrow)) is None
    assert reporting.happened({"eventName": "REMOVE", "dynamodb": {"OldImage": tomorrow}}) is None
    assert reporting.happened({"eventName": "MODIFY", "dynamodb": {"OldImage": tomorrow, "NewImage": tomorrow}}) is None


@pytest.mark.parametrize(
    ("change", "image", "kind"),
    [
        ("INSERT", "NewImage", "room.joined"),
        ("REMOVE", "OldImage", "room.left"),
    ],
)
def test_who_comes_and_goes_is_told_without_their_connection(change: str, image: str, kind: str) -> None:
    presence = {
        "pk": {"S": "HERE#general#3"},
        "sk": {"S": "CONN#c1="},
        "kind": {"S": "presence"},
        "user": {"S": "guest:ana"},
        "name": {"S": "Ana"},
    }
    record = {"eventName": change, "dynamodb": {image: presence, "ApproximateCreationDateTime": 1790000000.5}}
    detail = {"room": "general", "user": "guest:ana", "name": "Ana", "at": 1790000000500}
    assert reporting.happened(record) == [reporting.Outgoing(kind, detail, 1790000000500)]


def test_what_changes_is_told_by_name_and_an_edit_without_its_text(dynamodb: Table) -> None:
    Room.opened("general")
    log.append(Deed("general", "e1", "guest:ana", "Ana", "edited", {"target": 7}, "secret"))
    log.append(Deed("general", "m1", "guest:ana", "Ana", "member", {"act": "kick", "user": "guest:bo"}))
    (edit,) = reporting.happened(inserted(raw(dynamodb, "general", 1))) or []
    (kick,) = reporting.happened(inserted(raw(dynamodb, "general", 2))) or []
    assert (edit.kind, edit.detail["target"], "text" in edit.detail) == ("message.edited", 7, False)
    assert (kick.kind, kick.detail["act"], kick.detail["user"]) == ("member.changed", "kick", "guest:bo")


def test_who_is_mentioned_and_has_no_connection_is_to_be_notified(dynamodb: Table) -> None:
    Room.opened("general")
    Connection.remember("guest:bo", "b1=", "Bo")
    everyone = ("guest:ana", "guest:bo", "guest:cy", "room")
    log.append(Post("general", "m1", "guest:ana", "Ana", "look", mentions=everyone))
    committed, *wanted = reporting.happened(inserted(raw(dynamodb, "general", 1))) or []
    assert committed.kind == "message.committed"
    assert [(one.kind, one.detail["user"], one.detail["reason"]) for one in wanted] == [
        ("notification.wanted", "guest:cy", "mention")
    ]


def test_the_other_one_of_a_direct_room_is_to_be_notified(dynamodb: Table) -> None:
    room = direct_room("guest:ana", "guest:bo")
    found_direct(Room.new(room, "direct"), ("guest:ana", "Ana"), ("guest:bo", "Bo"))
    log.append(Post(room, "m1", "guest:ana", "Ana", "psst"))
    _, wanted = reporting.happened(inserted(raw(dynamodb, room, 1))) or []
    assert (wanted.detail["user"], wanted.detail["reason"], wanted.detail["text"]) == ("guest:bo", "direct", "psst")


def test_who_may_not_see_a_room_is_notified_of_nothing_in_it(dynamodb: Table) -> None:
    found(Room.new("plans", "members"), "guest:ana", "Ana")
    log.append(Post("plans", "m1", "guest:ana", "Ana", "look", mentions=("guest:bo",)))
    assert len(reporting.happened(inserted(raw(dynamodb, "plans", 1))) or []) == 1


def test_a_change_is_told_when_all_of_its_events_are(monkeypatch: pytest.MonkeyPatch, dynamodb: Table) -> None:
    one = reporting.Outgoing("message.committed", {}, 1)
    for taken, done in ((0, 0), (1, 1), (2, 1), (3, 2), (4, 3)):
        monkeypatch.setattr("outgoing.put", lambda session, events, deadline, taken=taken: taken)
        assert reporting.report([[one], [one, one], [one]], 0) == done


def test_nothing_is_told_without_a_word(dynamodb: Table) -> None:
    assert reporting.report([], 0) == 0
