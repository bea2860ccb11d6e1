"""TLS on two memory buffers, without I/O: fewer layers than asyncio's own, and a line can be cut at any moment."""

import ssl
from functools import cache


@cache
def context(roots: str | None = None) -> ssl.SSLContext:
    """One context a process: verifies certificate and host name, against the system's roots or those in a file."""
    return ssl.create_default_context(cafile=roots)


class Tls:
    """The client's end of one TLS session: bytes of the wire in, bytes for the wire out."""

    __slots__ = ("_incoming", "_object", "_outgoing", "ready")

    def __init__(self, trust: ssl.SSLContext, host: str) -> None:
        self._incoming = ssl.MemoryBIO()
        self._outgoing = ssl.MemoryBIO()
        self._object = trust.wrap_bio(self._incoming, self._outgoing, server_hostname=host)
        self.ready = False

    def shake(self, data: bytes | memoryview = b"") -> bytes:
        """Takes the handshake as far as it goes; raises ssl.SSLError when the other side cannot be trusted."""
        self._incoming.write(data)
        try:
            self._object.do_handshake()
            self.ready = True
        except ssl.SSLWantReadError:
            pass
        return self._outgoing.read()

    def seal(self, data: bytes) -> bytes:
        """Data, as it goes over the wire."""
        self._object.write(data)
        return self._outgoing.read()

    def open(self, data: bytes | memoryview) -> bytes | None:
        """What the bytes of the wire say, None when the other side has said goodbye; raises ssl.SSLError."""
        self._incoming.write(data)
        said = b""
        try:
            while True:
                part = self._object.read(65_536)
                if not part:
                    return said or None
                said = said + part if said else part
                # Asking once more would cost an exception.
                if not self._incoming.pending and not self._object.pending():
                    return said
        except ssl.SSLWantReadError:
            return said
