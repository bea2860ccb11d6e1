"""The library from outside, over real sockets: nothing lost, nothing twice, whatever the line does."""

import asyncio
import json
from dataclasses import replace

import pytest

import parley
from tests.client.conftest import QUICK
from tests.client.peer import Frame, Line, Peer, fault, hang_up, silence


async def texts(room: parley.Room, count: int) -> list[str]:
    async with asyncio.timeout(10):
        return [(await anext(room)).text for _ in range(count)]


async def texts_to_the_end(room: parley.Room) -> list[str]:
    return [message.text async for message in room]


async def test_two_talk(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana") as ana, parley.connect(peer.url, name="Bo Ö/é") as bo:
        hers, his = await ana.join("general"), await bo.join("general")
        said = await hers.say("hello")
        assert (said.seq, said.text, said.sender.name) == (1, "hello", "Ana")
        assert await texts(his, 1) == await texts(hers, 1) == ["hello"]
        assert peer.lines[1].name == "Guest Bo%20%C3%96%2F%C3%A9"
        assert hers.roster["guest:ana"].name == "Ana"


async def test_a_second_join_is_the_same_room(peer: Peer, chat: parley.Chat) -> None:
    assert await chat.join("general") is await chat.join("general")
    assert len(peer.requests("joinRoom")) == 1


async def test_a_first_join_starts_at_the_newest_page_and_history_has_the_rest(peer: Peer, chat: parley.Chat) -> None:
    for number in range(1, 121):
        peer.commit("general", str(number))
    room = await chat.join("general")
    assert await texts(room, 50) == [str(number) for number in range(71, 121)]
    page = await room.history(before=room.log.start + 1, limit=20)
    assert [message.seq for message in page.messages] == list(range(51, 71)) and page.more


async def test_a_send_that_breaks_the_line_is_sent_again_with_the_same_id(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")

    async def commit_and_hang_up(line: Line, frame: Frame) -> None:
        peer.commit("general", frame["text"], frame["id"], "Ana")
        line.kill()

    peer.detour("sendMessage", hang_up, commit_and_hang_up)
    said = await room.say("once")
    sent = peer.requests("sendMessage")
    assert len({frame["id"] for frame in sent}) == 1 and len(sent) == 2  # the third copy came with the join
    assert said.seq == 1 and peer.room("general").head == 1
    assert await texts(room, 1) == ["once"]


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
    assert [event async for event in events] == []


async def test_a_failed_replacement_leaves_the_old_line_in_service(peer: Peer) -> None:
    async with parley.connect(peer.url, name="Ana", timing=replace(QUICK, lifetime=0.05)) as chat:
        room, events = await chat.join("general"), chat.events()
        peer.refusals.extend([503, 500, 429])
        await peer.until(lambda: len(peer.lines) > 1)
        assert (await room.say("still here")).seq == 1
    assert [event async for event in events] == []


@pytest.mark.parametrize("status", [401, 403])
async def test_a_refusal_is_raised_at_once(peer: Peer, status: int) -> None:
    peer.refusals.append(status)
    with pytest.raises(parley.Refused) as refused:
        async with parley.connect(peer.url, name="Ana"):
            pass
    assert refused.value.status == status and not refused.value.retry


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
    assert list(chat.rooms) == ["general"]


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


async def test_an_ended_sign_in_is_a_new_line(peer: Peer, chat: parley.Chat) -> None:
    room = await chat.join("general")
    peer.detour("sendMessage", fault("expired", False))
    assert (await room.say("with a new line")).seq == 1
    assert len(peer.lines) == 2


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


async def test_presence_keeps_the_roster(peer: Peer, chat: parley.Chat) -> None:
    room, events = await chat.join("general"), chat.events()
    bo = {"type": "presence", "room": "general", "user": "guest:bo", "name": "Bo"}
    await peer.lines[0].send(bo | {"here": True})
    assert await anext(events) == parley.Presence("general", parley.User("guest:bo", "Bo"), True)
    assert set(room.roster) == {"guest:ana", "guest:bo"}
    await peer.lines[0].send(bo | {"here": False})
    await anext(events)
    assert set(room.roster) == {"guest:ana"}


async def test_an_error_without_an_address_is_told(peer: Peer, chat: parley.Chat) -> None:
    events = chat.events()
    await peer.lines[0].send(json.dumps({"type": "error", "code": "bad_frame", "retry": False, "message": "what?"}))
    assert await anext(events) == parley.Trouble("bad_frame", "what?")


@pytest.mark.parametrize(("text", "code"), [("x" * 40_000, "too_large"), ("\ud800", "bad_frame")])
async def test_what_would_break_the_line_is_not_sent(peer: Peer, chat: parley.Chat, text: str, code: str) -> None:
    room = await chat.join("general")
    with pytest.raises(parley.ParleyError) as error:
        await room.say(text)
    assert error.value.code == code and not peer.requests("sendMessage")
    assert (await room.say("fine")).seq == 1
