"""Hears what the test app's functions receive: they post every event here."""

import asyncio
import json
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import TracebackType
from typing import Any, Self

Heard = dict[str, Any]


class Ear:
    """A small HTTP server on loopback, and everything it was told, in order."""

    def __init__(self) -> None:
        self.events: list[Heard] = []
        self._told = threading.Condition()
        ear = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                told = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                ear._hear(told["event"])
                self.send_response(200)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}"

    def __enter__(self) -> Self:
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()

    async def first(self, fits: Callable[[Heard], bool], seconds: float = 10) -> Heard:
        """The first event that fits; waits for it."""
        return (await self.some(fits, 1, seconds))[0]

    async def some(self, fits: Callable[[Heard], bool], count: int, seconds: float = 10) -> list[Heard]:
        """The events that fit, once there are so many."""
        return await asyncio.to_thread(self._wait, fits, count, seconds)

    def _wait(self, fits: Callable[[Heard], bool], count: int, seconds: float) -> list[Heard]:
        with self._told:
            if not self._told.wait_for(lambda: sum(map(fits, self.events)) >= count, seconds):
                raise AssertionError(f"{count} events were expected, heard: {list(filter(fits, self.events))}")
            return list(filter(fits, self.events))

    def _hear(self, event: Heard) -> None:
        with self._told:
            self.events.append(event)
            self._told.notify_all()


def about(connection_id: str, event_type: str) -> Callable[[Heard], bool]:
    """Fits the events of one type of one connection."""

    def fits(event: Heard) -> bool:
        context = event["requestContext"]
        asked = event.get("type") == "REQUEST"  # An authorizer's event looks like $connect's.
        return not asked and (context["connectionId"], context["eventType"]) == (connection_id, event_type)

    return fits
