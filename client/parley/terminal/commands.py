"""What a person can do beside talking: each command by its name, and the help."""

import asyncio

from ..errors import ParleyError
from . import going, governing, looking, saying
from .command import Command
from .seat import Seat
from .typeset import cut, fill

COMMANDS: dict[str, Command] = going.COMMANDS | saying.COMMANDS | looking.COMMANDS | governing.COMMANDS
LAST_WORDS = """/quit                   go (Ctrl-D, too)
//text                  say something that begins with a slash
No number means the last that fits. @name mentions somebody, @room everybody.
Alt-Enter begins a new line, the arrow keys bring back what you typed before."""
NOWHERE = "you are in no room: /join ROOM"
PATIENCE = 10.0
USAGE = 23


async def obey(seat: Seat, name: str, argument: str) -> None:
    """Do it, or say why not; never for longer than a person waits."""
    if name == "help":
        return seat.scene.note(help_text())
    command = COMMANDS.get(name)
    if command is None:
        return seat.scene.note(f"there is no command /{cut(name, 30)}; /help shows those that there are")
    if command.inside and seat.room is None:
        return seat.scene.note(NOWHERE)
    try:
        async with asyncio.timeout(PATIENCE):
            await command.do(seat, argument)
    except TimeoutError:
        seat.scene.note("no answer: the line is down")
    except (ParleyError, OSError) as error:
        seat.scene.note(str(error))


def help_text() -> str:
    """A line for each command."""
    shown = [(f"/{name} {command.takes}".rstrip(), command.says) for name, command in COMMANDS.items() if command.says]
    return "\n".join([f"{fill(usage, USAGE)} {says}" for usage, says in shown] + [LAST_WORDS])
