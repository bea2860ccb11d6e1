"""`@connections` with the real boto3 client: apigateway-how-to-call-websocket-api-connections.html."""

import asyncio
import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from aiohttp import ClientSession
from botocore.exceptions import ClientError, ConnectionClosedError
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed

from local.gateway.faults import Faults
from local.gateway.limits import BUFFER_BYTES, POST_BYTES
from local.gateway.server import Gateway
from tests.local.gateway.ear import Ear, about
from tests.local.gateway.talk import Management, connected

SIGNED = {"Authorization": "AWS4-HMAC-SHA256 Credential=test"}


@pytest.fixture
def management(gateway: Gateway) -> Management:
    return Management(gateway)


async def test_a_post_is_a_text_frame(gateway: Gateway, management: Management) -> None:
    async with connected(gateway) as (socket, connection_id):
        await management.post(connection_id, "grüß dich 👋".encode())
        assert await socket.recv() == "grüß dich 👋"
        await management.post(connection_id, b"\xff\x00")
        assert await socket.recv() == "\ufffd\x00"
        await management.post(connection_id, b"")
        assert await socket.recv() == ""


async def test_posts_of_one_sender_keep_their_order(gateway: Gateway) -> None:
    async with connected(gateway) as (socket, connection_id), ClientSession(headers=SIGNED) as sender:
        for number in range(300):
            async with sender.post(f"{gateway.connections_url}/@connections/{connection_id}", data=str(number)) as done:
                assert done.status == 200
        assert [await socket.recv() for _ in range(300)] == [str(number) for number in range(300)]


async def test_a_post_of_128_kb_arrives_and_a_byte_more_is_413(gateway: Gateway, management: Management) -> None:
    """API reference PostToConnection: Data is at most 131,072 bytes; PayloadTooLargeException is 413."""
    async with connected(gateway, max_size=None) as (socket, connection_id):
        await management.post(connection_id, b"x" * POST_BYTES)
        assert len(await socket.recv()) == POST_BYTES
        with pytest.raises(management.exceptions.PayloadTooLargeException):
            await management.post(connection_id, b"x" * (POST_BYTES + 1))
        await management.post(connection_id, b"still there")
        assert await socket.recv() == "still there"


async def test_get_describes_the_connection(gateway: Gateway, management: Management) -> None:
    """API reference GetConnection: connectedAt, lastActiveAt, identity."""
    async with connected(gateway, user_agent_header="ana's") as (_, connection_id):
        described = await management.get(connection_id)
        now = datetime.now(UTC)
        assert timedelta(0) <= now - described["ConnectedAt"] < timedelta(seconds=10)
        assert described["ConnectedAt"] <= described["LastActiveAt"] <= now
        assert described["Identity"] == {"SourceIp": "127.0.0.1", "UserAgent": "ana's"}


async def test_delete_closes_and_is_gone_at_once(gateway: Gateway, management: Management, ear: Ear) -> None:
    """API reference DeleteConnection."""
    async with connected(gateway) as (socket, connection_id):
        await management.delete(connection_id)
        with pytest.raises(management.exceptions.GoneException):
            await management.delete(connection_id)
        with pytest.raises(ConnectionClosed):
            await socket.recv()
    assert (await ear.first(about(connection_id, "DISCONNECT")))["requestContext"]["disconnectStatusCode"] == 1000


@pytest.mark.parametrize("verb", ["post", "get", "delete"])
async def test_unknown_and_closed_connections_are_410(gateway: Gateway, management: Management, verb: str) -> None:
    """API reference: GoneException, "the connection with the provided id no longer exists"."""
    async with connected(gateway) as (_, closed):
        pass
    data = (b"hello",) if verb == "post" else ()
    for connection_id in (closed, "L0SM9cOFvHcCIhw=", "a/b", "nonsense"):
        with pytest.raises(management.exceptions.GoneException):
            await getattr(management, verb)(connection_id, *data)


