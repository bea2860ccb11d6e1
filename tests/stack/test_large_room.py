"""A room of more than a thousand, through the deployed stack: queue, mapping, `deliver` and the sockets."""

import asyncio
from typing import Any

from local.aws import client
from local.stack import Stack
from models import spread
from tests.parts.dynamodb import Table
from tests.parts.presences import fill, note_sizes
from tests.stack.peer import peer, texts

ABSENT = 1_050


async def test_everyone_in_a_large_room_is_told_and_who_has_gone_is_taken_out(
    stack: Stack, url: str, room: str
) -> None:
    async with peer(url, "Ana") as ana, peer(url, "Bo") as bo:
        await ana.join(room)
        table = await asyncio.to_thread(crowd_in, stack, room)
        joined = await bo.join(room)
        assert joined["here"] > 1_000
        for number in range(3):
            await ana.say(room, f"text {number}")
        heard = [await bo.get(type="message") for _ in range(3)]
        assert sorted(texts(heard)) == ["text 0", "text 1", "text 2"]
        assert sorted(message["seq"] for message in heard) == [1, 2, 3]
        while len(left := await asyncio.to_thread(_presences, table, room)) > 2:
            await ana.say(room, "is anybody there?")
            await bo.get(type="message", text="is anybody there?")
        assert len(left) == 2


def crowd_in(stack: Stack, room: str) -> Table:
    """Fills the room with people whose connections have ended unnoticed."""
    aws = stack.endpoints.aws
    table = Table(stack.deployment.tables["Table"], aws, client("dynamodb", aws))
    half = ABSENT // 2
    names = [f"gone{number:04}=" for number in range(ABSENT)]
    fill(table, room, names[:half])
    fill(table, room, names[half:], shard=1)
    note_sizes(table, room, half, half)
    return table


def _presences(table: Table, room: str) -> list[Any]:
    found: list[Any] = []
    for shard in (0, 1):
        pages = table.client.get_paginator("query").paginate(
            TableName=table.name,
            KeyConditionExpression="pk = :pk AND begins_with(sk, :connection)",
            ExpressionAttributeValues={":pk": {"S": spread.key(room, shard)}, ":connection": {"S": "CONN#"}},
            ConsistentRead=True,
        )
        found += [item for page in pages for item in page["Items"]]
    return found
