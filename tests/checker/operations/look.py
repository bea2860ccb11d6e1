"""Ask for one's rooms with what is unread there, and how often that mentions one: it is held against the log."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Nothing to draw."""
    return {}


async def perform(client: Client, given: Arguments) -> None:
    """The answer goes into the history whenever it comes."""
    await client.inquire("rooms")


LOOK = Operation("look", 1.5, draw, perform)
