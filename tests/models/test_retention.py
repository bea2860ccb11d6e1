"""How long what is said in a room is kept."""

import time

import pytest

from models import describing, reading, retention
from models.clock import now_ms
from models.log import Post, append
from models.room import Room
from models.thread import Reply, answering
from tests.parts.dynamodb import Table

pytestmark = pytest.mark.usefixtures("dynamodb")


def days(until: object) -> int:
    return round((int(str(until)) - time.time()) / 86_400)


def test_a_room_without_days_of_its_own_keeps_as_long_as_everywhere() -> None:
    assert days(retention.end("general")) == 90


def test_a_room_s_days_are_noted_with_each_seq_that_is_taken() -> None:
    room = Room.opened("general")
    describing.kept_for(room, 7)
    assert days(retention.end("general")) == 90
    Room.advance("general", now_ms())
    assert (days(retention.end("general")), days(retention.end("random"))) == (7, 90)
    describing.kept_for(room, 0)
    Room.advance("general", now_ms())
    assert days(retention.end("general")) == 90


def test_all_that_is_written_with_an_entry_is_kept_as_long(dynamodb: Table) -> None:
    describing.kept_for(Room.opened("general"), 365)
    asked = append(Post("general", "a", "guest:ana", "Ana", "who?"))
    root, together = answering(asked)
    answer = append(Post("general", "b", "guest:ana", "Ana", "me", reply=1, thread=root, together=together))
    (reply,) = Reply.query("ROOM#general", Reply.sk.startswith("REPLY#"))
    assert days(asked.expires_at) == days(answer.expires_at) == days(reply.expires_at) == 365


def test_a_reader_knows_what_has_expired_by_the_shortest_days_that_the_room_had(dynamodb: Table) -> None:
    room = Room.opened("general")
    describing.kept_for(room, 1)
    append(Post("general", "a", "guest:ana", "Ana", "gone tomorrow"))
    describing.kept_for(Room.named("general"), 365)
    append(Post("general", "b", "guest:ana", "Ana", "here for long"))
    Room.named("general").update([Room.created_at.set(now_ms() - 2 * 86_400_000)])
    key = {"pk": {"S": "ROOM#general"}, "sk": {"S": "MSG#000000000001"}}
    dynamodb.client.delete_item(TableName=dynamodb.name, Key=key)
    page = reading.newer("general", 0, 10)
    assert (page.after, page.lost, [one.seq for one in page.messages]) == (1, True, [2])
