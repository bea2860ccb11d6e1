"""Tell how far one has read: nothing of it is in the log, and it is in nobody's way."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where."""
    return {"room": draw.room}


async def perform(client: Client, given: Arguments) -> None:
    """Up to where the client stands; nothing, where it stands nowhere."""
    place = client.places.get(given["room"])
    if place and place.inside and place.position.at:
        await client.send({"action": "markRead", "room": place.room, "seq": place.position.at})


MARK = Operation("mark", 1, draw, perform)
