"""People with nothing but a WebSocket tool talk in one room."""

import asyncio
import json
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import pytest

from tests.parts import downloads
from tests.parts.absent import Absent, give_up
from tests.stack.peer import PATIENCE, Frame

# What a terminal tool puts around a frame: colours, prompts, carriage returns.
DECORATION = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[78]|\r")


class Tool:
    """A program that sends its standard input line by line and prints what it gets."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self.process = process

    async def type(self, **frame: str) -> None:
        """Types a frame and hits return."""
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(frame).encode() + b"\n")
        await self.process.stdin.drain()

    async def join(self, room: str) -> None:
        """Types joinRoom until it is answered: what is typed before the line is up is lost."""
        for _ in range(round(PATIENCE)):
            await self.type(action="joinRoom", room=room)
            with suppress(TimeoutError):
                await self.see("joined", patience=1)
                return
        raise AssertionError("the tool does not connect")

    async def see(self, kind: str, patience: float = PATIENCE) -> Frame:
        """The next frame of that type on the screen."""
        assert self.process.stdout is not None
        async with asyncio.timeout(patience):
            async for line in self.process.stdout:
                shown = DECORATION.sub("", line.decode())
                start = shown.find("{")
                if start >= 0 and json.loads(shown[start:]).get("type") == kind:
                    return dict(json.loads(shown[start:]))
        raise AssertionError("the tool has ended")


@asynccontextmanager
async def tool(*command: str | Path) -> AsyncIterator[Tool]:
    """A running tool; it is stopped at the end."""
    pipe = asyncio.subprocess.PIPE
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=asyncio.subprocess.STDOUT)
    try:
        yield Tool(process)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


def wscat() -> Sequence[str | Path]:
    """The command that is wscat."""
    try:
        return downloads.wscat()
    except Absent as absent:
        give_up(f"wscat: {absent}")


@pytest.mark.parametrize("with_wscat", [True, False], ids=["wscat", "python -m websockets"])
async def test_a_tool_and_python_talk_in_one_room(with_wscat: bool, url: str, room: str) -> None:
    by_hand = (sys.executable, "-m", "websockets")
    first = (*wscat(), "-c") if with_wscat else by_hand
    async with tool(*first, f"{url}?guest=Ana") as ana, tool(*by_hand, f"{url}?guest=Bo") as bo:
        for one in (ana, bo):
            await one.join(room)
        await ana.type(action="sendMessage", room=room, id="m1", text="typed by hand")
        for one in (ana, bo):
            assert (await one.see("message"))["text"] == "typed by hand"
        await bo.type(action="sendMessage", room=room, id="m2", text="and answered")
        for one in (ana, bo):
            message = await one.see("message")
            assert (message["text"], message["from"]["name"], message["seq"]) == ("and answered", "Bo", 2)
