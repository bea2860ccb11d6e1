"""Frames that are invoked twice, together and in the wrong order, through the deployed stack.

API Gateway invokes a function for each frame without waiting for the one before, and says nothing about their order.
https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-develop-integrations.html
"""

import pytest

from tests.faults.conftest import Script
from tests.stack.peer import peer, seqs, texts


@pytest.mark.promise(3)
@pytest.mark.parametrize("manner", ["serial", "concurrent"])
async def test_fault_4_a_frame_that_is_invoked_twice_is_one_message(
    manner: str, faults: Script, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        await ana.join(room)
        faults({"on": "message", "route": "sendMessage", "query": {"guest": "Ana"}, "duplicate": manner})
        for number in range(5):
            own = await ana.say(room, f"text {number}")
            assert [await bo.get(type="message", seq=own["seq"]) for _ in range(2)] == [own, own]
        page = await bo.ask(action="history", room=room)
        assert texts(page["messages"]) == [f"text {number}" for number in range(5)]
        assert len(set(seqs(page["messages"]))) == 5


@pytest.mark.promise(2)
@pytest.mark.parametrize("order", ["parallel", "reversed"])
async def test_fault_5_two_frames_of_one_connection_are_both_stored_and_leave_no_hole(
    order: str, faults: Script, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await bo.join(room)
        await ana.join(room)
        faults({"on": "message", "route": "sendMessage", "query": {"guest": "Ana"}, "pair": order})
        for number in range(4):
            await ana.send(action="sendMessage", room=room, id=f"id-{number}", text=f"text {number}")
        for one in (ana, bo):
            heard = [await one.get(type="message") for _ in range(4)]
            assert sorted(texts(heard)) == [f"text {number}" for number in range(4)]
            assert sorted(seqs(heard)) == [1, 2, 3, 4]
        page = await bo.ask(action="history", room=room, after=0)
        assert seqs(page["messages"]) == [1, 2, 3, 4] and page["through"] == 4


@pytest.mark.promise(4)
async def test_fault_12_a_post_that_is_reset_after_it_arrived_is_a_double_with_the_same_seq(
    faults: Script, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        faults({"on": "post", "query": {"guest": "Bo"}, "reset": True, "delivered": True, "times": 1})
        own = await ana.say(room, "hello")
        assert [await bo.get(type="message") for _ in range(2)] == [own, own]
        assert [frame for frame in await bo.nothing_more() if frame["type"] == "message"] == []


@pytest.mark.promise(4)
async def test_fault_14_a_connection_that_takes_nothing_holds_nobody_up(faults: Script, url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo, peer(url, "Stuck") as stuck:
        for one in (ana, bo, stuck):
            await one.join(room)
        faults({"on": "post", "query": {"guest": "Stuck"}, "hang": True})
        own = await ana.say(room, "hello")
        assert await bo.get(type="message") == own
        faults()
        await ana.say(room, "hello again")
        again = await stuck.get(type="message", text="hello again")
        page = await stuck.ask(action="history", room=room, after=0)
        assert seqs(page["messages"]) == [own["seq"], again["seq"]], "the gap is seen, and asked for"
