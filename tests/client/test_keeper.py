"""The line breaks, ends, is replaced: nobody who reads or speaks notices more than a pause."""

import asyncio
import sys
from dataclasses import replace

import pytest

import parley
from tests.client.hearing import QUICK, texts
from tests.client.peer import Peer, fault, silence
from tests.client.terminal.window import environment_of_a_client

FAILING = """
import asyncio, parley, sys

async def main():
    await parley.connect(sys.argv[1], name="Ana").__aenter__()
    raise ZeroDivisionError  # and the loop cancels whatever still runs

asyncio.run(main())
"""


async def test_what_was_missed_while_the_line_was_down_comes_in_order_page_by_page(
    peer: Peer, chat: parley.Chat
) -> None:
    room = await chat.join("general")
    await peer.say("general", "1")
    assert await texts(room, 1) == ["1"]
    peer.lines[0].kill()
    for number in range(2, 200):
        peer.commit("general", str(number))
    assert await texts(room, 198) == [str(number) for number in range(2, 200)]
    joins = await peer.told("joinRoom", 2)
    assert (joins[1]["after"], joins[1]["epoch"]) == (1, "e1")


async def test_the_line_is_replaced_before_its_end_without_a_gap_or_a_double(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, lifetime=0.1)) as chat:
        room, events = await chat.join("general"), chat.events()
        reading = asyncio.create_task(texts(room, 300))
        for number in range(1, 301):
            await peer.say("general", str(number))
            if number % 60 == 0:
                lines = len(peer.lines)
                await peer.until(lambda lines=lines: len(peer.lines) > lines)  # type: ignore[misc]
        assert await reading == [str(number) for number in range(1, 301)]
        assert chat.state == "up" and len(peer.lines) >= 5
        await peer.until(lambda: all(line.websocket.close_code == 1000 for line in peer.lines[:4]))
    assert [event async for event in events] == []


async def test_a_failed_replacement_leaves_the_old_line_in_service(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, lifetime=0.05)) as chat:
        room, events = await chat.join("general"), chat.events()
        peer.refusals.extend([503, 500, 429])
        await peer.until(lambda: len(peer.lines) > 1)
        assert (await room.say("still here")).seq == 1
    assert [event async for event in events] == []


async def test_a_refusal_later_ends_the_chat_for_everyone_who_waits(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", silence)
    waiting = [asyncio.ensure_future(anext(room)), asyncio.ensure_future(room.say("in vain"))]
    await peer.told("sendMessage")
    peer.refusals.extend([503, 403])
    peer.lines[0].kill()
    for end in waiting:
        with pytest.raises(parley.Refused):
            await end
    assert chat.state == "closed"
    with pytest.raises(parley.Refused):
        await room.say("again")


async def test_a_dead_line_is_noticed_by_an_unanswered_ping(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, patience=0.1, ping=0.05)) as chat:
        events = chat.events()
        peer.detour("ping", silence, silence)
        assert await anext(events) == parley.Down("no answer")
        assert await anext(events) == parley.Up()


async def test_a_server_that_restarts_on_its_port_finds_everyone_again(peer: Peer, chat: parley.Chat) -> None:
    room, other, events = await chat.join("general"), await chat.join("other"), chat.events()
    await peer.say("general", "before")
    await peer.stop()
    down = await anext(events)
    assert isinstance(down, parley.Down) and "1001" in down.reason
    assert chat.state == "down"
    saying = asyncio.create_task(room.say("meanwhile"))
    await peer.start()
    assert (await saying).seq == 2
    assert await anext(events) == parley.Up()
    assert await texts(room, 2) == ["before", "meanwhile"]
    await peer.say("other", "here too")
    assert await texts(other, 1) == ["here too"]


async def test_an_ended_sign_in_is_a_new_line(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("expired", False))
    assert (await room.say("with a new line")).seq == 1
    assert len(peer.lines) == 2


async def test_an_error_around_a_chat_is_the_only_one_that_is_told(peer: Peer) -> None:
    process = await asyncio.create_subprocess_exec(
        *[sys.executable, "-c", FAILING, peer.url], stderr=asyncio.subprocess.PIPE, env=environment_of_a_client()
    )
    _, complaints = await process.communicate()
    assert b"ZeroDivisionError" in complaints and b"Exception in callback" not in complaints
