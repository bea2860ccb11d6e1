"""Erase a message of one's own: it keeps its seq, and nothing else of it is left."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the client's own messages there."""
    return {"room": draw.room, "id": draw.id, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has said nothing yet."""
    if said := client.said.get(given["room"], []):
        one = said[int(given["which"] * len(said))]
        client.write({"action": "eraseMessage", "room": given["room"], "id": given["id"], "seq": one.seq})


ERASE = Operation("erase", 0.5, draw, perform)
