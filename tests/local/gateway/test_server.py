"""The whole gateway in front of a real emulator."""

import json

from websockets.asyncio.client import connect

from local.gateway.server import Gateway
from tests.local.gateway.ear import Ear


async def test_a_message_reaches_its_function_and_the_answer_returns(gateway: Gateway, ear: Ear) -> None:
    async with connect(gateway.websocket_url) as socket:
        await socket.send(json.dumps({"action": "echo", "x": 1}))
        assert json.loads(await socket.recv()) == {"action": "echo", "x": 1}
        (connection_id,) = gateway.stage.connections
    gone = await ear.first(lambda event: event["requestContext"]["connectionId"] == connection_id)
    assert gone["requestContext"]["eventType"] == "CONNECT"
