"""Put somebody out of a room: an entry for who owns it, a refusal for everyone else; who was put out comes in again."""

import re

from tests.checker.client import Client
from tests.checker.entry import user_of
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the other clients, by number."""
    return {"room": draw.room, "id": draw.id, "whom": draw.random.randrange(4)}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing of theirs has a seq above the kick's, until they are in again and time has passed."""
    other = re.sub(r"\d+$", str(given["whom"]), client.name)
    client.write(
        {"action": "moderate", "room": given["room"], "id": given["id"], "user": user_of(other), "act": "kick"}
    )


KICK = Operation("kick", 0.3, draw, perform)
