"""Rooms are joined once on every line."""

from dataclasses import replace

import pytest

import parley
from tests.client.hearing import QUICK, texts
from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, fault


async def test_a_second_join_is_the_same_room(peer: Peer, chat: parley.Chat) -> None:
    assert await chat.join("general") is await chat.join("general")
    assert len(peer.requests("joinRoom")) == 1


async def test_a_room_that_the_server_forgot_is_joined_again_after_a_ping(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, ping=0.05)) as chat:
        room = await chat.join("general")
        peer.room("general").lines.clear()
        peer.commit("general", "nobody told us")
        assert await texts(room, 1) == ["nobody told us"]
        await peer.say("general", "and here we are")
        assert await texts(room, 1) == ["and here we are"]


async def test_a_room_that_was_lost_on_the_way_is_joined_again(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("not_joined", False))
    assert (await room.say("where was I")).seq == 1
    assert len(peer.requests("joinRoom")) == 2


async def test_a_room_that_shuts_us_out_after_a_reconnect_ends_alone(peer: Peer, chat: parley.Chat) -> None:
    room, other = await chat.join("general"), await chat.join("other")

    async def shut(line: Line, frame: Frame) -> None:
        await (fault("forbidden", False) if frame["room"] == "general" else peer.answer)(line, frame)

    peer.detour("joinRoom", shut, shut)
    peer.lines[0].kill()
    with pytest.raises(parley.ParleyError, match="forbidden"):
        await anext(room)
    assert (await other.say("alone")).seq == 1
