"""Type: the others in the room hear of it, and no log does."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and how often at once."""
    return {"room": draw.room, "times": draw.random.choice((1, 1, 3))}


async def perform(client: Client, given: Arguments) -> None:
    """Whether the client is in the room or not, muted or not: it is the service that decides who hears of it."""
    for _ in range(given["times"]):
        await client.type(given["room"])


TYPING = Operation("typing", 2, draw, perform)
