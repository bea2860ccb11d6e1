"""What a flow begins with: who is in the room, what stands in the table, what goes wrong, how a function is set."""

import asyncio
import json
import threading
import urllib.request
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from itertools import cycle
from urllib.parse import urlsplit

from local.aws import client
from local.stack import Stack
from tests.parts.dynamodb import Table
from tests.parts.presences import fill, note_sizes
from tests.stack.peer import Peer, peer


@asynccontextmanager
async def two(url: str, room: str) -> AsyncIterator[tuple[Peer, Peer]]:
    """Ana, who has said the first thing in her room, and Bo, who is in it too."""
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        await bo.join(room)
        await ana.say(room, "the first")
        yield ana, bo


@asynccontextmanager
async def told(stack: Stack, function: str, **settings: str) -> AsyncIterator[None]:
    """One function has other settings for a while."""
    functions = client("lambda", stack.endpoints.aws)
    known = functions.get_function_configuration(FunctionName=function)["Environment"]["Variables"]

    def say(more: dict[str, str]) -> None:
        functions.update_function_configuration(FunctionName=function, Environment={"Variables": known | more})

    await asyncio.to_thread(say, settings)
    try:
        yield
    finally:
        say({})


def table_of(stack: Stack) -> Table:
    """The stack's table."""
    aws = stack.endpoints.aws
    return Table(stack.deployment.tables["Table"], aws, client("dynamodb", aws))


def somebody_gone(table: Table, room: str) -> None:
    """In the room is somebody who has gone without a word."""
    fill(table, room, ["gone="])


def taken_for_large(table: Table, room: str) -> None:
    """The room is spread over two shards, as if it had been large until now."""
    note_sizes(table, room, 1, 2_000)


def take_a_number(table: Table, room: str) -> None:
    """Somebody takes the next number in the room's log, and never says anything."""
    table.client.update_item(
        TableName=table.name,
        Key={"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "ROOM"}},
        UpdateExpression="ADD head :one",
        ExpressionAttributeValues={":one": {"N": "1"}},
    )


@asynccontextmanager
async def opened_and_closed(table: Table, room: str) -> AsyncIterator[None]:
    """The room is open, and for members only, in turn and without a pause; in the end it is open."""
    over = threading.Event()

    def turn() -> None:
        for access in cycle(("members", "open")):
            table.client.update_item(
                TableName=table.name,
                Key={"pk": {"S": f"ROOM#{room}"}, "sk": {"S": "ROOM"}},
                UpdateExpression="SET #access = :access",
                ExpressionAttributeNames={"#access": "access"},
                ExpressionAttributeValues={":access": {"S": access}},
            )
            if over.is_set() and access == "open":
                return

    turning = asyncio.create_task(asyncio.to_thread(turn))
    try:
        yield
    finally:
        over.set()
        await turning


@asynccontextmanager
async def disturbed(stack: Stack, *rules: object) -> AsyncIterator[None]:
    """The gateway follows these rules, and none afterwards."""
    await asyncio.to_thread(_follow, stack, *rules)
    try:
        yield
    finally:
        _follow(stack)


def _follow(stack: Stack, *rules: object) -> None:
    url = f"http://{urlsplit(stack.endpoints.connections).netloc}/_gateway/faults"
    request = urllib.request.Request(url, json.dumps({"rules": rules}).encode(), method="POST")
    urllib.request.urlopen(request, timeout=10).close()
