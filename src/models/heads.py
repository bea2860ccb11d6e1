"""The heads of many rooms in one read."""

import random
import time
from collections.abc import Iterable
from typing import Any

from config import settings
from errors import Busy
from models.room import SK, key, name_of
from models.table import client, sdk_errors

ATTEMPTS = 5
PAUSE = 0.05


def heads(rooms: Iterable[str]) -> dict[str, int]:
    """The newest seq of each of up to 100 rooms; rooms that do not exist are left out, Busy when some stay unread."""
    wanted = [{"pk": {"S": key(room)}, "sk": {"S": SK}} for room in rooms]
    found: dict[str, int] = {}
    for attempt in range(ATTEMPTS):
        if not wanted:
            return found
        if attempt:
            # A batch read may leave keys unprocessed when it is throttled: ask again, but not at once.
            # https://docs.aws.amazon.com/amazondynamodb/latest/APIReference/API_BatchGetItem.html
            time.sleep(random.uniform(0, PAUSE * 2**attempt))
        items, wanted = _ask(wanted)
        found |= {name_of(item["pk"]["S"]): int(item["head"]["N"]) for item in items}
    if wanted:
        raise Busy("the table is busy, try again")
    return found


def _ask(keys: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    table = settings().table
    request = {"Keys": keys, "ConsistentRead": True, "ProjectionExpression": "pk, head"}
    with sdk_errors():
        answer = client().batch_get_item(RequestItems={table: request})
    return answer["Responses"].get(table, []), answer.get("UnprocessedKeys", {}).get(table, {}).get("Keys", [])
