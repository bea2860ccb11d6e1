"""A sweep that finds somebody: one who has gone without a word, and one who has not, both there for long enough."""

import asyncio
import json
import time
from typing import Any

from local.aws import client
from local.stack import Stack
from models.connection import key, listed_hour, listed_since
from tests.parts.dynamodb import Table
from tests.permissions.scenes import somebody_gone, table_of
from tests.stack.peer import peer

# A sweep leaves alone who has just come.
AGO = 120


async def a_sweep_takes_out_who_has_gone_and_leaves_who_has_not(stack: Stack, url: str, room: str) -> None:
    """The room is told."""
    functions, name = client("lambda", stack.endpoints.aws), f"{stack.endpoints.stack}-sweep"
    async with peer(url, room) as one:
        await one.join(room)
        await asyncio.to_thread(_two_of_them, table_of(stack), room)
        answer = await asyncio.to_thread(functions.invoke, FunctionName=name, Payload=b"{}")
        told = json.loads(answer["Payload"].read())
        assert told["looked_at"] > told["gone"] > 0, told
        await one.get(type="presence", here=False)
        assert (await one.ask(action="ping"))["type"] == "pong"


def _two_of_them(table: Table, room: str) -> None:
    """The connection came a while ago, and so did another, of somebody else, which is no more."""
    came, user = int(time.time()) - AGO, f"guest:{room}"
    request: dict[str, Any] = {"KeyConditionExpression": "pk = :pk AND begins_with(sk, :connection)"}
    request["ExpressionAttributeValues"] = {":pk": {"S": key(user)}, ":connection": {"S": "CONN#"}}
    (there,) = table.client.query(TableName=table.name, ConsistentRead=True, **request)["Items"]
    for whose, connection in ((user, there["sk"]["S"].removeprefix("CONN#")), ("guest:gone", "gone=")):
        listed = {"listed_in": {"S": listed_hour(came)}, "listed_as": {"S": listed_since(came, connection)}}
        item: Any = there | {"pk": {"S": key(whose)}, "sk": {"S": f"CONN#{connection}"}} | listed
        table.client.put_item(TableName=table.name, Item=item)
    somebody_gone(table, room)
