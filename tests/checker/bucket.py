"""A bucket on loopback for handlers that run without AWS: it takes files by forms, hands them out by links, deletes
them, and has the source called for each that came, as S3 does.

S3 may tell of a file more than once, and Lambda calls a function that fails again; what it gives up waits in a queue
until somebody has it called anew. Here that is one: the source is called until it has said all.
https://docs.aws.amazon.com/AmazonS3/latest/userguide/EventNotifications.html
"""

import asyncio
from collections.abc import Awaitable, Callable
from itertools import count
from typing import Any
from urllib.parse import quote_plus

from aiohttp import web
from aiohttp.web_request import FileField

NAME = "files"
# So many attempts are enough for any weather.
ATTEMPTS = 12
AGAIN_AFTER = 0.4
# Of so many files, one is told of twice at once.
TWICE = 3

Event = dict[str, Any]


class Bucket:
    """`telling` has the calls that are under way."""

    def __init__(self, call: Callable[[Event], Awaitable[bool]]) -> None:
        self.telling: set[asyncio.Task[None]] = set()
        self._files: dict[str, bytes] = {}
        self._numbers = count(1)
        self._call = call

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one request: a form, a link, or a deletion."""
        key = request.path.removeprefix(f"/{NAME}").lstrip("/")
        if request.method == "POST":
            return await self._take(request)
        if request.method == "DELETE":
            self._files.pop(key, None)
            return web.Response(status=204)
        if key not in self._files:
            return web.Response(status=404)
        return web.Response(body=self._files[key])

    async def _take(self, request: web.BaseRequest) -> web.Response:
        form = await request.post()
        key, file = str(form["key"]), form["file"]
        assert isinstance(file, FileField)
        self._files[key] = file.file.read()
        number = next(self._numbers)
        event = _event(key, len(self._files[key]), f"{number:016X}")
        for _ in range(1 if number % TWICE else 2):
            task = asyncio.create_task(self._tell(event))
            self.telling.add(task)
            task.add_done_callback(self.telling.discard)
        return web.Response(status=204)

    async def _tell(self, event: Event) -> None:
        for _ in range(ATTEMPTS):
            if await self._call(event):
                return
            await asyncio.sleep(AGAIN_AFTER)


def _event(key: str, size: int, sequencer: str) -> Event:
    """Of an event, what is read of it: S3 writes keys as forms do."""
    kept = {"key": quote_plus(key, safe="/"), "size": size, "eTag": "", "sequencer": sequencer}
    record = {"eventSource": "aws:s3", "eventName": "ObjectCreated:Post"}
    return {"Records": [record | {"s3": {"bucket": {"name": NAME}, "object": kept}}]}
