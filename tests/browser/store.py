"""A store of files of the test's own: takes forms as S3 does, and gives the files out."""

import email.parser
import email.policy
import sys
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Self


class Store:
    """Serves on a free port of 127.0.0.1; `files` is what came, by its key."""

    def __init__(self) -> None:
        self.files: dict[str, bytes] = {}
        self.status = 204
        self._arrived: dict[str, Callable[[], object]] = {}
        self._server = _Server(("127.0.0.1", 0), _handler(self))
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()

    def offer(self, arrived: Callable[[], object]) -> dict[str, Any]:
        """A form for one file; `arrived` is called, in another thread, when it has come."""
        key = f"f{len(self._arrived)}"
        self._arrived[key] = arrived
        return {"url": self._url(""), "fields": {"key": key, "policy": "p"}}

    def link(self, key: str) -> str:
        return self._url(key)

    def take(self, key: str, content: bytes) -> None:
        """A file has come."""
        self.files[key] = content
        self._arrived[key]()

    def _url(self, key: str) -> str:
        return f"http://127.0.0.1:{self._server.server_address[1]}/{key}"


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A page that is closed while it loads a picture is no error of the store's."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(store: Store) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_POST(self) -> None:
            head = f"Content-Type: {self.headers['Content-Type']}\r\n\r\n".encode()
            body = self.rfile.read(int(self.headers["Content-Length"]))
            parts = list(email.parser.BytesParser(policy=email.policy.HTTP).parsebytes(head + body).iter_parts())
            fields = {part.get_param("name", header="content-disposition"): part for part in parts}
            if store.status == 204:
                content = fields["file"].get_payload(decode=True)
                assert isinstance(content, bytes)
                store.take(str(fields["key"].get_payload()).strip(), content)
            self._answer(store.status, b"")

        def do_OPTIONS(self) -> None:
            self._answer(200, b"")

        def do_GET(self) -> None:
            content = store.files.get(self.path[1:])
            self._answer(200 if content else 404, content or b"")

        def _answer(self, status: int, content: bytes) -> None:
            self.send_response(status)
            self.send_header("Access-Control-Allow-Origin", "*")
            if status != 204:
                self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Nobody reads it."""

    return Handler
