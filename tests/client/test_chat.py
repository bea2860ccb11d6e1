"""The library from outside, over real sockets."""

import asyncio

import pytest

import parley
from tests.client.hearing import QUICK, texts, texts_to_the_end
from tests.client.peer import Peer, silence


async def test_two_talk(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana") as ana, parley.connect(peer.url, name="Bo Ö/é") as bo:
        hers, his = await ana.join("general"), await bo.join("general")
        said = await hers.say("hello")
        assert (said.seq, said.text, said.sender.name) == (1, "hello", "Ana")
        assert await texts(his, 1) == await texts(hers, 1) == ["hello"]
        assert peer.lines[1].name == "Guest Bo%20%C3%96%2F%C3%A9"
        assert hers.roster["guest:ana"].name == "Ana"


async def test_who_leaves_hears_no_more(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    listening = asyncio.create_task(texts_to_the_end(room))
    await room.leave()
    assert await listening == []
    with pytest.raises(parley.Closed):
        await room.say("too late")
    assert not peer.room("general").lines
    again = await chat.join("general")
    assert again is not room and (await again.say("back")).seq == 1


async def test_a_closed_chat_ends_everything(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=QUICK) as chat:
        room, events = await chat.join("general"), chat.events()
        peer.detour("sendMessage", silence)
        saying = asyncio.create_task(room.say("cut off"))
        await peer.told("sendMessage")
    with pytest.raises(parley.Closed):
        await saying
    assert [message async for message in room] == []
    assert [event async for event in events] == []
    await peer.until(lambda: peer.lines[0].websocket.close_code == 1000)
