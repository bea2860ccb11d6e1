"""A terminal window on a real pty, with the `parley` command in it."""

import asyncio
import fcntl
import os
import pty
import re
import struct
import sys
import termios
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self

CLIENT = Path(__file__).parents[3] / "client"
CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")


class Window:
    """`type` into it, wait for what it `shows`, and see its `exit`."""

    def __init__(self, *arguments: str, columns: int = 80, **environment: str) -> None:
        self.raw = ""
        self._command = [sys.executable, "-m", "parley", *arguments]
        self._environment = environment_of_a_client(TERM="xterm") | environment
        self._columns = columns
        self._changed = asyncio.Condition()

    async def __aenter__(self) -> Self:
        self._master, self._slave = pty.openpty()
        fcntl.ioctl(self._slave, termios.TIOCSWINSZ, struct.pack("HHHH", 24, self._columns, 0, 0))
        self.before = self.mode()
        self.process = await asyncio.create_subprocess_exec(
            *self._command, stdin=self._slave, stdout=self._slave, stderr=self._slave, env=self._environment
        )
        asyncio.get_running_loop().add_reader(self._master, self._read)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self.process.returncode is None:
            self.process.kill()
        await self.process.wait()
        asyncio.get_running_loop().remove_reader(self._master)
        os.close(self._master)
        os.close(self._slave)

    @property
    def text(self) -> str:
        """What was shown, without colours; what was drawn over is still in it."""
        return CONTROL.sub("", self.raw.replace("\r\n", "\n"))

    @property
    def bottom(self) -> str:
        """The line in which the cursor is."""
        return CONTROL.sub("", re.split(r"\x1b\[2K|\n", self.raw)[-1]).replace("\r", "")

    def mode(self) -> list[Any]:
        return termios.tcgetattr(self._slave)

    def type(self, keys: str) -> None:
        os.write(self._master, keys.encode())

    async def shows(self, text: str) -> None:
        """Wait until it has been shown."""
        await self._until(lambda: text in self.text, text)

    async def waits_at(self, bottom: str) -> None:
        """Wait until this is the line at the bottom."""
        await self._until(lambda: self.bottom == bottom, bottom)

    async def exit(self) -> int:
        async with asyncio.timeout(10):
            return await self.process.wait()

    def _read(self) -> None:
        self.raw += os.read(self._master, 65536).decode(errors="replace")
        self._notifying = asyncio.ensure_future(self._notify())

    async def _notify(self) -> None:
        async with self._changed:
            self._changed.notify_all()

    async def _until(self, happened: Any, what: str) -> None:
        try:
            async with self._changed, asyncio.timeout(10):
                await self._changed.wait_for(happened)
        except TimeoutError:
            raise AssertionError(f"{what!r} is not in the window:\n{self.text}") from None


def environment_of_a_client(**more: str) -> dict[str, str]:
    """What a process needs to find the package, and no colours of whoever runs the tests."""
    kept = {key: value for key, value in os.environ.items() if key not in ("NO_COLOR", "COLUMNS", "LINES")}
    return kept | {"PYTHONPATH": str(CLIENT), "TZ": "UTC", "PYTHONUNBUFFERED": "1"} | more


@asynccontextmanager
async def piped(*arguments: str) -> AsyncIterator[asyncio.subprocess.Process]:
    """The command with pipes at its input and output."""
    pipe = asyncio.subprocess.PIPE
    command = [sys.executable, "-m", "parley", *arguments]
    environment = environment_of_a_client()
    process = await asyncio.create_subprocess_exec(*command, stdin=pipe, stdout=pipe, stderr=pipe, env=environment)
    try:
        async with asyncio.timeout(20):
            yield process
    finally:
        if process.returncode is None:
            process.kill()
        await process.communicate()


async def pipe(*arguments: str, text: bytes) -> tuple[int | None, str, str]:
    """Run the command with text at its input; its status, output and complaints."""
    async with piped(*arguments) as process:
        out, complaints = await process.communicate(text)
        return process.returncode, out.decode(), complaints.decode()
