"""What happens rarely, on a deployed stack: recipients that have gone, numbers without a message, frames that are bad.

A permission that only a rare way needs is shown to be needed by these alone.
"""

import asyncio
from contextlib import suppress

from local import sources
from local.aws import client
from local.stack import Stack
from models import spread
from tests.parts.dynamodb import Table
from tests.parts.presences import fill
from tests.permissions.test_flows import FRAMES
from tests.stack.peer import Peer, peer

ANSWERED = 10.0
SPOKEN_IN = "operations"


async def each_action_meets_who_has_gone(stack: Stack, url: str, room: str) -> None:
    """Everyone whom an action tells something may have gone without a word: they are taken out of the room."""
    table = _table(stack)
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        await ana.say(room, "the first")
        for action, fields in FRAMES.items():
            await asyncio.to_thread(fill, table, room, ["gone="])
            await _answer(ana, action=action, room=room, **fields)


async def who_disconnects_is_told_of_to_who_has_gone(stack: Stack, url: str, room: str) -> None:
    """Going is announced too."""
    async with peer(url, "Bo") as bo:
        async with peer(url, "Ana") as ana:
            await ana.join(room)
            await bo.join(room)
            await asyncio.to_thread(fill, _table(stack), room, ["gone="])
        await bo.get(type="presence", here=False)


async def a_number_without_a_message_is_closed(stack: Stack, url: str, room: str) -> None:
    """Its writer was killed: whoever reads past it closes it, by joining, in a page, or by a search."""
    table = _table(stack)
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        epoch = (await ana.join(room))["epoch"]
        for reading in (
            {"action": "history", "room": room, "after": 0},
            {"action": "joinRoom", "room": room, "after": 0, "epoch": epoch},
            {"action": "search", "room": room, "text": "word"},
        ):
            await asyncio.to_thread(_take_a_number, table, room)
            await bo.join(room)
            await ana.say(room, "word")
            await asyncio.sleep(1.2)  # What comes after it has to be as old before it is given up.
            await _answer(ana, **reading)


async def each_action_in_a_room_that_was_large_a_moment_ago(stack: Stack, url: str, room: str) -> None:
    """It is handed out by way of the queue, and what is found is noted."""
    table = _table(stack)
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        await ana.say(room, "the first")
        for action, fields in FRAMES.items():
            await asyncio.to_thread(_note_as_large, table, room)
            await _answer(ana, action=action, room=room, **fields)


async def a_source_speaks_to_who_has_gone_and_to_many(stack: Stack, url: str) -> None:
    """In the room that it speaks in there was somebody who has gone; then it is taken for a large one."""
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    async with peer(url, "Ana") as ana:
        await ana.join(SPOKEN_IN)
        for made in (
            lambda: fill(_table(stack), SPOKEN_IN, ["gone="]),
            lambda: _note_as_large(_table(stack), SPOKEN_IN),
        ):
            await asyncio.to_thread(made)
            await asyncio.to_thread(sources.fire, "sns", parts)
            await ana.get(type="message", room=SPOKEN_IN)


async def each_action_is_sent_nonsense(stack: Stack, url: str) -> None:
    """It is counted against the connection."""
    apis = client("apigatewayv2", stack.endpoints.aws)
    routes = (await asyncio.to_thread(apis.get_routes, ApiId=stack.deployment.api))["Items"]
    known = sorted(route["RouteKey"] for route in routes if not route["RouteKey"].startswith("$"))
    for action in ("whistle", *known):
        async with peer(url, "Ana") as ana:
            await _answer(ana, action=action, nonsense=True)


async def _answer(one: Peer, **frame: object) -> None:
    with suppress(TimeoutError):
        async with asyncio.timeout(ANSWERED):
            await one.ask(**frame)


def _table(stack: Stack) -> Table:
    aws = stack.endpoints.aws
    return Table(stack.deployment.tables["Table"], aws, client("dynamodb", aws))


def _take_a_number(table: Table, room: str) -> None:
    table.client.update_item(
        TableName=table.name,
        Key={"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "ROOM"}},
        UpdateExpression="ADD head :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


def _note_as_large(table: Table, room: str) -> None:
    sizes = [{"N": "1"}, {"N": "2000"}]
    table.client.put_item(
        TableName=table.name,
        Item={
            "pk": {"S": spread.key(room, 0)},
            "sk": {"S": spread.SK},
            "kind": {"S": "spread"},
            "shards": {"N": "2"},
            "before": {"N": "1"},
            "until": {"N": "0"},
            "sizes": {"L": sizes},
        },
    )
