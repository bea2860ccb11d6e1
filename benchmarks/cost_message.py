"""One person in a room of so many who says something: `python -m benchmarks.cost_message SIZE MESSAGES`.

Runs the doors' own verbs, `say` and for a room that is told by way of the queue `tell_share`, and prints one line of
JSON for each message: what it asked of table and queue, and what time it took.
"""

import json
import sys
import time
import zlib
from dataclasses import asdict
from typing import Any

import boto3

import frames
from benchmarks.meter import Meter
from chat.messages import say
from chat.start import start
from chat.telling import tell_share
from config import settings
from identity import Caller
from models import crowd, entrance, spread, table
from models.connection import Connection
from models.room import Room
from tests.parts.dynamodb import Table
from tests.parts.presences import fill, note_sizes

ROOM = "general"
TEXT = "x" * 100
# The allowance gives back one message every 200 ms; who is slower needs one write for it, who is faster two.
PAUSE = 0.3
# The first ones open the lines, and write down how many are in the room.
WARM = 3


def settle(caller: Caller, size: int) -> None:
    """A room of so many minus one, spread as far as a room of that size is, which the caller then joins."""
    Room.opened(ROOM)
    others: dict[int, list[str]] = {shard: [] for shard in range(shards_of(size))}
    for number in range(size - 1):
        connection = f"L0SM9cOFvHcCI{number:05}h="
        others[zlib.crc32(connection.encode()) % len(others)].append(connection)
    room = Table(settings().table, "", table.client())
    for shard, connections in others.items():
        fill(room, ROOM, connections, shard)
    if len(others) > 1:
        note_sizes(room, ROOM, *map(len, others.values()))
    crowd.look(ROOM)
    Connection.remember(caller.user, caller.connection)
    entrance.enter(caller.user, caller.name, caller.connection, ROOM)


def shards_of(size: int) -> int:
    """How many shards a room has that has grown to that size."""
    shards = 1
    while size > shards * spread.PRESENCES_A_SHARD:
        shards *= 2
    return shards


def message(meter: Meter, caller: Caller, number: int) -> dict[str, Any]:
    """One message, said and delivered."""
    meter.reset()
    began, used = time.perf_counter(), time.process_time()
    say(caller, frames.SendMessage(ROOM, f"id-{number}", TEXT), time.monotonic() + 60)
    said = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    counted = meter.reset()
    shares = taken(counted.queue_messages)
    began, used = time.perf_counter(), time.process_time()
    for share in shares:
        tell_share(share, time.monotonic() + 60)
    told = {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used}
    return {"say": asdict(counted) | said, "tell": asdict(meter.reset()) | told, "shares": len(shares)}


def taken(count: int) -> list[str]:
    """So many messages of the queue, taken out of it."""
    if not count:
        return []
    queue, sqs = settings().delivery_queue, boto3.client("sqs")
    found: list[str] = []
    while len(found) < count:
        batch = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=5).get("Messages", [])
        for one in batch:
            found.append(one["Body"])
            sqs.delete_message(QueueUrl=queue, ReceiptHandle=one["ReceiptHandle"])
    return found


def main() -> None:
    size, messages = map(int, sys.argv[1:])
    meter = Meter()
    start()
    meter.attach(table.client(), table.session())
    caller = Caller("speaker=", "guest:ana", "Ana")
    settle(caller, size)
    for number in range(WARM + messages):
        figures = message(meter, caller, number)
        if number >= WARM:
            print(json.dumps(figures), flush=True)
        time.sleep(PAUSE)


if __name__ == "__main__":
    main()
