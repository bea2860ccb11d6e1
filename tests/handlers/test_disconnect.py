"""$disconnect forgets the connection."""

from handlers import connect, disconnect, join_room
from models import crowd
from tests.events import CONTEXT, context, frame


def test_the_connection_and_its_presences_are_forgotten() -> None:
    connect.handler({"requestContext": context("$connect")}, CONTEXT)
    join_room.handler(frame("joinRoom", {"action": "joinRoom", "room": "general"}), CONTEXT)
    assert list(crowd.look("general").everyone()) == ["ana1="]
    assert disconnect.handler({"requestContext": context("$disconnect")}, CONTEXT) == {"statusCode": 200}
    assert list(crowd.look("general").everyone()) == []


def test_a_connection_that_was_never_remembered_is_harmless() -> None:
    assert disconnect.handler({"requestContext": context("$disconnect")}, CONTEXT) == {"statusCode": 200}
