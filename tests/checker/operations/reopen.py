"""Open a room again that the client has archived before."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Which of the rooms that the client has archived."""
    return {"id": draw.id, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has archived nothing."""
    if archived := client.met("archive"):
        room, _ = archived[int(given["which"] * len(archived))]
        client.write({"action": "changeRoom", "room": room, "id": given["id"], "archived": False})


REOPEN = Operation("reopen", 4, draw, perform)
