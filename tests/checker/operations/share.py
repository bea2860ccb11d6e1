"""Share a file: ask for a form, post the file by it, and the room hears of it from the client.

What takes the file is the target's: the emulator's S3 in the deployed stack, tests/checker/bucket.py where only the
handlers run. Neither looks at the signature of a form or a link; that is for S3 itself.
"""

from tests.checker.client import Client
from tests.checker.entry import besides
from tests.checker.files import TYPE, content, put
from tests.checker.operations.operation import Arguments, Draw, Operation


def draw(draw: Draw) -> Arguments:
    """Where, under which name, how long, and with or without words of one's own."""
    name = f"{draw.id}{draw.random.choice((' plan', ' ü', ' & (1)', ''))}.txt"
    text = draw.random.choice(("", f"{draw.id} as a file"))
    return {"room": draw.room, "name": name, "size": draw.random.randint(len(name) + 1, 5_000), "text": text}


async def perform(client: Client, given: Arguments) -> None:
    """Once, when the client is in the room: who is not let in, gets no form or cannot post by it, gives it up."""
    room, name, size, text = given["room"], given["name"], given["size"], given["text"]
    client.join(room)
    await client.until(lambda: room not in client.places or client.places[room].inside, client.patience * 2)
    asked = {"action": "upload", "room": room, "name": name, "type": TYPE, "size": size}
    form = await client.ask_once(**asked, **({"text": text} if text else {}))
    if form.get("type") != "upload":
        return
    client.shared[name] = room
    kept = besides({"file": {"name": name, "type": TYPE, "size": size}})
    client.history.note("shared", client.name, room, id=name, text=text or name, besides=kept)
    if await put(form, name, content(name, size)):
        client.history.note("taken", client.name, room, id=name)


SHARE = Operation("share", 3, draw, perform)
