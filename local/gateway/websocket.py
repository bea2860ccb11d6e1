"""The door for clients: sockets by `websockets`, decisions by the stage."""

import asyncio
import json
import logging
from http import HTTPStatus
from typing import Any, cast
from urllib.parse import parse_qsl, urlsplit

from websockets.asyncio.server import Server, ServerConnection, serve
from websockets.datastructures import Headers
from websockets.exceptions import ConnectionClosed
from websockets.frames import Close
from websockets.http11 import Request, Response
from websockets.protocol import State

from local.gateway.connection import Connection
from local.gateway.errors import BufferFull, Gone, Refused
from local.gateway.events import Caller, Handshake
from local.gateway.limits import BUFFER_BYTES, FRAME_BYTES, INTEGRATION_SECONDS, MESSAGE_BYTES
from local.gateway.stage import Stage

_log = logging.getLogger("local.gateway")

# An authorizer and $connect may each take their whole time.
_HANDSHAKE_SECONDS = 2 * INTEGRATION_SECONDS + 10
_CLOSE_SECONDS = 2.0


class Socket(ServerConnection):
    """A server-side socket that sends without waiting: the order of pushes is the order on the wire."""

    caller: Caller | None = None

    def push(self, payload: bytes) -> None:
        """Hands one text message to the socket; raises Gone or BufferFull."""
        if self.state is not State.OPEN or self.transport.is_closing():
            raise Gone("the connection is closed")
        if self.transport.get_write_buffer_size() + len(payload) > BUFFER_BYTES:
            raise BufferFull("the client does not read")
        # A message above the frame quota leaves as several frames.
        self.protocol.send_text(payload[:FRAME_BYTES], fin=len(payload) <= FRAME_BYTES)
        for start in range(FRAME_BYTES, len(payload), FRAME_BYTES):
            chunk = payload[start : start + FRAME_BYTES]
            self.protocol.send_continuation(chunk, fin=start + FRAME_BYTES >= len(payload))
        self.send_data()

    async def shut(self, code: int, reason: str) -> None:
        """Closes with this code; a client that does not take part loses its TCP connection."""
        try:
            async with asyncio.timeout(_CLOSE_SECONDS):
                await self.close(code, reason)
        except TimeoutError:
            self.transport.abort()


class WebSocketDoor:
    """Accepts sockets for one stage."""

    def __init__(self, stage: Stage) -> None:
        self._stage = stage
        self._tasks: set[asyncio.Task[None]] = set()

    async def open(self, port: int) -> Server:
        """Starts to listen on 127.0.0.1."""
        return await serve(
            self._serve,
            "127.0.0.1",
            port,
            create_connection=Socket,
            process_response=self._answer_handshake,
            compression=None,
            max_size=(MESSAGE_BYTES, FRAME_BYTES),
            ping_interval=None,
            open_timeout=_HANDSHAKE_SECONDS,
            close_timeout=_CLOSE_SECONDS,
            server_header=None,
        )

    async def drain(self, seconds: float) -> None:
        """Closes all sockets with 1001 and waits for their `$disconnect`, for so many seconds at most."""
        async with asyncio.TaskGroup() as group:
            for connection in list(self._stage.connections.values()):
                group.create_task(connection.socket.shut(1001, "Going away"))
        await asyncio.sleep(0)
        if self._tasks:
            await asyncio.wait(self._tasks, timeout=seconds)

    async def _answer_handshake(
        self, socket: ServerConnection, request: Request, response: Response
    ) -> Response | None:
        if response.status_code != HTTPStatus.SWITCHING_PROTOCOLS:
            return response
        try:
            handshake = _handshake(socket, request)
            if urlsplit(request.path).path.strip("/") != self._stage.place.stage:
                raise Refused(403, "Forbidden", f"there is no stage at {urlsplit(request.path).path}")
            caller, subprotocol = await self._stage.connect(handshake)
        except Refused as refused:
            _log.warning("handshake refused with %d: %s", refused.status, refused)
            return _refusal(refused)
        if socket.state is not State.CONNECTING:
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
        expiry = asyncio.create_task(_expire(connection))
        code, reason = 1006, ""
        try:
            await self._read(socket, connection)
        except ConnectionClosed as closed:
            code, reason = _ending(closed)
        finally:
            expiry.cancel()
            del self._stage.connections[connection.id]
            self._start(self._stage.disconnect(connection.caller, code, reason))

    async def _read(self, socket: Socket, connection: Connection) -> None:
        while True:
            message = await socket.recv()
            connection.touch()
            if isinstance(message, bytes):
                # https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-binary-media-types.html
                await socket.shut(1003, "")
                continue
            await connection.under_way.acquire()
            task = self._start(self._stage.message(connection, message))
            task.add_done_callback(lambda _: connection.under_way.release())

    def _start(self, work: Any) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task


async def _expire(connection: Connection) -> None:
    while (left := connection.seconds_left()) > 0:
        await asyncio.sleep(left)
    await connection.socket.shut(1001, "Going away")


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
