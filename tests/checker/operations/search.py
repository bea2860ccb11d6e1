"""Look for a text in a room: every hit is held against the log, and so is what is missing."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation

# In many texts, in some, in whatever case, and in none.
SOUGHT = ("c", "HELLO", "NAÏVE", "שלום", "AND SO ON and", "%s", "nowhere to be found")


def draw(draw: Draw) -> Arguments:
    """Where, and for what."""
    return {"room": draw.room, "text": draw.random.choice(SOUGHT)}


async def perform(client: Client, given: Arguments) -> None:
    """The answer goes into the history whenever it comes."""
    await client.inquire("search", given["room"], given["text"])


SEARCH = Operation("search", 2, draw, perform)
