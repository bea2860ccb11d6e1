"""The door for functions: `@connections`.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-how-to-call-websocket-api-connections.html
"""

import asyncio
import socket
import struct
import time
from datetime import UTC, datetime
from functools import lru_cache
from urllib.parse import unquote

from aiohttp import web

from local.gateway.commands import Commands
from local.gateway.connection import Connection
from local.gateway.errors import BufferFull, Gone
from local.gateway.ids import new_id
from local.gateway.limits import POST_BYTES
from local.gateway.rule import Rule
from local.gateway.stage import Stage


class ConnectionsDoor:
    """Answers the Management API of one stage."""

    def __init__(self, stage: Stage, commands: Commands) -> None:
        self._stage = stage
        self._commands = commands
        self._closing: set[asyncio.Task[None]] = set()

    async def __call__(self, request: web.BaseRequest) -> web.StreamResponse:
        """Answers one request; the fault script may have it otherwise."""
        stage, door, connection_id = _parts(request.raw_path)
        if door != "@connections":
            command = self._commands.find(request)
            return await command(request) if command else _forbidden()
        if stage != self._stage.place.stage or request.method not in ("POST", "GET", "DELETE"):
            return _forbidden()
        if "Authorization" not in request.headers and "X-Amz-Signature" not in request.query_string:
            return _error(403, "MissingAuthenticationTokenException", "Missing Authentication Token")
        connection = self._stage.connections.get(connection_id)
        caller = connection.caller if connection else None
        rule = self._stage.faults.meet(request.method.lower(), connection_id, caller)
        if rule is None:
            return await self._manage(request, connection_id)
        return await self._disturbed(rule, request, connection_id)

    async def _manage(self, request: web.BaseRequest, connection_id: str) -> web.Response:
        try:
            connection = self._stage.connections.find(connection_id)
            if request.method == "POST":
                return await self._post(request, connection_id)
            if request.method == "GET":
                return web.json_response(_described(connection))
            # Not waited for: the client may be slow to take part in its closing.
            task = asyncio.create_task(self._stage.connections.close(connection, 1000))
            self._closing.add(task)
            task.add_done_callback(self._closing.discard)
            return web.Response(status=204)
        except Gone:
            return _error(410, "GoneException")
        except BufferFull:
            return _error(429, "LimitExceededException")

    async def _post(self, request: web.BaseRequest, connection_id: str) -> web.Response:
        if (request.content_length or 0) > POST_BYTES:
            return _error(413, "PayloadTooLargeException")
        payload = await request.read()
        if len(payload) > POST_BYTES:
            return _error(413, "PayloadTooLargeException")
        # Looked up after the body has come: the client may have left meanwhile. A text frame has to be UTF-8.
        self._stage.connections.find(connection_id).push(payload.decode(errors="replace").encode())
        return web.Response(headers={"x-amzn-RequestId": new_id()})

    async def _disturbed(self, rule: Rule, request: web.BaseRequest, connection_id: str) -> web.Response:
        await asyncio.sleep(rule.delay)
        if not (rule.status or rule.hang or rule.reset):
            return await self._manage(request, connection_id)
        if rule.delivered:
            await self._manage(request, connection_id)
        if rule.hang:
            await asyncio.Event().wait()
        if rule.reset:
            _reset(request)
        return _error(rule.status or 500, _NAMES.get(rule.status or 500, "InternalServerErrorException"))


_NAMES = {
    403: "ForbiddenException",
    410: "GoneException",
    413: "PayloadTooLargeException",
    429: "LimitExceededException",
    503: "ServiceUnavailableException",
}


@lru_cache(10_000)
def _parts(raw_path: str) -> tuple[str, str, str]:
    # SDKs encode both the @ and the = of an id.
    parts = [unquote(part) for part in raw_path.partition("?")[0].split("/")]
    return (parts[1], parts[2], parts[3]) if len(parts) == 4 else ("", "", "")


def _described(connection: Connection) -> dict[str, object]:
    handshake = connection.caller.handshake
    idle = asyncio.get_running_loop().time() - connection.active
    return {
        "connectedAt": _iso(connection.caller.connected_at / 1000),
        "identity": {"sourceIp": handshake.source_ip, "userAgent": handshake.header("User-Agent") or ""},
        "lastActiveAt": _iso(time.time() - idle),
    }


def _iso(seconds: float) -> str:
    return datetime.fromtimestamp(seconds, UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def _forbidden() -> web.Response:
    return _error(403, "ForbiddenException", "Forbidden")


def _error(status: int, name: str, message: str | None = None) -> web.Response:
    headers = {"x-amzn-RequestId": new_id(), "x-amzn-ErrorType": name}
    return web.json_response({"message": message}, status=status, headers=headers)


def _reset(request: web.BaseRequest) -> None:
    transport = request.transport
    if transport is not None:
        # Lingering for no time makes the kernel send RST instead of FIN.
        transport.get_extra_info("socket").setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
