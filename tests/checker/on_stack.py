"""The whole local stack as a target: what `sam deploy` made, on the emulator, behind the gateway and its faults."""

import asyncio
import json
import urllib.request
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from local.endpoints import Endpoints
from local.stack import Stack
from tests.checker.faults import Weather


class OnStack:
    """A target: see `target.Target`. Faults come at the gateway only; the functions are the emulator's."""

    backend = "stack"
    patience = 4.0

    def __init__(self, endpoints: Endpoints) -> None:
        self.url = endpoints.websocket
        self._commands = f"http://{urlsplit(endpoints.connections).netloc}/_gateway"
        self._names: tuple[str, ...] = ()
        self._met: Counter[str] = Counter()

    async def begin(self, weather: Weather) -> None:
        self._names = tuple(weather.gateway)
        self._met = Counter()
        await self._tell("faults", weather.script)

    async def calm(self) -> None:
        self._met = await self.faults()
        self._names = ()
        await self._tell("faults", {})

    async def faults(self) -> Counter[str]:
        if not self._names:
            return self._met
        followed = (await self._tell("faults"))["followed"]
        return Counter(dict(zip(self._names, followed, strict=True)))

    async def idle(self) -> bool:
        health = await self._tell("health")
        return not health["running"] and not health["waiting"]

    async def _tell(self, command: str, body: object = None) -> Any:
        data = None if body is None else json.dumps(body).encode()
        request = urllib.request.Request(f"{self._commands}/{command}", data)
        return await asyncio.to_thread(_asked, request)


@contextmanager
def on_stack(folder: Path) -> Iterator[OnStack]:
    """A stack of its own, built and deployed into the folder, while the context lasts."""
    with Stack(folder) as stack:
        yield OnStack(stack.endpoints)


def _asked(request: urllib.request.Request) -> Any:
    with urllib.request.urlopen(request, timeout=10) as answer:
        return json.load(answer)
