"""Reading the whole table, in parts that can be read side by side and gone on with later."""

import json
from typing import Any

from config import settings
from models.table import client, sdk_errors

Item = dict[str, Any]
Key = dict[str, Any]


def page(
    after: Key | None, *, segment: int = 0, segments: int = 1, consistent: bool = True, **more: Any
) -> tuple[list[Item], Key | None]:
    """Up to 1 MB of a segment after a key, and the key to go on after; None at the segment's end."""
    if after:
        more["ExclusiveStartKey"] = after
    with sdk_errors():
        answer = client().scan(
            TableName=settings().table,
            ConsistentRead=consistent,
            Segment=segment,
            TotalSegments=segments,
            **more,
        )
    return answer["Items"], answer.get("LastEvaluatedKey")


def of_kind(kind: str, after: str | None, **more: Any) -> tuple[list[Item], str | None]:
    """The items of one kind in up to 1 MB of the table, and where to go on, as a word to send around."""
    found, last = page(
        json.loads(after) if after else None,
        consistent=False,
        FilterExpression="kind = :kind",
        ExpressionAttributeValues={":kind": {"S": kind}},
        **more,
    )
    return found, json.dumps(last) if last else None
