"""Talking to a gateway as clients and functions do."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import urlencode

from botocore.config import Config
from websockets.asyncio.client import ClientConnection, connect

from local.gateway.server import Gateway
from tests.local.gateway.conftest import SESSION


@asynccontextmanager
async def connected(
    gateway: Gateway, query: dict[str, str] | None = None, **options: Any
) -> AsyncIterator[tuple[ClientConnection, str]]:
    """A client's socket, and the id of its connection."""
    async with connect(f"{gateway.websocket_url}?{urlencode(query or {})}", compression=None, **options) as socket:
        yield socket, list(gateway.stage.connections)[-1]


async def asked(socket: ClientConnection, action: str, **wish: Any) -> Any:
    """The next frame after saying this; what the function shall do goes along."""
    await socket.send(json.dumps({"action": action, **wish}))
    return json.loads(await asyncio.wait_for(socket.recv(), 10))


class Management:
    """The real boto3 client of `@connections`, for coroutines; it never retries."""

    def __init__(self, gateway: Gateway) -> None:
        config = Config(retries={"total_max_attempts": 1})
        self._client = SESSION.client("apigatewaymanagementapi", endpoint_url=gateway.connections_url, config=config)
        self.exceptions = self._client.exceptions

    async def post(self, connection_id: str, data: bytes) -> None:
        """PostToConnection."""
        await asyncio.to_thread(self._client.post_to_connection, ConnectionId=connection_id, Data=data)

    async def get(self, connection_id: str) -> Any:
        """GetConnection."""
        return await asyncio.to_thread(self._client.get_connection, ConnectionId=connection_id)

    async def delete(self, connection_id: str) -> None:
        """DeleteConnection."""
        await asyncio.to_thread(self._client.delete_connection, ConnectionId=connection_id)
