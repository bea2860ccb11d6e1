"""A TCP proxy in front of a service, in a thread of its own: late, resetting, silent or answering with nonsense."""

import asyncio
import socket
import struct
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from urllib.parse import urlsplit


class Proxy:
    """`url` leads through it. `delay` holds every answer back for so many seconds; `ill` is what else is wrong:
    "reset" (every connection is reset when a request comes) or "silent" (no request and no answer passes)."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._host, self._port = parts.hostname or "", parts.port or 80
        self.delay = 0.0
        self.ill = ""
        self.accepted = 0
        self.url = ""

    async def serve(self, ready: threading.Event) -> None:
        """Runs until `stop`."""
        server = await asyncio.start_server(self._accept, "127.0.0.1", 0)
        self.url = f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
        self._loop, self._over = asyncio.get_running_loop(), asyncio.Event()
        ready.set()
        await self._over.wait()
        server.close()

    def stop(self) -> None:
        """From another thread; what is under way is cut off."""
        self._loop.call_soon_threadsafe(self._over.set)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.accepted += 1
        there, back = await asyncio.open_connection(self._host, self._port)
        try:
            async with asyncio.TaskGroup() as both:
                both.create_task(self._requests(reader, back, writer))
                both.create_task(self._answers(there, writer))
        finally:
            for end in (writer, back):
                end.transport.abort()

    async def _requests(
        self, reader: asyncio.StreamReader, there: asyncio.StreamWriter, here: asyncio.StreamWriter
    ) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                if self.ill == "reset":
                    raw: socket.socket = here.get_extra_info("socket")
                    raw.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                    here.transport.abort()
                elif self.ill != "silent":
                    there.write(data)
        there.close()

    async def _answers(self, reader: asyncio.StreamReader, here: asyncio.StreamWriter) -> None:
        with suppress(ConnectionError):
            while data := await reader.read(65536):
                await asyncio.sleep(self.delay)
                here.write(data)
        here.close()


@contextmanager
def proxy(url: str) -> Iterator[Proxy]:
    """A proxy while the context lasts."""
    one, ready = Proxy(url), threading.Event()
    thread = threading.Thread(target=lambda: asyncio.run(one.serve(ready)))
    thread.start()
    ready.wait()
    try:
        yield one
    finally:
        one.stop()
        thread.join()
