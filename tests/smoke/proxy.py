"""A proxy on loopback that breaks promises: frames pass through it, and a script says what becomes of them."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any
from urllib.parse import unquote

from websockets.asyncio.client import ClientConnection, connect
from websockets.asyncio.server import ServerConnection, serve
from websockets.exceptions import ConnectionClosed

Frame = dict[str, Any]


class Script:
    """What becomes of a frame, by who sent or gets it: what goes on in its place, none being a frame that is lost."""

    def up(self, who: str, frame: Frame) -> list[Frame]:
        """On its way to the service."""
        return [frame]

    def down(self, who: str, frame: Frame) -> list[Frame]:
        """On its way to the client."""
        return [frame]

    def answer(self, who: str, frame: Frame) -> list[Frame]:
        """What the proxy itself says to the client when this frame comes from it."""
        return []


@asynccontextmanager
async def proxy(url: str, script: Script) -> AsyncIterator[str]:
    """The URL at which the service behind `url` keeps what the script leaves of its promises."""

    async def carry(client: ServerConnection) -> None:
        assert client.request is not None
        header = client.request.headers["Authorization"]
        who = unquote(header.removeprefix("Guest "))
        async with connect(url, additional_headers={"Authorization": header}, compression=None) as service:
            up = asyncio.create_task(_up(who, client, service, script))
            with suppress(ConnectionClosed):
                async for text in service:
                    for frame in script.down(who, json.loads(text)):
                        await client.send(json.dumps(frame))
            await client.close()
            await up

    async with serve(carry, "127.0.0.1", 0, compression=None) as server:
        port = next(iter(server.sockets)).getsockname()[1]
        yield f"ws://127.0.0.1:{port}/live"


async def _up(who: str, client: ServerConnection, service: ClientConnection, script: Script) -> None:
    with suppress(ConnectionClosed):
        async for text in client:
            frame = json.loads(text)
            for one in script.up(who, frame):
                await service.send(json.dumps(one))
            for one in script.answer(who, frame):
                await client.send(json.dumps(one))
    await service.close()
