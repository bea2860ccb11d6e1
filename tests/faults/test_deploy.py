"""A new version goes live while people talk, and functions start cold in a burst.

Connections belong to API Gateway, which outlives every deploy; Lambda lets running invocations finish and starts new
environments for the new version. https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtime-environment.html
"""

import asyncio
import secrets
import time
from itertools import pairwise

import pytest

import parley
from local import sam
from local.reload import put_live
from local.stack import Stack
from parley import Down, Timing
from tests.stack.peer import Peer, peer
from tests.stack.test_network import heard

TALKERS, EACH = 8, 12
BURST = 8
PATIENT = Timing(patience=30.0, handshake=30.0)

# https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-execution-service-websocket-limits-table.html
INTEGRATION_SECONDS = 29


@pytest.mark.promise(1)
async def test_promise_4_a_deploy_while_people_talk_loses_nothing_and_disconnects_nobody(
    stack: Stack, url: str, room: str
) -> None:
    """Eight who talk without a pause are what a laptop's emulator takes while it deploys. Every function gets another
    configuration by a real `sam deploy`, and then other code."""
    deployed = asyncio.Event()

    async def talk(chat: parley.Chat, number: int) -> list[str]:
        here = await chat.join(room)
        listening, said = asyncio.create_task(heard(here, TALKERS * EACH)), 0
        while said < EACH - 1 or not deployed.is_set():
            if said < EACH - 1:
                await here.say(f"{number} says {said}")
                said += 1
            await asyncio.sleep(0.3)
        await here.say(f"{number} says {said}")
        return await listening

    people = [parley.connect(url, name=f"P{number}", timing=PATIENT) for number in range(TALKERS)]
    chats = await asyncio.gather(*(one.__aenter__() for one in people))
    events = [chat.events() for chat in chats]
    try:
        async with asyncio.timeout(240), asyncio.TaskGroup() as group:
            talking = [group.create_task(talk(chat, number)) for number, chat in enumerate(chats)]
            await asyncio.to_thread(_deploy, stack)
            deployed.set()
    finally:
        await asyncio.gather(*(one.__aexit__(None, None, None) for one in people))
    logs = [task.result() for task in talking]
    assert all(log == logs[0] for log in logs)
    assert sorted(logs[0]) == sorted(f"{number} says {said}" for number in range(TALKERS) for said in range(EACH))
    assert not [event for one in events async for event in one if isinstance(event, Down)]


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
