"""The scene of the talk: two people in a room, a third in the room beside it, and what was said."""

import time
from contextlib import suppress
from dataclasses import dataclass, field

from smoke.person import Broken, Frame, Person

ROOM, BESIDE = "smoke", "smoke-beside"


@dataclass(frozen=True)
class Said:
    """A message that was acknowledged: when it was sent, and when its own copy came."""

    by: str
    text: str
    id: str
    seq: int
    sent: float
    acknowledged: float


@dataclass
class Scene:
    """Ana and Ben talk; Cy sits in the next room and must hear nothing. `mark` tells this talk from others there."""

    ana: Person
    ben: Person
    cy: Person
    mark: str
    epoch: str = ""
    said: list[Said] = field(default_factory=list)

    @property
    def people(self) -> tuple[Person, Person, Person]:
        """All three."""
        return self.ana, self.ben, self.cy

    async def open(self) -> None:
        """Everybody connects and goes where they belong."""
        for person in self.people:
            await person.connect()
        self.epoch = str((await self.join(self.ana))["epoch"])
        await self.join(self.ben)
        await _answered(self.cy, "joined", "joinRoom", room=BESIDE)

    async def join(self, person: Person, **resume: object) -> Frame:
        """Comes into the room, perhaps after a position."""
        return await _answered(person, "joined", "joinRoom", room=ROOM, **resume)

    async def say(self, person: Person) -> Said:
        """Says something new, and waits for the own copy."""
        number = len(self.said) + 1
        text, id = f"smoke {self.mark} {number}", f"{self.mark}-{number}"
        sent = time.monotonic()
        own = await person.ask("sendMessage", room=ROOM, text=text, id=id)
        if own.frame.get("type") != "message" or own.frame.get("text") != text:
            raise Broken(f"{person.name} said “{text}” and was answered {_short(own.frame)}.")
        self.said.append(Said(person.name, text, id, int(own.frame["seq"]), sent, own.at))
        return self.said[-1]

    async def read(self, person: Person, first: int, last: int) -> list[Frame]:
        """What history has from `first` to `last`, however many pages that takes."""
        entries: list[Frame] = []
        after = first - 1
        while after < last:
            page = await _answered(person, "history", "history", room=ROOM, after=after, limit=100)
            if page["through"] <= after:
                raise Broken(f"History ends at seq {after}, and {last} was acknowledged.")
            entries += page["messages"]
            after = int(page["through"])
        return [entry for entry in entries if entry["seq"] <= last]

    async def head(self, person: Person) -> int:
        """How far the room is, as a ping tells."""
        return int((await _answered(person, "pong", "ping"))["heads"].get(ROOM, 0))

    async def close(self) -> None:
        """Leaves as little as possible: memberships are given up; the room and its owner stay for the next talk."""
        for person, room in ((self.ana, ROOM), (self.ben, ROOM), (self.cy, BESIDE)):
            with suppress(Broken):
                await person.ask("leaveRoom", room=room, quit=True)
            await person.close()

    def live(self, person: Person) -> list[Frame]:
        """The messages of the room that came to a person without asking."""
        frames = [one.frame for one in person.heard]
        return [frame for frame in frames if frame.get("type") == "message" and frame.get("room") == ROOM]


async def _answered(person: Person, kind: str, action: str, **fields: object) -> Frame:
    answer = (await person.ask(action, **fields)).frame
    if answer.get("type") != kind:
        raise Broken(f"{person.name} asked for {action} and was answered {_short(answer)}.")
    return answer


def _short(frame: Frame) -> str:
    return f"{frame.get('code') or frame.get('type')}: {frame.get('message') or frame.get('text')}"
