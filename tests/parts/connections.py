"""The Management API's side of the wire: a real HTTP server on loopback that takes posts to connections."""

import json
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, NamedTuple
from urllib.parse import unquote, urlsplit

import pytest

from tests.parts.dynamodb import forget

MARK = "/@connections/"


class Post(NamedTuple):
    """One POST as it came in."""

    connection: str
    body: bytes
    headers: dict[str, str]

    @property
    def frame(self) -> dict[str, Any]:
        return dict(json.loads(self.body))


class Connections:
    """What was posted to which connection, in order; `answers` gives a connection another status than 200.

    `closing` has the statuses of the next attempts to close one; after these it is 204.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self.posts: list[Post] = []
        self.closed: list[str] = []
        self.answers: dict[str, int] = {}
        self.closing: dict[str, list[int]] = {}

    def frames(self, connection: str) -> list[dict[str, Any]]:
        """The frames that one connection got."""
        return [post.frame for post in self.posts if post.connection == connection]


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128
    connections: Connections


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        status = self.server.connections.answers.get(self._connection(), 200)
        if status == 200:
            self.server.connections.posts.append(Post(self._connection(), body, dict(self.headers)))
        self._answer(status)

    def do_GET(self) -> None:
        self._answer(self.server.connections.answers.get(self._connection(), 200))

    def do_DELETE(self) -> None:
        self.server.connections.closed.append(self._connection())
        statuses = self.server.connections.closing.get(self._connection())
        self._answer(statuses.pop(0) if statuses else 204)

    def _connection(self) -> str:
        return unquote(urlsplit(self.path).path.partition(MARK)[2])

    def _answer(self, status: int) -> None:
        self.send_response(status)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """Says nothing: a test looks at what was posted."""


def _hang_up(url: str) -> None:
    """Closes the keep-alive lines that src/ holds to a server that goes."""
    held = sys.modules.get("delivery.pool")
    if held is not None:
        held.pool(url).close()
        held.pool.cache_clear()


@contextmanager
def serving() -> Iterator[Connections]:
    """A Management API on loopback while the context lasts; it answers 200 to every post."""
    server = _Server(("127.0.0.1", 0), _Handler)
    connections = server.connections = Connections(f"http://127.0.0.1:{server.server_port}/live")
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
    thread.start()
    try:
        yield connections
    finally:
        _hang_up(connections.url)
        server.shutdown()
        server.server_close()
        thread.join()


@pytest.fixture
def connections(monkeypatch: pytest.MonkeyPatch) -> Iterator[Connections]:
    """A Management API on loopback that answers 200 to every post; src/ is told where it is."""
    with serving() as connections:
        monkeypatch.setenv("CONNECTIONS_URL", connections.url)
        forget()
        yield connections
        forget()
