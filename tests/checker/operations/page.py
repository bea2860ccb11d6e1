"""Read a page of a room's history, anywhere in it: what it says is held against the log afterwards."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, in which direction, from which part of the log, and how much."""
    random = draw.random
    direction = random.choice(("before", "after", "newest"))
    return {"room": draw.room, "direction": direction, "part": random.random(), "limit": random.randint(1, 100)}


async def perform(client: Client, given: Arguments) -> None:
    """The answer goes into the history whenever it comes."""
    place = client.places.get(given["room"])
    if place is None or place.position.at is None:
        return
    request = {"action": "history", "room": given["room"], "limit": given["limit"], "id": client.new_id("page")}
    if given["direction"] != "newest":
        request[given["direction"]] = 1 + int(given["part"] * place.position.at)
    await client.send(request)


PAGE = Operation("page", 2, draw, perform)
