"""The network between a client and the gateway, as a TCP proxy on loopback that can be cut or fall silent."""

import asyncio
import socket
import struct
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from urllib.parse import urlsplit, urlunsplit


class Wire:
    """`url` leads through the wire; `cut` resets what is on it, `silence` swallows everything until `mend`."""

    def __init__(self, url: str) -> None:
        self._url = urlsplit(url)
        self._writers: set[asyncio.StreamWriter] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._sound = asyncio.Event()
        self._sound.set()
        self.url = ""

    async def open(self) -> asyncio.Server:
        """Starts to listen."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        port = server.sockets[0].getsockname()[1]
        self.url = urlunsplit(self._url._replace(netloc=f"127.0.0.1:{port}"))
        return server

    def cut(self) -> None:
        """Resets every connection at once: neither side can say goodbye."""
        for writer in list(self._writers):
            raw = writer.get_extra_info("socket")
            with suppress(OSError):
                raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
            writer.transport.abort()

    def silence(self) -> None:
        """From here on nothing passes, and nobody is told."""
        self._sound.clear()

    def mend(self) -> None:
        """What was swallowed stays lost with its connections; new ones work."""
        self.cut()
        self._sound.set()

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        there_reader, there = await asyncio.open_connection(self._url.hostname, self._url.port)
        self._writers |= {writer, there}
        for one, other in ((reader, there), (there_reader, writer)):
            task = asyncio.create_task(self._carry(one, other))
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    async def _carry(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await self._sound.wait()
                writer.write(data)
                await writer.drain()
        writer.close()
        self._writers.discard(writer)


@asynccontextmanager
async def wire(url: str) -> AsyncIterator[Wire]:
    """A wire to that URL; everything on it ends with the context."""
    one = Wire(url)
    server = await one.open()
    try:
        yield one
    finally:
        server.close()
        one.mend()
        await asyncio.gather(*one._tasks, return_exceptions=True)
        await server.wait_closed()
