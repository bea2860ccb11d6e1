"""Files as clients have them: what is in one, how it gets into the bucket, and how it is had by a link."""

from typing import Any

import aiohttp

TYPE = "text/plain"
SECONDS = aiohttp.ClientTimeout(total=5)


def content(name: str, size: int) -> bytes:
    """What a file of that name and size has in it: no other has."""
    line = f"{name}\n".encode()
    return (line * (size // len(line) + 1))[:size]


async def put(form: dict[str, Any], name: str, held: bytes) -> bool:
    """Posts a file by its form; whether the bucket took it."""
    body = aiohttp.FormData(form["fields"])
    body.add_field("file", held, filename=name, content_type=TYPE)
    try:
        async with aiohttp.ClientSession(timeout=SECONDS) as session, session.post(form["url"], data=body) as answer:
            return answer.status in (200, 204)
    except (aiohttp.ClientError, TimeoutError):
        return False


async def get(url: str) -> bytes | None:
    """What is behind a link: nothing where it is gone, None where there is no telling."""
    try:
        async with aiohttp.ClientSession(timeout=SECONDS) as session, session.get(url) as answer:
            if answer.status in (403, 404):
                return b""
            return await answer.read() if answer.status == 200 else None
    except (aiohttp.ClientError, TimeoutError):
        return None
