"""Archive a room of one's own: nothing is said or changed there until an owner opens it again."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Which of the client's rooms."""
    return {"id": draw.id, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, for who owns no room."""
    if owned := client.owned():
        room = owned[int(given["which"] * len(owned))]
        client.write({"action": "changeRoom", "room": room, "id": given["id"], "archived": True})


ARCHIVE = Operation("archive", 0.5, draw, perform)
