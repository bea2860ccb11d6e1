"""A peer to talk to, and times short enough for a test."""

from collections.abc import AsyncIterator

import pytest

import parley
from tests.client.hearing import QUICK
from tests.client.peer import Peer


@pytest.fixture
async def peer() -> AsyncIterator[Peer]:
    peer = Peer()
    await peer.start()
    yield peer
    await peer.stop()


@pytest.fixture
async def chat(peer: Peer) -> AsyncIterator[parley.Chat]:
    async with parley.connect(peer.url, name="Ana", timing=QUICK) as chat:
        yield chat
