"""Ask who is who in a room: the roles, mutes and bans are held against the room's log."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where."""
    return {"room": draw.room}


async def perform(client: Client, given: Arguments) -> None:
    """The answer goes into the history whenever it comes."""
    await client.inquire("members", given["room"])


MEMBERS = Operation("members", 1.5, draw, perform)
