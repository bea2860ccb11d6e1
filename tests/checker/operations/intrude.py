"""Speak in a room without having joined it: refused, and the text appears nowhere."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and what."""
    return {"room": draw.room, "id": draw.id, "text": f"{draw.id} from outside"}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing where the client is in the room, or was: a line may be in it still."""
    if given["room"] not in client.visited:
        await client.stray({"action": "sendMessage", **given})


INTRUDE = Operation("intrude", 1, draw, perform)