async def test_during_connect_there_is_no_connection_yet(gateway: Gateway, management: Management, ear: Ear) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: established only when `$connect` has completed."""

    def early(event: dict[str, Any]) -> bool:
        return bool(event.get("queryStringParameters", {}).get("mark") == "early")

    connecting = asyncio.ensure_future(connect(f"{gateway.websocket_url}?sleep=0.5&mark=early").__aenter__())
    connection_id = (await ear.first(early))["requestContext"]["connectionId"]
    with pytest.raises(management.exceptions.GoneException):
        await management.post(connection_id, b"too early")
    socket = await connecting
    await management.post(connection_id, b"now")
    assert await socket.recv() == "now"
    await socket.close()


async def test_a_client_that_does_not_read_is_429(gateway: Gateway, management: Management) -> None:
    """API reference: LimitExceededException, "the WebSocket client side buffer is full"."""
    async with connected(gateway, max_queue=1, max_size=None) as (socket, connection_id):
        with pytest.raises(management.exceptions.LimitExceededException):
            for _ in range(20 * BUFFER_BYTES // POST_BYTES):
                await asyncio.wait_for(management.post(connection_id, b"x" * POST_BYTES), 5)
        await socket.recv()
        socket.transport.abort()


async def test_an_unsigned_request_is_403(gateway: Gateway) -> None:
    """apigateway-how-to-call-websocket-api-connections.html: requests must be signed with Signature Version 4."""
    async with connected(gateway) as (_, connection_id), ClientSession() as sender:
        answer = await sender.post(f"{gateway.connections_url}/@connections/{connection_id}", data="x")
        assert (answer.status, await answer.json()) == (403, {"message": "Missing Authentication Token"})


async def test_any_other_address_is_403(gateway: Gateway) -> None:
    async with ClientSession(gateway.connections_url.removesuffix("dev"), headers=SIGNED) as sender:
        for path in ("", "dev", "dev/@connections", "prod/@connections/a=", "dev/@connections/a=/b", "_gateway/no"):
            async with sender.post(path) as answer:
                assert answer.status == 403
        async with sender.put("dev/@connections/a=") as answer:
            assert answer.status == 403


@pytest.mark.parametrize(
    ("status", "name"),
    [
        (403, "ForbiddenException"),
        (410, "GoneException"),
        (413, "PayloadTooLargeException"),
        (429, "LimitExceededException"),
        (500, "InternalServerErrorException"),
        (503, "ServiceUnavailableException"),
    ],
)
async def test_a_fault_has_the_name_that_boto3_knows(
    gateway: Gateway, management: Management, status: int, name: str
) -> None:
    gateway.stage.faults = Faults({"rules": [{"on": "post", "status": status, "times": 1}]})
    async with connected(gateway) as (socket, connection_id):
        with pytest.raises(ClientError) as error:
            await management.post(connection_id, b"never")
        assert error.value.response["Error"]["Code"] == name
        assert error.value.response["ResponseMetadata"]["HTTPStatusCode"] == status
        await management.post(connection_id, b"then")
        assert await socket.recv() == "then"


@pytest.mark.parametrize("delivered", [False, True])
async def test_a_reset_comes_before_or_after_the_delivery(
    gateway: Gateway, management: Management, delivered: bool
) -> None:
    gateway.stage.faults = Faults({"rules": [{"on": "post", "reset": True, "delivered": delivered, "times": 1}]})
    async with connected(gateway) as (socket, connection_id):
        with pytest.raises((ConnectionClosedError, ClientError)):
            await management.post(connection_id, b"reset")
        await management.post(connection_id, b"then")
        assert await socket.recv() == ("reset" if delivered else "then")


async def test_a_hanging_post_holds_nobody_else_up(gateway: Gateway, management: Management) -> None:
    async with connected(gateway) as (slow, first), connected(gateway) as (socket, second):
        gateway.stage.faults = Faults({"rules": [{"on": "post", "id": first, "hang": True}]})
        url = f"{gateway.connections_url}/@connections/{first}"
        async with ClientSession(headers=SIGNED) as sender:
            hanging = asyncio.ensure_future(sender.post(url, data="x"))
            await management.post(second, b"meanwhile")
            assert await socket.recv() == "meanwhile"
            assert not hanging.done()
            hanging.cancel()
            await asyncio.wait([hanging])
        gateway.stage.faults = Faults()
        await management.post(first, b"later")
        assert await slow.recv() == "later"


async def test_a_delayed_post_is_delivered(gateway: Gateway, management: Management) -> None:
    gateway.stage.faults = Faults({"rules": [{"on": "post", "nth": 1, "delay": 0.3}]})
    async with connected(gateway) as (socket, connection_id):
        late = asyncio.ensure_future(management.post(connection_id, b"late"))
        await asyncio.sleep(0.1)
        await management.post(connection_id, b"early")
        await late
        assert [await socket.recv(), await socket.recv()] == ["early", "late"]


async def test_an_answer_is_json(gateway: Gateway) -> None:
    async with ClientSession(headers=SIGNED) as sender:
        answer = await sender.get(f"{gateway.connections_url}/%40connections/TXzPWdnOjoECGjA%3D")
        assert answer.headers["x-amzn-ErrorType"] == "GoneException"
        assert json.loads(await answer.read()) == {"message": None}
