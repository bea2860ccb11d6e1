"""Look for open rooms by how their names begin: none for members or for two may be among them."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """A room's whole name, or all but its end."""
    room = draw.room
    return {"prefix": draw.random.choice((room, room[:-1], "direct-"))}


async def perform(client: Client, given: Arguments) -> None:
    """The answer goes into the history whenever it comes."""
    await client.inquire("findRooms", text=given["prefix"])


FIND = Operation("find", 1, draw, perform)
