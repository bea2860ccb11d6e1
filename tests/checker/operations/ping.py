"""Ping, besides the pings that every client sends from time to time."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Nothing to draw."""
    return {}


async def perform(client: Client, given: Arguments) -> None:
    """What is missing shows in the answer."""
    await client.ping()


PING = Operation("ping", 1, draw, perform)
