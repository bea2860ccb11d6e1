"""Acts of an owner that give somebody another role: what is drawn for them, and how they are done."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def ranking(act: str, before: str, weight: float) -> Operation:
    """The operation of an act that one does, above all, to whom one did another before."""

    def draw(draw: Draw) -> Arguments:
        """Which of those, or anybody anywhere: whoever the client is there, and they are."""
        anybody = (draw.room, draw.other) if draw.random.random() < 0.3 else ()
        return {"id": draw.id, "which": draw.random.random(), "anybody": anybody}

    async def perform(client: Client, given: Arguments) -> None:
        """An owner's is an entry, anyone else's is refused; nothing, where the client has met nobody so."""
        met = [given["anybody"]] if given["anybody"] else client.met(before)
        if met:
            room, user = met[int(given["which"] * len(met))]
            client.write({"action": "moderate", "room": room, "id": given["id"], "user": user, "act": act})

    return Operation(act, weight, draw, perform)
