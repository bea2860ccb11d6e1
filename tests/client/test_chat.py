"""The library from outside, over real sockets."""

import asyncio

import pytest

import parley
from tests.client.hearing import QUICK, texts, texts_to_the_end
from tests.client.peer import Peer, fault, silence


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


async def test_who_quits_gives_up_the_membership(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await room.leave(quit=True)
    assert peer.requests("leaveRoom")[0]["quit"] is True and not peer.room("general").lines
    assert chat.joined == {} and await texts_to_the_end(room) == []
    assert (await (await chat.join("general")).say("back")).seq == 1


async def test_the_last_owner_who_may_not_quit_stays(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("leaveRoom", fault("forbidden", False))
    with pytest.raises(parley.ParleyError, match="forbidden"):
        await room.leave(quit=True)
    assert chat.joined == {"general": room} and (await room.say("still here")).seq == 1


async def test_one_may_listen_to_messages_or_to_all_entries(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await peer.say("general", "one")
    await peer.do("general", "reacted", target=1, reaction="👍", on=True)
    await peer.do("general", "poll", question="which?")
    await peer.say("general", "two")
    assert await texts(room, 2) == ["one", "two"]
    assert not peer.requests("history")
    await peer.do("general", "erased", target=1)
    erased = await anext(room.entries())
    assert isinstance(erased, parley.Erased) and erased.target == 1
    await room.leave()
    assert [entry async for entry in room.entries()] == []


async def test_the_mark_of_a_new_beginning_is_not_lost_on_the_way_to_the_next_message(
    peer: Peer, chat: parley.Chat
) -> None:
    room = await chat.join("general")
    await peer.say("general", "of the old room")
    assert await texts(room, 1) == ["of the old room"]
    del peer.rooms["general"]
    peer.room("general").epoch = "e2"
    await peer.do("general", "room", **peer.room("general").about)
    peer.commit("general", "of the new room")
    peer.lines[0].kill()
    message = await anext(room)
    assert (message.seq, message.restart, set(room.messages)) == (2, True, {2})
