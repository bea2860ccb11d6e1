"""A new version goes live while people talk, and functions start cold in a burst.

Connections belong to API Gateway, which outlives every deploy; Lambda lets running invocations finish and starts new
environments for the new version. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import asyncio
import secrets
import time
from collections.abc import Sequence
from contextlib import AsyncExitStack
from itertools import pairwise

import pytest

import parley
from local import sam
from local.reload import put_live
from local.stack import Stack
from parley import Down, Timing
from tests.stack.peer import Peer, peer
from tests.stack.test_network import heard

ROOMS, IN_A_ROOM = 10, 5
BURST = 8
PATIENT = Timing(patience=30.0, handshake=30.0)

# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
INTEGRATION_SECONDS = 29


@pytest.mark.promise(1)
async def test_promise_4_a_deploy_while_people_talk_loses_nothing_and_disconnects_nobody(
    stack: Stack, url: str, room: str
) -> None:
    """Fifty on their own connections. In each room one speaks after the other, as soon as all have heard the one
    before: ten messages are on their way at any time, however fast the machine is. Meanwhile every function gets
    another configuration by a real `sam deploy`, and then other code."""
    people = [parley.connect(url, name=f"P{number}", timing=PATIENT) for number in range(ROOMS * IN_A_ROOM)]
    async with AsyncExitStack() as entered:
        chats = await asyncio.gather(*(entered.enter_async_context(one) for one in people))
        events = [chat.events() for chat in chats]
        deployed = asyncio.Event()
        async with asyncio.timeout(240), asyncio.TaskGroup() as group:
            talks = [
                group.create_task(_talk(chats[number::ROOMS], f"{room}-{number}", deployed)) for number in range(ROOMS)
            ]
            await asyncio.to_thread(_deploy, stack)
            deployed.set()
    for said, logs in (talk.result() for talk in talks):
        assert len(said) > IN_A_ROOM
        assert all(log == said for log in logs)
    assert not [event for one in events async for event in one if isinstance(event, Down)]


async def _talk(chats: Sequence[parley.Chat], room: str, deployed: asyncio.Event) -> tuple[list[str], list[list[str]]]:
    """In turn, until all have spoken once more after the deploy: what was said, and what each of them heard."""
    here = await asyncio.gather(*(chat.join(room) for chat in chats))
    said: list[str] = []
    logs: list[list[str]] = [[] for _ in here]
    over = False
    while not over:
        over = deployed.is_set()
        for speaker in here:
            said.append(f"text {len(said)}")
            await speaker.say(said[-1])
            for log, listener in zip(logs, here, strict=True):
                log += await heard(listener, 1)
    return said, logs


async def test_fault_27_a_burst_on_cold_functions_stays_inside_the_time_outs(stack: Stack, url: str, room: str) -> None:
    await asyncio.to_thread(put_live, stack.places, stack.deployment, stack.endpoints.aws)

    async def arrive(number: int) -> float:
        steps = [time.monotonic()]
        async with peer(url, f"P{number}") as one:
            steps.append(time.monotonic())
            await one.join(room)
            steps.append(time.monotonic())
            await _said(one, room, f"text {number}")
            steps.append(time.monotonic())
        return max(later - before for before, later in pairwise(steps))

    assert max(await asyncio.gather(*(arrive(number) for number in range(BURST)))) < INTEGRATION_SECONDS
    async with peer(url, "Bo") as bo:
        page = await bo.join(room)
        assert sorted(message["text"] for message in page["messages"]) == sorted(
            f"text {number}" for number in range(BURST)
        )


async def _said(one: Peer, room: str, text: str) -> None:
    """With the same id, until it is said: API Gateway answers for a function that does not."""
    request_id = secrets.token_hex(8)
    for _ in range(3):
        answer = await one.ask(action="sendMessage", room=room, id=request_id, text=text)
        if answer["type"] == "message":
            return
        assert answer["retry"], answer
    raise AssertionError("busy for too long")


def _deploy(stack: Stack) -> None:
    parameters = sam.parameters(stack.places, stack.ports) | {"RetentionDays": "91"}
    sam.deploy(stack.places, stack.places.build / "template.yaml", stack.endpoints.aws, parameters)
    put_live(stack.places, stack.deployment, stack.endpoints.aws)
