"""Requests get their answer, however often they have to be sent; each has one id."""

import asyncio
from dataclasses import replace

import pytest

import parley
from tests.client.hearing import QUICK, texts
from tests.client.log_of_peer import Frame
from tests.client.peer import Line, Peer, fault, hang_up, silence


async def test_a_send_that_breaks_the_line_is_sent_again_with_the_same_id(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")

    async def commit_and_hang_up(line: Line, frame: Frame) -> None:
        peer.commit("general", frame["text"], frame["id"], "Ana")
        line.kill()

    peer.detour("sendMessage", hang_up, commit_and_hang_up)
    said = await room.say("once")
    await room.history()  # what was sent before has come
    sent = peer.requests("sendMessage")
    assert len({frame["id"] for frame in sent}) == 1 and len(sent) == 2  # the third copy came with the join
    assert said.seq == 1 and peer.room("general").head == 1
    assert await texts(room, 1) == ["once"]


async def test_an_error_that_may_pass_is_tried_again(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("busy", True), fault("rate_limited", True))
    assert (await room.say("at last")).seq == 1
    assert len({frame["id"] for frame in peer.requests("sendMessage")}) == 1


async def test_an_error_that_does_not_pass_is_raised_in_the_end(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, attempts=3)) as chat:
        room = await chat.join("general")
        peer.detour("sendMessage", *[fault("busy", True)] * 3)
        with pytest.raises(parley.ParleyError) as busy:
            await room.say("never")
        assert (busy.value.code, busy.value.retry, len(peer.requests("sendMessage"))) == ("busy", True, 3)
        assert (await room.say("never", id=peer.asked[-1]["id"])).seq == 1


async def test_an_error_for_good_is_raised(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("id_reused", False))
    with pytest.raises(parley.ParleyError) as error:
        await room.say("no")
    assert (error.value.code, error.value.retry) == ("id_reused", False)
    peer.detour("joinRoom", fault("forbidden", False))
    with pytest.raises(parley.ParleyError, match="forbidden"):
        await chat.join("elsewhere")
    assert list(chat.joined) == ["general"]


async def test_the_gateways_own_error_has_no_id_and_is_tried_again(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")

    async def internal(line: Line, frame: Frame) -> None:
        await line.send({"message": "Internal server error", "connectionId": "L0SM9cOFvHcCIhw=", "requestId": "r"})

    peer.detour("sendMessage", internal)
    assert (await room.say("again")).seq == 1
    assert len(peer.requests("sendMessage")) == 2


async def test_what_is_not_answered_is_sent_again(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, patience=0.1)) as chat:
        room = await chat.join("general")
        peer.detour("sendMessage", silence)
        assert (await room.say("hello?")).seq == 1
        assert len(peer.lines) == 1


@pytest.mark.parametrize(("text", "code"), [("x" * 40_000, "too_large"), ("\ud800", "bad_frame")])
async def test_what_would_break_the_line_is_not_sent(peer: Peer, chat: parley.Chat, text: str, code: str) -> None:
    room = await chat.join("general")
    with pytest.raises(parley.ParleyError) as error:
        await room.say(text)
    assert error.value.code == code and not peer.requests("sendMessage")
    assert (await room.say("fine")).seq == 1


async def test_another_ones_message_with_the_same_id_is_no_answer(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")

    async def answer_with_another(line: Line, frame: Frame) -> None:
        await peer.deliver("general", peer.commit("general", "not yours", frame["id"]))
        del peer.room("general").ids[frame["id"]]
        await fault("busy", True)(line, frame)

    peer.detour("sendMessage", answer_with_another)
    said = await room.say("mine")
    assert (said.seq, said.text, said.sender.name) == (2, "mine", "Ana")


async def test_one_id_is_on_its_way_once(peer: Peer, chat: parley.Chat) -> None:
    room, other = await chat.join("general"), await chat.join("other")
    peer.detour("sendMessage", silence)
    waiting = asyncio.create_task(room.say("first", id="x"))
    await peer.told("sendMessage")
    with pytest.raises(parley.ParleyError, match="on its way"):
        await other.say("second", id="x")
    waiting.cancel()
