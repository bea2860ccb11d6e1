"""A `@connections` endpoint that costs as little as Python allows: epoll, TLS on the socket, one answer for all.

`python -m benchmarks.fan_out_server CERTIFICATE DELAY` prints its port; it ends with its standard input.
"""

import os
import select
import socket
import ssl
import sys
import time
from collections import deque

ANSWER = (
    b"HTTP/1.1 200 OK\r\nDate: Sun, 22 Nov 2026 05:00:00 GMT\r\nContent-Type: application/json\r\n"
    b"Content-Length: 0\r\nConnection: keep-alive\r\nx-amzn-RequestId: 0d3fd7e6-5a6e-4f0f-9f4b-0d1c1f7a2b3c\r\n"
    b"x-amz-apigw-id: f0aBcDeFjoEFZ0w=\r\n\r\n"
)


class Server:
    """Answers every request with the same bytes, `delay` seconds after it came."""

    def __init__(self, certificate: str, delay: float) -> None:
        self._delay = delay
        self._tls = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        self._tls.load_cert_chain(certificate)
        self._poll = select.epoll()
        self._lines: dict[int, ssl.SSLSocket] = {}
        self._shaking: set[int] = set()
        self._held: dict[int, bytes] = {}
        self._due: deque[tuple[float, int]] = deque()
        self._listener = socket.create_server(("127.0.0.1", 0), backlog=1024)
        self._listener.setblocking(False)
        self._poll.register(self._listener.fileno(), select.EPOLLIN)
        self._poll.register(sys.stdin.fileno(), select.EPOLLIN | select.EPOLLHUP)
        self.port: int = self._listener.getsockname()[1]

    def heard(self, request: bytes) -> None:
        """Each request, once it is whole."""

    def serve(self) -> None:
        """Until standard input ends."""
        while True:
            wait = max(0.0, self._due[0][0] - time.monotonic()) if self._due else -1
            for number, _ in self._poll.poll(wait):
                if number == self._listener.fileno():
                    self._accept()
                elif number == sys.stdin.fileno():
                    return
                elif number in self._shaking:
                    self._shake(number)
                else:
                    self._read(number)
            now = time.monotonic()
            while self._due and self._due[0][0] <= now:
                self._answer(self._due.popleft()[1])

    def _accept(self) -> None:
        while True:
            try:
                line, _ = self._listener.accept()
            except BlockingIOError:
                return
            line.setblocking(False)
            line.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            secure = self._tls.wrap_socket(line, server_side=True, do_handshake_on_connect=False)
            self._lines[secure.fileno()] = secure
            self._shaking.add(secure.fileno())
            self._poll.register(secure.fileno(), select.EPOLLIN)

    def _shake(self, number: int) -> None:
        try:
            self._lines[number].do_handshake()
            self._shaking.discard(number)
        except ssl.SSLWantReadError:
            pass
        except OSError:
            self._drop(number)

    def _read(self, number: int) -> None:
        line = self._lines[number]
        try:
            data = line.recv(65_536)
            if not data:
                self._drop(number)
                return
            while line.pending():
                data += line.recv(65_536)
        except ssl.SSLWantReadError:
            return
        except OSError:
            self._drop(number)
            return
        if self._held:
            data = self._held.pop(number, b"") + data
        if not _complete(data):
            self._held[number] = data
            return
        self.heard(data)
        if self._delay:
            self._due.append((time.monotonic() + self._delay, number))
        else:
            self._answer(number)

    def _answer(self, number: int) -> None:
        try:
            self._lines[number].send(ANSWER)
        except (KeyError, OSError):
            self._drop(number)

    def _drop(self, number: int) -> None:
        line = self._lines.pop(number, None)
        if line is not None:
            self._shaking.discard(number)
            self._held.pop(number, None)
            self._poll.unregister(number)
            line.close()


def _complete(data: bytes) -> bool:
    end = data.find(b"\r\n\r\n")
    if end < 0:
        return False
    head = data[:end].lower()
    start = head.find(b"content-length:")
    return len(data) >= end + 4 + int(head[start + 15 :].split(b"\r\n", 1)[0])


def main() -> None:
    certificate, delay = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {max(os.sched_getaffinity(0))})
    server = Server(certificate, float(delay))
    print(server.port, flush=True)
    server.serve()


if __name__ == "__main__":
    main()
