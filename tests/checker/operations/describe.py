"""Change a room's topic: an entry for who owns it, a refusal for everyone else."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and what the topic is to be."""
    return {"room": draw.room, "id": draw.id, "topic": f"topic {draw.id}"}


async def perform(client: Client, given: Arguments) -> None:
    """Whoever the client is: the first who joined owns the room."""
    client.write({"action": "changeRoom", **given})


DESCRIBE = Operation("describe", 0.7, draw, perform)
