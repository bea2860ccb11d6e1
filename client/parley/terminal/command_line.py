"""The `parley` command: talk in a terminal, or pipe text into a room."""

import argparse
import asyncio
import os
import sys
from functools import partial
from importlib.util import find_spec

import parley

from .conversation import Conversation
from .harmless import harmless
from .paper import Paper
from .signing_in import add_options, guise
from .typeset import Typeset

REFUSED, UNREACHABLE, UNSAID, INTERRUPTED = 3, 4, 1, 130
EPILOG = """\
Without a terminal at its input every line is said, and the end waits until all is stored:
  echo hello | parley ws://127.0.0.1:8081/live --name ana --room general

`parley admin --help` is for who runs a deployment.

status: 0 all is well, 1 something was not said, 2 wrong arguments, 3 the server refuses, 4 nobody answers there.
NO_COLOR switches the colours off."""


def main(argv: list[str] | None = None) -> int:
    """Run the command and give its exit status; `parley admin …` is another one."""
    given = sys.argv[1:] if argv is None else argv
    if given[:1] == ["admin"]:
        from ..admin import main as admin  # not on top: talking needs none of it

        return admin(given[1:])
    arguments = _arguments(argv)
    sys.stdout.reconfigure(errors="replace")  # type: ignore[union-attr]
    try:
        return asyncio.run(_run(arguments))
    except parley.ParleyError as error:
        print(f"parley: {harmless(str(error))}", file=sys.stderr)
        return {"refused": REFUSED, "signed_out": REFUSED, "unreachable": UNREACHABLE}.get(error.code, UNSAID)
    except KeyboardInterrupt:
        return INTERRUPTED
    except BrokenPipeError:
        # Nobody reads us any more; the interpreter must not stumble over that at its end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return UNSAID


def _arguments(argv: list[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        "parley", description="Talk in Parley's rooms.", epilog=EPILOG, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("url", help="the chat's address, such as ws://127.0.0.1:8081/live, or its page's")
    add_options(parser)
    parser.add_argument("--room", action="append", help="a room to join, more than once for several (general)")
    arguments = parser.parse_args(argv)
    arguments.room = arguments.room or ["general"]
    return arguments


async def _run(arguments: argparse.Namespace) -> int:
    who = await guise(arguments)
    try:
        async with parley.connect(who.url, name=who.name, token=who.token) as chat:
            if not sys.stdin.isatty():
                return await _pour(chat, arguments.room)
            await _talk(chat, arguments.room)
        return 0
    finally:
        await who.leave()


async def _talk(chat: parley.Chat, rooms: list[str]) -> None:
    if not sys.stdout.isatty() or os.environ.get("TERM") == "dumb" or find_spec("termios") is None:
        return await Conversation(chat, Paper(), Typeset).run(rooms)
    from .screen import Screen  # not on top: it needs termios

    coloured = not os.environ.get("NO_COLOR")
    screen = Screen()
    conversation = Conversation(chat, screen, lambda: Typeset(screen.columns, coloured))
    with screen.prompting(conversation.prompt, conversation.typed):
        await conversation.run(rooms)


async def _pour(chat: parley.Chat, names: list[str]) -> int:
    """Say every line of the input in every room, one after the other."""
    status = 0
    rooms = [await chat.join(name) for name in names]
    complain = partial(print, file=sys.stderr, flush=True)
    async for line in Paper().lines():
        if not line.strip():
            continue
        for room in rooms:
            try:
                await room.say(line.rstrip("\r"))
            except parley.ParleyError as error:
                if chat.ended is not None:
                    raise
                complain(f"parley: not said in {room.name} ({harmless(str(error))}): {harmless(line)}")
                status = UNSAID
    return status


if __name__ == "__main__":
    sys.exit(main())
