"""The door for clients: sockets by `websockets`, decisions by the stage."""

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from websockets.asyncio.server import ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close
from websockets.http11 import Request, Response
from websockets.protocol import State

from local.gateway.connection import Connection
from local.gateway.errors import Refused
from local.gateway.events import Handshake
from local.gateway.limits import BACKLOG, FRAME_BYTES, INTEGRATION_SECONDS, MESSAGE_BYTES
from local.gateway.sockets import CLOSE_SECONDS, Socket
from local.gateway.stage import Stage

_log = logging.getLogger("local.gateway")

# An authorizer and $connect may each take their whole time.
_HANDSHAKE_SECONDS = 2 * INTEGRATION_SECONDS + 10


class WebSocketDoor:
    """Accepts sockets for one stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._tasks: set[asyncio.Task[None]] = set()
        self._closing = False

    async def open(self, port: int) -> int:
        """Starts to listen on 127.0.0.1; the port that it got."""
        self._server = await serve(
            self._serve,
            "127.0.0.1",
            port,
            create_connection=Socket,
            process_response=self._answer_handshake,
            compression=None,
            max_size=(MESSAGE_BYTES, FRAME_BYTES),
            ping_interval=None,
            open_timeout=_HANDSHAKE_SECONDS,
            close_timeout=CLOSE_SECONDS,
            server_header=None,
            backlog=BACKLOG,
        )
        return int(self._server.sockets[0].getsockname()[1])

    async def close(self, seconds: float) -> None:
        """Closes all sockets with 1001 and waits for what is under way, `$disconnect` too, so many seconds at most."""
        self._closing = True
        self._server.close(close_connections=False)
        try:
            async with asyncio.timeout(seconds):
                connections = self._stage.connections
                await asyncio.gather(
                    *(connections.close(one, 1001, "Going away") for one in list(connections.values()))
                )
                await self._server.wait_closed()
                while self._tasks:
                    await asyncio.wait(self._tasks)
        except TimeoutError:
            _log.warning("stopped with %d invocations under way", len(self._tasks))

    async def _answer_handshake(
        self, socket: ServerConnection, request: Request, response: Response
    ) -> Response | None:
        if response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            return response
        try:
            if self._closing:
                raise Refused(503, "Service Unavailable", "the gateway stops")
            handshake = _handshake(socket, request)
            if urlsplit(request.path).path.strip("/") != self._stage.place.stage:
                raise Refused(403, "Forbidden", f"there is no stage at {urlsplit(request.path).path}")
            caller, subprotocol = await self._stage.connect(handshake)
        except Refused as refused:
            _log.warning("handshake refused with %d: %s", refused.status, refused)
            return _refusal(refused)
        if socket.state is not State.CONNECTING or self._closing:
            self._start(self._stage.disconnect(caller, 1006, ""))
        if subprotocol is not None:
            response.headers["Sec-WebSocket-Protocol"] = subprotocol
        cast(Socket, socket).caller = caller
        return response

    async def _serve(self, server_socket: ServerConnection) -> None:
        socket = cast(Socket, server_socket)
        assert socket.caller is not None
        connection = Connection(socket.caller, socket, self._stage.limits(socket.caller))
        self._stage.connections[connection.id] = connection
        expiry = asyncio.create_task(self._expire(connection))
        code, reason = 1006, ""
        try:
            await self._read(socket, connection)
        except ConnectionClosed as closed:
            code, reason = _ending(closed)
        finally:
            expiry.cancel()
            self._stage.connections.pop(connection.id, None)
            self._start(self._stage.disconnect(connection.caller, code, reason))

    async def _read(self, socket: Socket, connection: Connection) -> None:
        while True:
            message = await socket.recv()
            connection.touch()
            if isinstance(message, bytes):
                # https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html
                await self._stage.connections.close(connection, 1003)
                continue
            await connection.under_way.acquire()
            task = self._start(self._stage.message(connection, message))
            task.add_done_callback(lambda _: connection.under_way.release())

    async def _expire(self, connection: Connection) -> None:
        while (left := connection.seconds_left()) > 0:
            await asyncio.sleep(left)
        await self._stage.connections.close(connection, 1001, "Going away")

    def _start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


def _handshake(socket: ServerConnection, request: Request) -> Handshake:
    return Handshake(
        headers=tuple(request.headers.raw_items()),
        query=tuple(parse_qsl(urlsplit(request.path).query, keep_blank_values=True)),
        source_ip=socket.remote_address[0],
        port=socket.local_address[1],
    )


def _refusal(refused: Refused) -> Response:
    body = json.dumps({"message": refused.message}).encode() if refused.message else b""
    headers = Headers({"Content-Type": "application/json", "Content-Length": str(len(body)), "Connection": "close"})
    try:
        phrase = HTTPStatus(refused.status).phrase
    except ValueError:
        phrase = "Refused"
    return Response(refused.status, phrase, headers, body)


def _ending(closed: ConnectionClosed) -> tuple[int, str]:
    first: Close | None = closed.rcvd
    if closed.sent is not None and not closed.rcvd_then_sent:
        first = closed.sent
    return (int(first.code), first.reason) if first else (1006, "")
