"""Standard input and output as they are, where there is no terminal: lines in, lines out."""

import asyncio
import codecs
import os
import sys
import threading
from collections.abc import AsyncIterator, Callable

READ_AHEAD = 100


class Paper:
    """The same as Screen, without a line at the bottom."""

    def show(self, text: str) -> None:
        """Print lines."""
        print(text, flush=True)

    def refresh(self) -> None:
        """There is nothing to draw."""

    async def lines(self) -> AsyncIterator[str]:
        """What comes in, line by line, to the end. It is read no faster than it is used."""
        lines: asyncio.Queue[str | None] = asyncio.Queue()
        room, loop = threading.Semaphore(READ_AHEAD), asyncio.get_running_loop()

        def put(line: str | None) -> None:
            room.acquire()
            loop.call_soon_threadsafe(lines.put_nowait, line)

        # A thread, because a file cannot be waited for; a daemon, because nobody can wake it at the end.
        threading.Thread(target=_read, args=(sys.stdin.fileno(), put), daemon=True).start()
        while (line := await lines.get()) is not None:
            room.release()
            yield line


def _read(fd: int, put: Callable[[str | None], None]) -> None:
    decode, rest = codecs.getincrementaldecoder("utf-8")("replace").decode, ""
    # Not through sys.stdin: the interpreter cannot end while a thread holds its lock.
    while chunk := os.read(fd, 65536):
        *lines, rest = (rest + decode(chunk)).split("\n")
        for line in lines:
            put(line)
    if rest:
        put(rest)
    put(None)
