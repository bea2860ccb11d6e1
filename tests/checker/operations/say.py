"""Say something, in a room that the client joins first where it is not in it."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation
from tests.checker.operations.words import words


def draw(draw: Draw) -> Arguments:
    """Where, and what."""
    return {"room": draw.room, "id": draw.id, "text": words(draw.random, draw.id)}


async def perform(client: Client, given: Arguments) -> None:
    """Goes into the outbox, and out when the client is in the room."""
    client.write({"action": "sendMessage", **given})


SAY = Operation("say", 10, draw, perform)
