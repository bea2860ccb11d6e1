"""`make smoke STACK=parley-staging`: exit code 0 when every promise held, 1 with a sentence for each that did not."""

import argparse
import asyncio
import os
import secrets
import sys
from collections.abc import Sequence

from local.places import Places
from local.steps import Say, fail, say
from smoke import checks, door, latency
from smoke.find import NotFound, Target, deployed, here
from smoke.person import Broken, Person
from smoke.scene import ROOM, Said, Scene

PEOPLE = ("Smoke Ana", "Smoke Ben", "Smoke Cy")


async def smoke(
    target: Target,
    *,
    token: str | None = None,
    wanted: str | None = None,
    talk: int = 20,
    patience: float = 15,
    say: Say = say,
) -> list[str]:
    """Talks in a stack and says what it sees; the sentences about what does not hold."""
    way = door.way(target, token, wanted)
    say(f"{target.stack} at {target.websocket}: three people by {way}, in the room {ROOM}")
    headers = [await door.header(target, way, name, token) for name in PEOPLE]
    ana, ben, cy = (Person(*who, patience) for who in zip(PEOPLE, [target.websocket] * 3, headers, strict=True))
    scene = Scene(ana, ben, cy, secrets.token_hex(4))
    try:
        said = await _talk(scene, talk, say)
        broken = [sentence for name in checks.CHECKS if (sentence := await _check(name, scene, say))]
        for line in latency.lines(scene, said):
            say(f"  {line}")
        return broken
    except Broken as broken:
        return [str(broken)]
    finally:
        await scene.close()


async def _talk(scene: Scene, messages: int, say: Say) -> list[Said]:
    await scene.open()
    for person in (scene.ana, scene.ben):
        first = await scene.say(person)  # may start functions
        say(f"  {person.name}'s first message: {(first.acknowledged - first.sent) * 1000:.0f} ms")
    return [await scene.say((scene.ana, scene.ben)[number % 2]) for number in range(messages)]


async def _check(name: str, scene: Scene, say: Say) -> str | None:
    try:
        say(f"  held    {name}: {await checks.CHECKS[name](scene)}")
        return None
    except Broken as broken:
        say(f"  BROKEN  {name}: {broken}")
        return f"{'Promise ' if name[0].isdigit() else ''}{name.strip()} is broken: {broken}"


def main(arguments: Sequence[str]) -> None:
    """Smokes the named stack, or the one that runs here."""
    parser = argparse.ArgumentParser(prog="python -m smoke", description=__doc__)
    parser.add_argument(
        "stack", nargs="?", help="a stack's name in CloudFormation; without one, the one that runs here"
    )
    parser.add_argument("--by", choices=door.WAYS, help="how people come in; by default whatever the stack takes")
    options = parser.parse_args(arguments)
    try:
        target = deployed(options.stack) if options.stack else here(Places())
        broken = asyncio.run(smoke(target, token=os.environ.get("PARLEY_TOKEN"), wanted=options.by))
    except (NotFound, door.NoWay) as error:
        raise fail(str(error)) from None
    if broken:
        raise fail(*broken)
    say("  every promise held")


if __name__ == "__main__":
    main(sys.argv[1:])
