"""Send a message that breaks a rule of the protocol: refused, and its text appears nowhere."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation

WRONGS = ("{id} \u0007", "{id} \u009b", "{id} " + "x" * 8192, "{id} \x00")


def draw(draw: Draw) -> Arguments:
    """Where, and what is wrong."""
    return {"room": draw.room, "id": draw.id, "text": draw.random.choice(WRONGS).replace("{id}", draw.id)}


async def perform(client: Client, given: Arguments) -> None:
    """Once: nobody sends again what is refused for good."""
    await client.stray({"action": "sendMessage", **given})


MISSPEAK = Operation("misspeak", 0.7, draw, perform)
