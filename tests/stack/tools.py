"""WebSocket tools as people have them: wscat, `python -m websockets`, the terminal client."""

import asyncio
import json
import os
import pty
import re
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

from tests.parts import downloads
from tests.parts.absent import Absent, give_up
from tests.parts.template import TREE
from tests.stack.peer import PATIENCE, Frame

# What a terminal tool puts around a frame: colours, prompts, carriage returns.
DECORATION = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[78]|\r")


class Tool:
    """A program that sends its standard input line by line and prints what it gets; `keyboard` leads there."""

    def __init__(self, process: asyncio.subprocess.Process, keyboard: int) -> None:
        self.process = process
        self.keyboard = keyboard

    async def type(self, **frame: str) -> None:
        """Types a frame and hits return."""
        await self.type_line(json.dumps(frame))

    async def type_line(self, line: str) -> None:
        """Types a line and hits return."""
        await asyncio.to_thread(os.write, self.keyboard, line.encode() + b"\n")

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

    async def see_text(self, text: str) -> None:
        """Returns when that text has come to stand on the screen."""
        assert self.process.stdout is not None
        async with asyncio.timeout(PATIENCE):
            async for line in self.process.stdout:
                if text in line.decode():
                    return
        raise AssertionError(f"the tool has ended without {text!r}")


@asynccontextmanager
async def tool(*command: str | Path, typing: bool = False) -> AsyncIterator[Tool]:
    """A running tool, which somebody types at or a pipe leads into; it is stopped at the end."""
    theirs, ours = reversed(pty.openpty()) if typing else os.pipe()
    pipe, same = asyncio.subprocess.PIPE, asyncio.subprocess.STDOUT
    environment = os.environ | {"PYTHONPATH": str(TREE / "client"), "PYTHONUNBUFFERED": "1"}
    process = await asyncio.create_subprocess_exec(*command, stdin=theirs, stdout=pipe, stderr=same, env=environment)
    os.close(theirs)
    try:
        yield Tool(process, ours)
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()
        os.close(ours)


def wscat() -> Sequence[str | Path]:
    """The command that is wscat."""
    try:
        return downloads.wscat()
    except Absent as absent:
        give_up(f"wscat: {absent}")


TERMINAL: Sequence[str | Path] = (sys.executable, "-m", "parley")
BY_HAND: Sequence[str | Path] = (sys.executable, "-m", "websockets")
