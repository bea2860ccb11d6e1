"""Use an id again for another text: refused, and that text appears nowhere."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, which id of what was said there, and the other text."""
    return {"room": draw.room, "which": draw.random.random(), "text": f"{draw.id} under another's id"}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where nothing was said yet."""
    said = client.said.get(given["room"], [])
    if said and given["room"] in client.places:
        one = said[int(given["which"] * len(said))]
        await client.stray({"action": "sendMessage", "room": given["room"], "id": one.id, "text": given["text"]})


REUSE = Operation("reuse", 1, draw, perform)
