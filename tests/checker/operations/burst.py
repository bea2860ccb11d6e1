"""Say several things at once, so that frames of one connection are under way together."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation
from tests.checker.operations.words import words


def draw(draw: Draw) -> Arguments:
    """Where, and what."""
    ids = [f"{draw.id}-{number}" for number in range(draw.random.randint(2, 5))]
    return {"room": draw.room, "texts": {id: words(draw.random, id) for id in ids}}


async def perform(client: Client, given: Arguments) -> None:
    """All of it goes out together when the client is in the room."""
    for id, text in given["texts"].items():
        client.write({"action": "sendMessage", "room": given["room"], "id": id, "text": text})


BURST = Operation("burst", 2, draw, perform)
