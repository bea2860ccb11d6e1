"""Say something that mentions people, or everyone: the service tells those of it who are elsewhere."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation
from tests.checker.operations.words import words

EVERYONE = "room"


def draw(draw: Draw) -> Arguments:
    """Where, what, and whom: one or two others, or the whole room; some twice, which is once."""
    whom = [draw.random.choice((draw.other, draw.other, EVERYONE)) for _ in range(draw.random.randint(1, 3))]
    return {"room": draw.room, "id": draw.id, "text": words(draw.random, draw.id), "mentions": whom}


async def perform(client: Client, given: Arguments) -> None:
    """Goes into the outbox, as whatever is said."""
    client.write({"action": "sendMessage", **given})


MENTION = Operation("mention", 3, draw, perform)
