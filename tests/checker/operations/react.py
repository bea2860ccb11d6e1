"""React to a message, or take it back."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the client's own messages there."""
    return {
        "room": draw.room,
        "id": draw.id,
        "which": draw.random.random(),
        "reaction": draw.random.choice("👍🎉❤"),
        "on": draw.random.random() < 0.7,
    }


async def perform(client: Client, given: Arguments) -> None:
    """Nothing, where the client has said nothing yet."""
    if said := client.said.get(given["room"], []):
        one = said[int(given["which"] * len(said))]
        client.write(
            {
                "action": "react",
                "room": given["room"],
                "id": given["id"],
                "seq": one.seq,
                "reaction": given["reaction"],
                "on": given["on"],
            }
        )


REACT = Operation("react", 2, draw, perform)
