"""The gateway as a whole: reads the deployed API, opens both doors, stops cleanly."""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from dataclasses import dataclass
from functools import cache
from typing import Any, Self

import boto3
from aiohttp import web
from botocore.config import Config

from local.gateway import api
from local.gateway.commands import Commands
from local.gateway.connections import ConnectionsDoor
from local.gateway.faults import Faults
from local.gateway.invoke import Invoker
from local.gateway.limits import BACKLOG, INTEGRATION_SECONDS, Limits
from local.gateway.stage import Stage
from local.gateway.websocket import WebSocketDoor

_STOP_SECONDS = 10.0


@dataclass(frozen=True)
class Settings:
    """What a gateway is told at its start; port 0 is any free port."""

    aws: str
    region: str
    stage: str
    api: str | None = None
    port: int = 0
    connections_port: int = 0
    idle_seconds: float = Limits.idle_seconds
    duration_seconds: float = Limits.duration_seconds
    concurrency: int = 8
    faults: Mapping[str, Any] | None = None


class Gateway:
    """An async context manager: inside it, the API is served at `websocket_url` and `connections_url`."""

    websocket_url: str
    connections_url: str
    stage: Stage

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._control = _session(settings.region).client(
            "apigatewayv2", endpoint_url=settings.aws, config=_config(10, 1)
        )

    async def __aenter__(self) -> Self:
        settings = self._settings
        faults = Faults(settings.faults)
        deployed = await self._read()
        async with AsyncExitStack() as stack:
            server = web.Server(self._manage, access_log=None, handler_cancellation=True)
            stack.push_async_callback(server.shutdown, 1.0)
            stack.callback(server.pre_shutdown)  # Lets go of connections that are only kept alive.
            http = await asyncio.get_running_loop().create_server(
                server, "127.0.0.1", settings.connections_port, backlog=BACKLOG
            )
            stack.callback(http.close)
            domain = f"127.0.0.1:{http.sockets[0].getsockname()[1]}"
            invoker = Invoker(self._functions(), settings.concurrency)
            stack.callback(invoker.close)
            limits = Limits(settings.idle_seconds, settings.duration_seconds)
            self.stage = Stage(deployed, domain, settings.region, invoker, limits, faults)
            self._door = ConnectionsDoor(self.stage, Commands(self.stage, self.reload))
            sockets = WebSocketDoor(self.stage)
            port = await sockets.open(settings.port)
            stack.push_async_callback(sockets.close, _STOP_SECONDS)
            self.connections_url = f"http://{domain}/{settings.stage}"
            self.websocket_url = f"ws://127.0.0.1:{port}/{settings.stage}"
            self._stack = stack.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._stack.aclose()

    async def reload(self) -> None:
        """Reads the deployed API again, without dropping connections; raises NotDeployed and changes nothing."""
        self.stage.deploy(await self._read())

    async def _read(self) -> api.Api:
        return await asyncio.to_thread(api.read, self._control, self._settings.api, self._settings.stage)

    async def _manage(self, request: web.BaseRequest) -> web.StreamResponse:
        return await self._door(request)

    def _functions(self) -> Any:
        config = _config(INTEGRATION_SECONDS + 6, self._settings.concurrency)
        return _session(self._settings.region).client("lambda", endpoint_url=self._settings.aws, config=config)


@cache
def _session(region: str) -> boto3.Session:
    # Never the user's own keys: the emulator takes any, and its root key is this one.
    return boto3.Session("test", "test", region_name=region)


def _config(read_seconds: float, connections: int) -> Config:
    # API Gateway invokes once: a retry here would be a duplicate that nobody asked for.
    return Config(
        connect_timeout=5,
        read_timeout=read_seconds,
        max_pool_connections=connections,
        retries={"total_max_attempts": 1},
    )
