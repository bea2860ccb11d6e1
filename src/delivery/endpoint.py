"""Where the Management API of one stage is, taken apart once."""

from dataclasses import dataclass
from urllib.parse import urlsplit


@dataclass(frozen=True)
class Endpoint:
    """`authority` is the Host header; `path` ends where a connection's id begins."""

    secure: bool
    host: str
    port: int
    authority: str
    path: str


def endpoint(url: str) -> Endpoint:
    """The endpoint that an http(s) URL with a stage path names."""
    parts = urlsplit(url)
    secure = parts.scheme == "https"
    host = parts.hostname or ""
    usual = 443 if secure else 80
    port = parts.port or usual
    name = f"[{host}]" if ":" in host else host
    # The Host header is signed, so it must be what SigV4 expects: no default port.
    authority = name if port == usual else f"{name}:{port}"
    return Endpoint(secure, host, port, authority, f"{parts.path.rstrip('/')}/@connections/")
