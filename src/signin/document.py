"""What an issuer shows to everybody, asked for over HTTP: in little time, of little size, and from nowhere else."""

import json
import ssl
import time
from typing import Any

from urllib3 import PoolManager, Timeout
from urllib3.exceptions import HTTPError

from config import public_roots

SECONDS = 2.0
BYTES = 64 * 1024


class Unreachable(Exception):
    """The issuer does not answer as it should; the message says how, and holds nothing of what it said."""


def read(url: str) -> dict[str, Any]:
    """The JSON object at this URL; Unreachable where there is none. Redirects are not followed."""
    try:
        content = _content(url)
    except (HTTPError, OSError) as error:
        raise Unreachable(type(error).__name__) from error
    try:
        found = json.loads(content)
    except (ValueError, RecursionError) as error:
        raise Unreachable("no JSON") from error
    if not isinstance(found, dict):
        raise Unreachable("no JSON object")
    return found


def _content(url: str) -> bytes:
    deadline = time.monotonic() + SECONDS
    trust = ssl.create_default_context(cafile=public_roots()) if url.startswith("https:") else None
    with PoolManager(ssl_context=trust) as pool:
        answer = pool.request(
            "GET",
            url,
            headers={"Accept": "application/json"},
            timeout=Timeout(connect=1, read=1),
            retries=False,
            redirect=False,
            preload_content=False,
        )
        if answer.status != 200:
            raise Unreachable(f"HTTP {answer.status}")
        content = b""
        # Piece by piece: a time-out of a socket is for one piece only.
        while piece := answer.read1(8192):
            content += piece
            if len(content) > BYTES:
                raise Unreachable("too large")
            if time.monotonic() > deadline:
                raise Unreachable("too slow")
        return content
