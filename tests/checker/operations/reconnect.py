"""Close the line in good order; the client comes back and resumes."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Nothing to draw."""
    return {}


async def perform(client: Client, given: Arguments) -> None:
    """Says goodbye on the wire, and nothing to the rooms."""
    if client.line is not None:
        await client.line.close()


RECONNECT = Operation("reconnect", 1, draw, perform)
