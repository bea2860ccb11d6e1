"""One check for each promise that can be seen from outside; each says what it saw, or raises Broken."""

from collections.abc import Awaitable, Callable, Sequence

from smoke.person import Broken, Frame, Person
from smoke.scene import BESIDE, ROOM, Said, Scene

MISSED = 3


async def stored(scene: Scene) -> str:
    """Promise 1: what is acknowledged is in the log for everyone, at once."""
    for person, reader in ((scene.ana, scene.ben), (scene.ben, scene.ana)):
        said = await scene.say(person)
        _find([said], await scene.read(reader, said.seq, said.seq), reader)
    seqs = [said.seq for said in scene.said]
    _find(scene.said, await scene.read(scene.ben, min(seqs), max(seqs)), scene.ben)
    return f"{len(seqs)} acknowledged messages are in the log, the last two of them at once"


async def ordered(scene: Scene) -> str:
    """Promise 2: one seq, one message, the same for everyone; and what was read does not change."""
    for earlier, later in zip(scene.said, scene.said[1:], strict=False):
        if later.seq <= earlier.seq:
            raise Broken(
                f"“{later.text}” was said after “{earlier.text}” and has seq {later.seq}, not above {earlier.seq}."
            )
    first, last = scene.said[0].seq, scene.said[-1].seq
    log = await scene.read(scene.ana, first, last)
    views = {"history": log, **{one.name: scene.live(one) for one in (scene.ana, scene.ben)}}
    known: dict[int, tuple[str, object]] = {}
    for who, frames in views.items():
        for frame in (frame for frame in frames if first <= frame["seq"] <= last and frame["type"] == "message"):
            other, text = known.setdefault(frame["seq"], (who, frame["text"]))
            if text != frame["text"]:
                raise Broken(f"Seq {frame['seq']} is “{text}” to {other} and “{frame['text']}” to {who}.")
    await scene.say(scene.ben)
    if await scene.read(scene.ben, first, last) != log:
        raise Broken(f"The log from seq {first} to {last} reads otherwise than a moment ago.")
    return f"{len(known)} seqs, the same to both and in the log"


async def once(scene: Scene) -> str:
    """Promise 3: the same id again adds nothing, and the same id for another text is refused."""
    said = await scene.say(scene.ana)
    fields = {"room": ROOM, "id": said.id}
    again = (await scene.ana.ask("sendMessage", text=said.text, **fields)).frame
    if again.get("seq") != said.seq:
        raise Broken(f"“{said.text}” was sent again with the same id: seq {said.seq} became {again.get('seq')}.")
    other = (await scene.ana.ask("sendMessage", text=said.text + " otherwise", **fields)).frame
    if other.get("code") != "id_reused":
        raise Broken(f"Another text with the id of “{said.text}” was not refused as id_reused.")
    head = await scene.head(scene.ana)
    times = sum(
        entry["type"] == "message" and entry["text"] == said.text
        for entry in await scene.read(scene.ben, said.seq, head)
    )
    if times != 1:
        raise Broken(f"“{said.text}” was sent twice with one id and is in the log {times} times.")
    return "sent twice with one id, in the log once; another text with that id was refused"


async def complete(scene: Scene) -> str:
    """Promise 4: both have heard everything, and a ping tells how much there is."""
    for person in (scene.ana, scene.ben):
        for said in scene.said:
            await _heard(scene, person, said)
        head = await scene.head(person)
        if head < scene.said[-1].seq:
            raise Broken(f"Seq {scene.said[-1].seq} is acknowledged, and a ping of {person.name} tells of {head} only.")
    return f"{len(scene.said)} messages came to both"


async def resumed(scene: Scene) -> str:
    """Promise 5: who was cut off gets all that was missed, or is told that it cannot be had."""
    last = scene.said[-1].seq
    await scene.ben.cut()
    missed = [await scene.say(scene.ana) for _ in range(MISSED)]
    await scene.ben.connect()
    joined = await scene.join(scene.ben, after=last, epoch=scene.epoch)
    if not joined["recovered"]:
        raise Broken(f"Ben came back after seq {last} and was told that what he missed is gone.")
    page = joined["messages"]
    if joined["more"]:
        page += await scene.read(scene.ben, joined["through"] + 1, missed[-1].seq)
    for said in missed:
        if not any(_is(said, entry) for entry in page):
            raise Broken(
                f"Ben was away for “{said.text}” (seq {said.seq}), came back after seq {last}, and did not get it."
            )
    if (await scene.join(scene.ben, after=last, epoch="0"))["recovered"]:
        raise Broken("Ben came back with the epoch of another room and was told that he has everything.")
    return f"{MISSED} messages of an absence came at once; a foreign epoch was told apart"


async def alone(scene: Scene) -> str:
    """Nobody else hears: whoever sits in the next room got nothing of this one."""
    await scene.cy.ask("ping")
    for frame in (one.frame for one in scene.cy.heard):
        if frame.get("room", BESIDE) != BESIDE:
            raise Broken(f"{scene.cy.name} is not in {frame['room']} and heard a {frame.get('type')} of it.")
    return "who was in another room heard nothing"


CHECKS: dict[str, Callable[[Scene], Awaitable[str]]] = {
    "1 stored before seen": stored,
    "2 one order": ordered,
    "3 said once": once,
    "4 at least once": complete,
    "5 resume, never half": resumed,
    "  nobody else hears": alone,
}


def _find(acknowledged: Sequence[Said], log: Sequence[Frame], reader: Person) -> None:
    for said in acknowledged:
        if not any(_is(said, entry) for entry in log):
            raise Broken(f"“{said.text}” was acknowledged as seq {said.seq}, and {reader.name} does not find it there.")


async def _heard(scene: Scene, person: Person, said: Said) -> None:
    """That a person has heard it, whatever came in between; what was lost alone is told from what is lost to all."""
    try:
        await person.hear(lambda frame: _is(said, frame), 0, f"“{said.text}” (seq {said.seq})")
    except Broken as silence:
        kept = any(_is(said, entry) for entry in await scene.read(person, said.seq, said.seq))
        where = "It is in the log: the delivery was lost." if kept else "It is not in the log either."
        raise Broken(f"{silence} {where}") from None


def _is(said: Said, entry: Frame) -> bool:
    return entry.get("type") == "message" and (entry.get("seq"), entry.get("id"), entry.get("text")) == (
        said.seq,
        said.id,
        said.text,
    )
