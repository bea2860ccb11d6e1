"""Say again, with the same id, what was acknowledged: it adds nothing, and its seq stays."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of what was said there."""
    return {"room": draw.room, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where nothing was said yet."""
    said = client.said.get(given["room"], [])
    if said and given["room"] in client.places:
        one = said[int(given["which"] * len(said))]
        if one.frame:
            await client.send(one.frame)


AGAIN = Operation("again", 2, draw, perform)
