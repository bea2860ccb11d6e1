"""What operators do, by the function that is theirs and over their own connection, on a deployed stack."""

import asyncio
import json
from typing import Any

import aiohttp

from local import sources
from local.aws import client
from local.stack import Stack
from parley.admin.function import Function
from parley.admin.steps import answers
from tests.permissions.scenes import somebody_gone, table_of, take_a_number, taken_for_large, told, two
from tests.stack.peer import Peer, peer

BO = "guest:bo"
DEAD = {"text": "It is said after all.", "id": "dead"}


async def operators_look_around(stack: Stack, url: str, room: str) -> None:
    """Into every list that there is."""
    async with two(url, room):
        await _do(stack, "rooms")
        await _do(stack, "rooms", all=True)
        await _do(stack, "room", room=room)
        await _do(stack, "users")
        await _do(stack, "user", user=BO)
        await _do(stack, "connections")
        await _do(stack, "dead")


async def operators_act_in_a_room(stack: Stack, url: str, room: str) -> None:
    """Each act meets somebody who has gone, or many."""
    async with two(url, room):
        for made in (somebody_gone, taken_for_large):
            await asyncio.to_thread(made, table_of(stack), room)
            await _do(stack, "announce", room=room, text=made.__name__)
        await _do(stack, "erase", room=room, seq=1)
        await _do(stack, "change", room=room, access="members")
        await _do(stack, "keep", room=room, days=7)
        await _do(stack, "moderate", room=room, user=BO, act="kick")


async def operators_end_what_somebody_may(stack: Stack, url: str, room: str) -> None:
    """Everywhere."""
    async with two(url, room) as (_, bo):
        await _do(stack, "signOut", user=BO)
        await bo.get(type="signedOut")
        await _do(stack, "ban", user=BO, minutes=5)
        await _do(stack, "unban", user=BO)


async def operators_mend_a_log(stack: Stack, url: str, room: str) -> None:
    """A number has no message."""
    async with two(url, room) as (ana, _):
        await asyncio.to_thread(take_a_number, table_of(stack), room)
        await ana.say(room, "the next")
        await _do(stack, "seal", room=room)
        assert not (await _do(stack, "verify", room=room))["holes"]


async def operators_look_at_a_file_and_erase_it(stack: Stack, url: str, room: str) -> None:
    """It is somebody else's."""
    async with two(url, room) as (ana, bo), aiohttp.ClientSession() as session:
        form = await ana.ask(action="upload", room=room, name="cat.txt", type="text/plain", size=3)
        body = aiohttp.FormData(form["fields"])
        body.add_field("file", b"cat", filename="cat.txt", content_type="text/plain")
        async with session.post(form["url"], data=body) as answer:
            assert answer.status in (200, 204)
        seq = (await bo.get(type="message", text="cat.txt"))["seq"]
        async with session.get((await _do(stack, "link", room=room, seq=seq))["url"]) as answer:
            assert await answer.read() == b"cat"
        await _do(stack, "erase", room=room, seq=seq)


async def operators_hand_somebody_what_is_theirs(stack: Stack, url: str, room: str) -> None:
    """All of it in one file."""
    async with two(url, room), aiohttp.ClientSession() as session:
        told = await _do(stack, "exportUser", user=BO, anew=True)
        async with session.get(told["url"]) as answer:
            assert answer.status == 200


async def operators_erase_somebody(stack: Stack, url: str, room: str) -> None:
    """The first step; the last comes after all calls of theirs have ended."""
    async with peer(url, room) as one:
        await one.join(room)
        await one.say(room, "remember me")
        user = f"guest:{room}"
        told = await asyncio.to_thread(_function(stack).ask, {"verb": "eraseUser", "user": user, "id": room})
        assert told["counts"]["messages"] == 1


async def operators_try_dead_letters_again(stack: Stack) -> None:
    """By each of the three ways that they may go."""
    aws, name = stack.endpoints.aws, stack.endpoints.stack
    parts, sqs = sources.stack(aws, name), client("sqs", aws)
    arn = f"arn:aws:lambda:us-east-1:000000000000:function:{name}-direct"
    called = {"requestContext": {"functionArn": arn}, "requestPayload": DEAD}
    for queue, letter in (("Unsaid", called), ("Unsaid", DEAD), ("UndeliveredQueue", DEAD)):
        body = json.dumps(letter)
        await asyncio.to_thread(sqs.send_message, QueueUrl=parts.part(queue), MessageBody=body)
    unsaid = await _do(stack, "redrive", queue="unsaid")
    undelivered = await _do(stack, "redrive", queue="undelivered")
    # Letters of before may be there, too.
    assert {*unsaid["tried"], *undelivered["tried"]} >= {f"{name}-direct", "inbox", "delivery"}


async def an_operator_bans_over_the_own_connection(stack: Stack, url: str, room: str) -> None:
    """And lets in again. One function knows of the operator: where all do, the rooms of the sources are operators'."""
    accounts = f"{stack.endpoints.stack}-accounts"
    async with told(stack, accounts, OPERATORS="guest:olga"), peer(url, "Olga") as olga, two(url, room):
        await asyncio.to_thread(somebody_gone, table_of(stack), room)
        for act in ("signOut", "ban", "unban"):
            await _operate(olga, act)


async def _operate(olga: Peer, act: str) -> None:
    assert (await olga.ask(action="operate", user=BO, act=act))["type"] == "operated"


def _function(stack: Stack) -> Function:
    return Function(client("lambda", stack.endpoints.aws), f"{stack.endpoints.stack}-admin", "an operator")


async def _do(stack: Stack, verb: str, **fields: Any) -> dict[str, Any]:
    """The last answer."""
    return await asyncio.to_thread(lambda: list(answers(_function(stack), {"verb": verb, **fields}))[-1])
