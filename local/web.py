"""Serves the page: the files of web/, /config.json with where the WebSocket is, and the page of figures."""

import functools
import json
import threading
from collections.abc import Mapping
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from local.figures import Figures
from local.ports import HOST

FIGURES = str(Path(__file__).resolve().parent / "figures_page")

HEADERS = {
    "Cache-Control": "no-cache",
    "Content-Security-Policy": "; ".join(
        [
            "default-src 'none'",
            "script-src 'self'",
            "style-src 'self'",
            # Files that people share are put into and taken from the bucket, which is another origin.
            "img-src 'self' data: blob: http://127.0.0.1:* http://localhost:*",
            "connect-src 'self' ws://127.0.0.1:* ws://localhost:* http://127.0.0.1:* http://localhost:* wss:",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'none'",
        ]
    ),
    "Cross-Origin-Opener-Policy": "same-origin",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
}


class Web:
    """A server of static files on 127.0.0.1, while the context lasts."""

    def __init__(
        self,
        directory: Path,
        port: int,
        websocket: str,
        *,
        guests: bool = True,
        sign_in: Mapping[str, Any] | None = None,
    ) -> None:
        config = json.dumps({"websocket": websocket, "guests": guests, "signIn": sign_in}).encode()
        handler = functools.partial(_Page, directory=str(directory.resolve()), config=config)
        self._server = _Server((HOST, port), handler)
        self._thread = threading.Thread(target=self._server.serve_forever, args=(0.1,), name="web", daemon=True)

    def showing(self, figures: Figures) -> Self:
        """Serves these figures too, with a page of their own at /figures/."""
        self._server.figures = figures
        return self

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    block_on_close = False  # a browser keeps its connections open
    figures: Figures | None = None

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that goes away in the middle of an answer is nothing to tell."""


class _Page(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: _Server
    server_version, sys_version = "parley", ""
    extensions_map = {
        "": "application/octet-stream",
        ".css": "text/css; charset=utf-8",
        ".html": "text/html; charset=utf-8",
        ".ico": "image/x-icon",
        ".js": "text/javascript; charset=utf-8",
        ".json": "application/json",
        ".mjs": "text/javascript; charset=utf-8",
        ".png": "image/png",
        ".svg": "image/svg+xml",
        ".txt": "text/plain; charset=utf-8",
        ".webmanifest": "application/manifest+json",
        ".woff2": "font/woff2",
    }

    def __init__(self, *args: Any, directory: str, config: bytes) -> None:
        self._config, self._site = config, directory
        super().__init__(*args, directory=directory)

    def do_GET(self) -> None:
        path, figures = self.path.partition("?")[0], self.server.figures
        if path == "/config.json":
            self._answer_json(self._config)
        elif path == "/figures.json" and figures:
            self._answer_json(figures.as_json())
        else:
            super().do_GET()

    def send_head(self) -> Any:
        """Only files inside the directory: a link that leads out of it is not followed."""
        self.directory = self._site
        if self.server.figures and self.path.startswith("/figures/"):
            self.directory, self.path = FIGURES, self.path.removeprefix("/figures")
        if not Path(self.translate_path(self.path)).resolve().is_relative_to(self.directory):
            self.send_error(HTTPStatus.NOT_FOUND)
            return None
        return super().send_head()

    def list_directory(self, path: Any) -> None:
        self.send_error(HTTPStatus.NOT_FOUND)

    def end_headers(self) -> None:
        for name, value in HEADERS.items():
            self.send_header(name, value)
        super().end_headers()

    def log_message(self, format: str, *args: Any) -> None:
        """The terminal is for what the functions say."""

    def _answer_json(self, content: bytes) -> None:
        self.send_response(HTTPStatus.OK)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)
