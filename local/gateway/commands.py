"""The gateway's own commands, beside `@connections`: health, reload, faults."""

import json
from collections.abc import Awaitable, Callable, Mapping

from aiohttp import web

from local.gateway.errors import FaultScriptError, GatewayError
from local.gateway.faults import Faults
from local.gateway.stage import Stage

Command = Callable[[web.BaseRequest], Awaitable[web.Response]]


class Commands:
    """What whoever runs the gateway may ask of it."""

    def __init__(self, stage: Stage, reload: Callable[[], Awaitable[None]]) -> None:
        self._stage = stage
        self._reload_api = reload
        self._commands: Mapping[str, Command] = {
            "GET /_gateway/health": self._health,
            "POST /_gateway/reload": self._reload,
            "POST /_gateway/faults": self._faults,
            "GET /_gateway/faults": self._followed,
        }

    def find(self, request: web.BaseRequest) -> Command | None:
        """The command that this request names, if any."""
        return self._commands.get(f"{request.method} {request.path}")

    async def _health(self, request: web.BaseRequest) -> web.Response:
        invoker = self._stage.invoker
        counts = {"connections": len(self._stage.connections), "waiting": invoker.waiting, "running": invoker.running}
        return web.json_response(counts)

    async def _reload(self, request: web.BaseRequest) -> web.Response:
        try:
            await self._reload_api()
        except GatewayError as error:
            return web.json_response({"message": str(error)}, status=500)
        return web.json_response({"routes": sorted(self._stage.api.routes)})

    async def _faults(self, request: web.BaseRequest) -> web.Response:
        try:
            self._stage.faults = Faults(json.loads(await request.read() or b"{}"))
        except (FaultScriptError, ValueError) as error:
            return web.json_response({"message": str(error)}, status=400)
        return web.json_response({})

    async def _followed(self, request: web.BaseRequest) -> web.Response:
        return web.json_response({"followed": self._stage.faults.followed})
