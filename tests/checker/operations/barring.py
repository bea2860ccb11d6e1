"""Acts of a moderator against somebody: what is drawn for them, and how they are done."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation

# A course is over long before: what was done for so long holds to its end.
AN_HOUR = 60


def barring(act: str, weight: float) -> Operation:
    """The operation of an act that bars somebody; nothing of theirs has a seq above its own."""

    def draw(draw: Draw) -> Arguments:
        """Whom, for how long, in which of the client's rooms; seldom in another."""
        asked: dict[str, object] = {"id": draw.id, "user": draw.other, "act": act}
        if act != "kick" and draw.random.random() < 0.5:
            asked["minutes"] = AN_HOUR
        elsewhere = draw.room if draw.random.random() < 0.2 else ""
        return {"asked": asked, "which": draw.random.random(), "elsewhere": elsewhere}

    async def perform(client: Client, given: Arguments) -> None:
        """The first who joined owns the room, and may; anybody else is refused."""
        owned = client.owned()
        room = given["elsewhere"] or (owned[int(given["which"] * len(owned))] if owned else "")
        if room:
            client.write({"action": "moderate", "room": room, **given["asked"]})

    return Operation(act, weight, draw, perform)
