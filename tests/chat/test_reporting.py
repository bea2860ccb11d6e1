"""What a room's items are as events."""

from typing import Any

import pytest

from chat import reporting
from models import log
from models.log import Post
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
    event = reporting.happened(inserted(raw(dynamodb, "general", 1)))
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
    assert reporting.happened(record) == reporting.Outgoing(kind, detail, 1790000000500)


def test_nothing_is_told_without_a_word(dynamodb: Table) -> None:
    assert reporting.report([], 0) == 0
