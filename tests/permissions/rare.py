"""What happens rarely, on a deployed stack: recipients that have gone, rooms that are large, frames that are bad.

A permission that only a rare way needs is shown to be needed by these alone.
"""

import asyncio
from collections.abc import Callable
from contextlib import suppress
from typing import Any

import aiohttp

from local import sources
from local.aws import client
from local.stack import Stack
from tests.parts.dynamodb import Table
from tests.permissions.scenes import disturbed, somebody_gone, table_of, taken_for_large, two
from tests.permissions.test_flows import FRAMES
from tests.stack.peer import Peer, peer

ANSWERED = 10.0
SPOKEN_IN = "operations"
# How often a post is tried before it is left for another attempt.
TRIES = 3


async def each_action_meets_who_has_gone(stack: Stack, url: str, room: str) -> None:
    """Everyone whom an action tells something may have gone without a word: they are taken out of the room."""
    await _each_action(stack, url, room, somebody_gone)


async def each_action_in_a_room_that_was_large_a_moment_ago(stack: Stack, url: str, room: str) -> None:
    """It is handed out by way of the queue, and what is found is noted."""
    await _each_action(stack, url, room, taken_for_large)


async def a_message_in_a_large_room_reaches_somebody_at_the_second_attempt(stack: Stack, url: str, room: str) -> None:
    """The share comes by the queue, and goes into it once more."""
    async with two(url, room) as (ana, bo):
        await asyncio.to_thread(taken_for_large, table_of(stack), room)
        await asyncio.to_thread(somebody_gone, table_of(stack), room)
        async with disturbed(stack, {"on": "post", "query": {"guest": "Bo"}, "status": 500, "times": TRIES}):
            await ana.say(room, "hello")
            await bo.get(type="message", text="hello")


async def who_disconnects_is_told_of_to_who_has_gone(stack: Stack, url: str, room: str) -> None:
    """Going is announced too."""
    async with peer(url, "Bo") as bo:
        async with peer(url, "Ana") as ana:
            await ana.join(room)
            await bo.join(room)
            await asyncio.to_thread(somebody_gone, table_of(stack), room)
        await bo.get(type="presence", here=False)


async def who_leaves_for_good_is_told_of_to_who_has_gone_and_to_many(stack: Stack, url: str, room: str) -> None:
    """The room hears it of a member."""
    for made in (somebody_gone, taken_for_large):
        async with two(url, room) as (ana, bo):
            await ana.ask(action="moderate", room=room, user="guest:bo", act="invite")
            await asyncio.to_thread(made, table_of(stack), room)
            await bo.ask(action="leaveRoom", room=room, quit=True)
            await ana.get(type="member", act="quit")


async def a_source_speaks_to_who_has_gone_and_to_many(stack: Stack, url: str) -> None:
    """In the room that it speaks in there was somebody who has gone; then it is taken for a large one."""
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    async with peer(url, "Ana") as ana:
        await ana.join(SPOKEN_IN)
        for made in (somebody_gone, taken_for_large):
            await asyncio.to_thread(made, table_of(stack), SPOKEN_IN)
            await asyncio.to_thread(sources.fire, "sns", parts)
            await ana.get(type="message", room=SPOKEN_IN)


async def a_message_by_http_meets_who_has_gone_and_many(
    stack: Stack, url: str, room: str, session: aiohttp.ClientSession
) -> None:
    """As a source's does."""
    async with two(url, room):
        for number, made in enumerate((somebody_gone, taken_for_large)):
            await asyncio.to_thread(made, table_of(stack), room)
            said: Any = {"json": {"text": made.__name__}, "headers": {"Idempotency-Key": f"{room}-{number}"}}
            async with session.post(f"{stack.endpoints.http}/rooms/{room}/messages", **said) as answer:
                assert answer.status == 201, await answer.text()


async def each_action_is_sent_nonsense(stack: Stack, url: str) -> None:
    """It is counted against the connection."""
    apis = client("apigatewayv2", stack.endpoints.aws)
    routes = (await asyncio.to_thread(apis.get_routes, ApiId=stack.deployment.api))["Items"]
    known = sorted(route["RouteKey"] for route in routes if not route["RouteKey"].startswith("$"))
    for action in ("whistle", *known):
        async with peer(url, "Ana") as ana:
            await _answer(ana, action=action, nonsense=True)


async def _each_action(stack: Stack, url: str, room: str, before: Callable[[Table, str], None]) -> None:
    async with two(url, room) as (ana, _):
        for action, fields in FRAMES.items():
            await asyncio.to_thread(before, table_of(stack), room)
            await _answer(ana, action=action, room=room, **fields)


async def _answer(one: Peer, **frame: object) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(ANSWERED):
            await one.ask(**frame)
