"""Many items in one read."""

import random
import time
from collections.abc import Iterable
from typing import Any

from config import settings
from errors import Busy
from models.table import client, sdk_errors

# https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
KEYS = 100
ATTEMPTS = 5
PAUSE = 0.05

Item = dict[str, Any]


def read(
    keys: Iterable[tuple[str, str]],
    *,
    consistent: bool,
    projection: str | None = None,
    names: dict[str, str] | None = None,
) -> list[Item]:
    """The items under up to KEYS keys, in no order, without those that do not exist; Busy when some stay unread."""
    request: dict[str, Any] = {"ConsistentRead": consistent}
    if projection:
        request["ProjectionExpression"] = projection
    if names:
        request["ExpressionAttributeNames"] = names
    wanted = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in keys]
    found: list[Item] = []
    for attempt in range(ATTEMPTS):
        if not wanted:
            return found
        if attempt:
            # A batch read may leave keys unprocessed when it is throttled: ask again, but not at once.
            time.sleep(random.uniform(0, PAUSE * 2**attempt))
        items, wanted = _ask(wanted, request)
        found += items
    if wanted:
        raise Busy("the table is busy, try again")
    return found


def _ask(keys: list[Item], request: dict[str, Any]) -> tuple[list[Item], list[Item]]:
    table = settings().table
    with sdk_errors():
        answer = client().batch_get_item(RequestItems={table: {**request, "Keys": keys}})
    return answer["Responses"].get(table, []), answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
