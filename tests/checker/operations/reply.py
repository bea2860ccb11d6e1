"""Answer a message of one's own: the answer and the thread are written together."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the client's own messages there."""
    return {"room": draw.room, "id": draw.id, "which": draw.random.random(), "text": f"{draw.id} replied"}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has said nothing yet."""
    if said := client.said.get(given["room"], []):
        one = said[int(given["which"] * len(said))]
        room, id_, text = given["room"], given["id"], given["text"]
        client.write({"action": "sendMessage", "room": room, "id": id_, "text": text, "reply": one.seq})


REPLY = Operation("reply", 1.5, draw, perform)
