"""Edit a message of one's own: an entry of its own, once however often it is sent."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the client's own messages there."""
    return {"room": draw.room, "id": draw.id, "which": draw.random.random(), "text": f"{draw.id} edited"}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has said nothing yet."""
    if said := client.said.get(given["room"], []):
        one = said[int(given["which"] * len(said))]
        client.write(
            {"action": "editMessage", "room": given["room"], "id": given["id"], "seq": one.seq, "text": given["text"]}
        )


EDIT = Operation("edit", 1.5, draw, perform)
