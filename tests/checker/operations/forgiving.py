"""Acts of a moderator that undo what the same client did before."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def forgiving(act: str, undone: str, weight: float) -> Operation:
    """The operation of an act that undoes another."""

    def draw(draw: Draw) -> Arguments:
        """Which of the acts that the client has done."""
        return {"id": draw.id, "which": draw.random.random()}

    async def perform(client: Client, given: Arguments) -> None:
        """Nothing, where the client has done nothing of the kind."""
        if done := client.met(undone):
            room, user = done[int(given["which"] * len(done))]
            client.write({"action": "moderate", "room": room, "id": given["id"], "user": user, "act": act})

    return Operation(act, weight, draw, perform)
