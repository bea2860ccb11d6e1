"""What a room's items are as events."""

from chat import reporting
from models import log
from models.log import Post
from models.room import Room
from tests.parts.dynamodb import Table


def raw(table: Table, room: str, seq: int) -> dict[str, object]:
    key = {"pk": {"S": f"ROOM#{room}"}, "sk": {"S": f"MSG#{seq:012d}"}}
    return dict(table.client.get_item(TableName=table.name, Key=key)["Item"])


def test_a_message_is_told_as_clients_have_it(dynamodb: Table) -> None:
    Room.opened("general")
    message = log.append(Post("general", "m1", "guest:ana", "Ana", "hello"))
    event = reporting.committed(raw(dynamodb, "general", 1))
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
    assert reporting.committed(raw(dynamodb, "general", 1)) is None
    assert reporting.committed({"pk": {"S": "ROOM#general"}, "sk": {"S": "x"}, "kind": {"S": "tomorrow"}}) is None


def test_nothing_is_told_without_a_word(dynamodb: Table) -> None:
    assert reporting.report([], 0) == 0
