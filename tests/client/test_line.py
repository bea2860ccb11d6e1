"""One connection: who is let in, and what may come over it."""

import pytest

import parley
from tests.client.hearing import texts
from tests.client.peer import Peer


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refusal_is_raised_at_once(peer: Peer, status: int) -> None:
    peer.refusals.append(status)
    with pytest.raises(parley.Refused) as refused:
        async with parley.connect(peer.url, name="Ana"):
            pass
    assert refused.value.status == status and not refused.value.retry


async def test_nobody_there(peer: Peer) -> None:
    await peer.stop()
    with pytest.raises(parley.Unreachable, match="nobody answers at ws://127.0.0.1"):
        async with parley.connect(peer.url, name="Ana"):
            pass
    await peer.start()


async def test_junk_from_the_server_is_passed_over(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    for junk in ("", "{", "null", "[]", '"x"', "[" * 5000, '{"type":"message","seq":true}', '{"type":"new"}', "{}"):
        await peer.lines[0].send(junk)
    await peer.lines[0].websocket.send(b"\xff\xfe")
    await peer.say("general", "sense")
    assert await texts(room, 1) == ["sense"] and chat.state == "up"
