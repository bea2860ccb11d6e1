"""Join a room, going on where the client left it if it kept its place."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where."""
    return {"room": draw.room}


async def perform(client: Client, given: Arguments) -> None:
    """The client joins, again and again until it is in."""
    client.join(given["room"])


JOIN = Operation("join", 1.5, draw, perform)
