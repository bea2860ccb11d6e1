"""What a room hears over a bad wire, and what can be asked about it."""

import asyncio
from dataclasses import replace

import pytest

import parley
from parley.log import LIMIT
from tests.client.hearing import QUICK, texts
from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, fault, silence


async def test_a_first_join_starts_at_the_newest_page_and_history_has_the_rest(peer: Peer, chat: parley.Chat) -> None:
    for number in range(1, 121):
        peer.commit("general", str(number))
    room = await chat.join("general")
    assert await texts(room, 50) == [str(number) for number in range(71, 121)]
    page = await room.history(before=room.start + 1, limit=20)
    assert [message.seq for message in page.messages] == list(range(51, 71)) and page.more


async def test_doubles_and_disorder_are_put_right(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    for number in range(1, 7):
        peer.commit("general", str(number))
    await peer.deliver("general", 2, 1, 1, 4, 3, 2, 6, 5, 6)
    assert await texts(room, 6) == list("123456")
    await peer.say("general", "7")
    assert await texts(room, 1) == ["7"]


async def test_a_lost_frame_is_asked_for_when_the_next_one_shows_the_gap(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await peer.say("general", "1")
    peer.commit("general", "2")
    await peer.say("general", "3")
    assert await texts(room, 3) == ["1", "2", "3"]
    assert [frame["after"] for frame in peer.requests("history")] == [1]


async def test_a_lost_last_frame_is_asked_for_after_a_ping(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, ping=0.05)) as chat:
        room = await chat.join("general")
        peer.commit("general", "nobody heard")
        assert await texts(room, 1) == ["nobody heard"]


async def test_a_number_that_never_had_a_message_is_passed_over(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.room("general").head = 3
    await peer.say("general", "four")
    assert await texts(room, 1) == ["four"]


async def test_live_messages_before_joined_are_held(peer: Peer, chat: parley.Chat) -> None:
    peer.commit("general", "1")

    async def live_first(line: Line, frame: Frame) -> None:
        joined = peer.joined(line, frame)
        await peer.say("general", "2", "3")
        await line.send(joined)

    peer.detour("joinRoom", live_first)
    room = await chat.join("general")
    assert await texts(room, 3) == ["1", "2", "3"]
    assert not peer.requests("history")


async def test_what_cannot_be_told_is_said_to_be_lost(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    await peer.say("general", "of the old room")
    assert await texts(room, 1) == ["of the old room"]
    del peer.rooms["general"]
    peer.room("general").epoch = "e2"
    peer.commit("general", "of the new room")
    peer.lines[0].kill()
    message = await anext(room)
    assert (message.seq, message.text, message.restart) == (1, "of the new room", True)
    assert [await anext(events) for _ in range(3)][1] == parley.Restarted("general")
    await peer.say("general", "and on")
    assert not (await anext(room)).restart


async def test_presence_keeps_the_roster(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    bo = {"type": "presence", "room": "general", "user": "guest:bo", "name": "Bo"}
    await peer.lines[0].send(bo | {"here": True})
    assert await anext(events) == parley.Presence("general", parley.User("guest:bo", "Bo"), True)
    assert set(room.roster) == {"guest:ana", "guest:bo"}
    await peer.lines[0].send(bo | {"here": False})
    await anext(events)
    assert set(room.roster) == {"guest:ana"}


async def test_what_is_said_at_once_is_said_in_that_order(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("busy", True), peer.answer, fault("rate_limited", True))
    await asyncio.gather(*(room.say(str(number)) for number in range(5)))
    assert peer.texts("general") == list("01234")


async def test_who_leaves_has_the_last_word(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("busy", True))
    last = asyncio.create_task(room.say("goodbye"))
    await peer.told("sendMessage")
    await room.leave()
    assert (await last).seq == 1


async def test_a_slow_reader_gets_everything(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    await peer.say("general", *[str(number) for number in range(LIMIT + 200)])
    await room.history()  # all that was said has come
    assert await texts(room, LIMIT + 200) == [str(number) for number in range(LIMIT + 200)]


async def test_a_question_that_outlives_its_room_is_closed(peer: Peer, chat: parley.Chat) -> None:
    room, other = await chat.join("general"), await chat.join("other")
    peer.detour("history", silence)
    asking = asyncio.create_task(room.history())
    await peer.told("history")
    await room.leave()
    peer.lines[0].kill()
    with pytest.raises(parley.Closed):
        await asking
    assert (await other.say("unharmed")).seq == 1
