"""Make somebody a member: of the club it is the only way in, and who is told of it comes."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Whom, and into which of the client's rooms."""
    return {"which": draw.random.random(), "asked": {"id": draw.id, "user": draw.other, "act": "invite"}}


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, for who owns no room; who is muted or banned is not invited."""
    if owned := client.owned():
        room = owned[int(given["which"] * len(owned))]
        client.write({"action": "moderate", "room": room, **given["asked"]})


INVITE = Operation("invite", 3, draw, perform)
