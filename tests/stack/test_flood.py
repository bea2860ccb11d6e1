"""A flood over a real socket: it is refused, then ended, and nobody else notices."""

import pytest
from websockets.exceptions import ConnectionClosed

from tests.stack.peer import peer

FRAMES = 600


async def test_a_flood_of_pings_ends_its_connection_and_no_other(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        with pytest.raises(ConnectionClosed):
            for number in range(FRAMES):
                await ana.send(action="ping", id=f"p{number}")
            while True:
                await ana.get(type="error", code="rate_limited")
        assert (await bo.ask(action="ping"))["type"] == "pong"
