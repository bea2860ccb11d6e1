"""Leave a room; some keep their place, for the next time that they join."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Which, and whether the place is kept."""
    return {"room": draw.room, "keep": draw.random.random() < 0.5}


async def perform(client: Client, given: Arguments) -> None:
    """What has no answer yet is given up: it may have been said or not."""
    await client.leave(given["room"], given["keep"])


LEAVE = Operation("leave", 1, draw, perform)
