"""Reset the TCP connection under the client; it comes back and resumes."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Nothing to draw."""
    return {}


async def perform(client: Client, given: Arguments) -> None:
    """Neither side can say goodbye."""
    if client.line is not None:
        client.line.abort()


KILL = Operation("kill", 1, draw, perform)
