"""Ask for a link to a file that somebody shared, and follow it: it is there byte for byte until it is erased."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the files there."""
    return {"room": draw.room, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has seen no file."""
    if files := sorted(client.files.get(given["room"], {}).items()):
        seq, name = files[int(given["which"] * len(files))]
        await client.fetch(given["room"], seq, name)


FETCH = Operation("fetch", 2, draw, perform)
