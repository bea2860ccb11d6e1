"""`python -m local.restore --from RESTORED --into TABLE`: puts what a backup had into a stack's table.

Nobody may use the chat meanwhile (docs/operations.md says how). Every room gets another epoch: who has kept something
of it from after the backup drops that when they come again, instead of going on in a log that went another way. Who was
connected at the time of the backup is nobody now.
"""

import argparse
import secrets
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import boto3

from local.steps import say

Item = dict[str, Any]
SEGMENTS = 8
BATCH = 25
# What holds for a moment only: connections, what belongs to them, and what was begun.
PASSING = ("connection", "presence", "spread", "ticket", "job", "spender", "turn")


def main(arguments: list[str] | None = None) -> None:
    """Copies, and says how much."""
    options = argparse.ArgumentParser("python -m local.restore")
    options.add_argument("--from", dest="source", required=True, help="the table that AWS has restored")
    options.add_argument("--into", required=True, help="the stack's table (TableName among its outputs)")
    options.add_argument("--region")
    asked = options.parse_args(arguments)
    say(f"{restore(boto3.client('dynamodb', region_name=asked.region), asked.source, asked.into):,} items restored")


def restore(dynamodb: Any, source: str, into: str) -> int:
    """Put every item that lasts into the table, in the place of what is there; how many there were."""

    def copy(segment: int) -> int:
        found = 0
        for page in _pages(dynamodb, source, segment):
            kept = [_renewed(item) for item in page if item.get("kind", {}).get("S") not in PASSING]
            found += len(kept)
            for start in range(0, len(kept), BATCH):
                _put(dynamodb, into, kept[start : start + BATCH])
        return found

    with ThreadPoolExecutor(SEGMENTS) as copiers:
        return sum(copiers.map(copy, range(SEGMENTS)))


def _pages(dynamodb: Any, table: str, segment: int) -> Iterator[list[Item]]:
    scans = dynamodb.get_paginator("scan").paginate(
        TableName=table, ConsistentRead=True, Segment=segment, TotalSegments=SEGMENTS
    )
    return (page["Items"] for page in scans)


def _renewed(item: Item) -> Item:
    return {**item, "epoch": {"S": secrets.token_hex(4)}} if item.get("kind") == {"S": "room"} else item


def _put(dynamodb: Any, table: str, items: list[Item]) -> None:
    left: Any = {table: [{"PutRequest": {"Item": item}} for item in items]}
    while left:
        left = dynamodb.batch_write_item(RequestItems=left)["UnprocessedItems"]


if __name__ == "__main__":
    main()
