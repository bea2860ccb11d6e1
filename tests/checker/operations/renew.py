"""Change to a new line while the old one still serves, as clients do before the 2 hours are over."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Nothing to draw."""
    return {}


async def perform(client: Client, given: Arguments) -> None:
    """Opens, joins, and only then closes the old one."""
    await client.renew()


RENEW = Operation("renew", 0.7, draw, perform)
