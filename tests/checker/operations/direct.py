"""Say something to one other user: the first message makes the room of the two."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation
from tests.checker.operations.words import words


def draw(draw: Draw) -> Arguments:
    """To whom, and what."""
    return {"to": draw.other, "id": draw.id, "text": words(draw.random, draw.id)}


async def perform(client: Client, given: Arguments) -> None:
    """The answer names the room, and the client comes into it; so does the other, who hears of it."""
    client.write_anywhere({"action": "sendDirect", **given})


DIRECT = Operation("direct", 2, draw, perform)
