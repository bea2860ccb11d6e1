"""Erase a message that came with a file of one's own: the file is gone with it, for who has a link to it too."""

from tests.checker.client import Client
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, and which of the client's own files there."""
    return {"room": draw.room, "id": draw.id, "which": draw.random.random()}


async def perform(client: Client, given: Arguments) -> None:
    """A link is asked for first, so that there is one; nothing, where the client has shared nothing yet."""
    room = given["room"]
    own = {said.seq for said in client.said.get(room, []) if not said.frame}
    if files := sorted(file for file in client.files.get(room, {}).items() if file[0] in own):
        seq, name = files[int(given["which"] * len(files))]
        await client.fetch(room, seq, name)
        client.write({"action": "eraseMessage", "room": room, "id": given["id"], "seq": seq})


UNSHARE = Operation("unshare", 2, draw, perform)
