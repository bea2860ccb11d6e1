"""The conversation of docs/protocol.md, through the deployed stack."""

import time

import pytest

from tests.stack.peer import peer, seqs, texts


async def test_two_people_talk(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        joined = await bo.join(room)
        assert joined["roster"] == [{"user": "guest:ana", "name": "Ana"}, {"user": "guest:bo", "name": "Bo"}]
        assert joined["here"] == 2
        own = await ana.say(room, "hello")
        assert await bo.get(type="message") == own
        assert own.pop("at") == pytest.approx(time.time() * 1000, abs=60_000)
        assert own == {
            "type": "message",
            "room": room,
            "seq": 1,
            "id": own["id"],
            "from": {"user": "guest:ana", "name": "Ana"},
            "text": "hello",
        }
        answer = await bo.say(room, "hello yourself")
        assert (await ana.get(type="message"))["seq"] == answer["seq"] == 2


async def test_text_is_returned_byte_for_byte(url: str, room: str) -> None:
    texts_ = [
        "<script>alert(1)</script>",
        "{0} %s ${x} '; DROP TABLE--",
        "👩‍👩‍👧 é e\u0301 \u202eabc",
        "a\n\tb",
        "é" * 4096,
    ]
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        for text in texts_:
            await ana.say(room, text)
            assert (await bo.get(type="message"))["text"] == text
        page = await bo.ask(action="history", room=room)
        assert texts(page["messages"]) == texts_


async def test_a_first_join_answers_with_the_newest_page(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        first = await ana.join(room)
        assert (first["head"], first["messages"], first["more"], first["recovered"]) == (0, [], False, True)
        for number in range(3):
            await ana.say(room, f"message {number}")
        joined = await bo.join(room)
        assert texts(joined["messages"]) == ["message 0", "message 1", "message 2"]
        assert (joined["head"], joined["after"], joined["through"], joined["more"]) == (3, 0, 3, False)
        assert joined["epoch"] == first["epoch"]


async def test_history_is_paged_both_ways(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        for number in range(1, 8):
            await ana.say(room, f"message {number}")
        newest = await ana.ask(action="history", room=room, limit=3)
        assert (seqs(newest["messages"]), newest["after"], newest["through"], newest["more"]) == ([5, 6, 7], 4, 7, True)
        older = await ana.ask(action="history", room=room, before=newest["after"] + 1, limit=3)
        assert (seqs(older["messages"]), older["more"]) == ([2, 3, 4], True)
        oldest = await ana.ask(action="history", room=room, before=older["after"] + 1, limit=3)
        assert (seqs(oldest["messages"]), oldest["more"]) == ([1], False)
        forward = await ana.ask(action="history", room=room, after=0, limit=4)
        assert (seqs(forward["messages"]), forward["through"], forward["more"]) == ([1, 2, 3, 4], 4, True)
        rest = await ana.ask(action="history", room=room, after=forward["through"], limit=4)
        assert (seqs(rest["messages"]), rest["more"]) == ([5, 6, 7], False)


async def test_ping_tells_the_heads_of_the_own_rooms(url: str, room: str) -> None:
    other = f"{room}-other"
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        assert (await ana.ask(action="ping"))["heads"] == {}
        await ana.join(room)
        await ana.join(other)
        await bo.join(other)
        await ana.say(room, "one")
        await ana.say(room, "two")
        assert (await ana.ask(action="ping"))["heads"] == {room: 2, other: 0}
        assert (await bo.ask(action="ping"))["heads"] == {other: 0}


async def test_who_has_left_hears_nothing_and_may_not_speak(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        assert (await bo.ask(action="leaveRoom", room=room))["type"] == "left"
        assert (await ana.get(type="presence", user="guest:bo", here=False))["name"] == "Bo"
        await ana.say(room, "are you there?")
        assert [frame for frame in await bo.nothing_more() if frame["type"] == "message"] == []
        for request in ({"action": "sendMessage", "text": "yes"}, {"action": "history"}):
            refused = await bo.ask(room=room, **request)
            assert (refused["code"], refused["retry"]) == ("not_joined", False)


async def test_coming_and_going_is_seen(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        async with peer(url, "Bo") as bo:
            await bo.join(room)
            came = await ana.get(type="presence", user="guest:bo")
            assert (came["here"], came["name"], came["room"]) == (True, "Bo", room)
        assert (await ana.get(type="presence", user="guest:bo"))["here"] is False
        assert (await ana.join(room))["roster"] == [{"user": "guest:ana", "name": "Ana"}]


async def test_promise_3_the_same_id_is_said_once(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        first = await ana.say(room, "once", id="the-id")
        again = await ana.say(room, "once", id="the-id")
        assert again == first
        assert [await bo.get(type="message") for _ in range(2)] == [first, first]
        assert texts((await bo.ask(action="history", room=room))["messages"]) == ["once"]


async def test_promise_3_the_same_id_with_another_text_is_refused(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        await ana.say(room, "once", id="the-id")
        refused = await ana.ask(action="sendMessage", room=room, id="the-id", text="twice")
        assert (refused["type"], refused["code"], refused["retry"]) == ("error", "id_reused", False)
        assert (await bo.get(type="message"))["text"] == "once"
        await bo.say(room, "an id belongs to its sender", id="the-id")
        assert texts((await bo.ask(action="history", room=room))["messages"]) == ["once", "an id belongs to its sender"]


async def test_promise_2_every_client_and_every_page_agree_on_the_order(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        for number in range(8):
            await ana.send(action="sendMessage", room=room, id=f"a{number}", text=f"ana {number}")
            await bo.send(action="sendMessage", room=room, id=f"b{number}", text=f"bo {number}")
        heard = [[await one.get(type="message") for _ in range(16)] for one in (ana, bo)]
        page = (await ana.ask(action="history", room=room))["messages"]
        assert seqs(page) == sorted(seqs(page)) and len(page) == 16
        for messages in heard:
            assert sorted(messages, key=lambda message: int(message["seq"])) == page


async def test_promise_6_sender_and_time_are_the_server_s(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        for field, value in (("from", {"user": "guest:bo"}), ("at", 1), ("seq", 7), ("user", "guest:bo")):
            refused = await ana.ask(action="sendMessage", room=room, text="I am Bo", **{field: value})
            assert refused["code"] == "bad_frame"
        assert (await ana.ask(action="history", room=room))["messages"] == []


async def test_too_much_at_once_is_refused_and_may_be_said_again(url: str, room: str) -> None:
    async with peer(url, "Ana") as ana:
        await ana.join(room)
        for once in range(5):
            numbers = [f"{once}-{number}" for number in range(40)]
            for number in numbers:
                await ana.send(action="sendMessage", room=room, id=number, text=number)
            answers = [await ana.get(id=number) for number in numbers]
            refused = [frame for frame in answers if frame["type"] == "error"]
            if refused:
                break  # A machine that takes eight seconds for these is never asked for too much at once.
        assert {(frame["code"], frame["retry"]) for frame in refused} == {("rate_limited", True)}
        said = [frame["text"] for frame in answers if frame["type"] == "message"]
        page = await ana.ask(action="history", room=room, limit=100)
        assert sorted(set(texts(page["messages"])) & set(numbers)) == sorted(said)
        assert len(said) >= (1 if once else 20)
