"""Exporting and erasing one user with very many messages, each killed in the middle, and a look at all that is left.

`python -m benchmarks.erasure` takes some minutes with 100,000 messages; `--quick` is 2,000.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from benchmarks.alone import alone
from benchmarks.dynamodb import Table, Tables
from benchmarks.dynamodb import tables as dynamodb_tables
from benchmarks.progress import progress
from benchmarks.section import Goal, Section
from cost.prices import each
from local.aws import client as aws_client
from tests.emulator import emulator
from tests.parts import processes

MESSAGES, QUICK = 100_000, 2_000
ROOMS, FILES = 20, 20
USER, NAME, WORDS = "guest:unforgettable", "The Unforgettable", "words-of-theirs"
BATCH, WRITERS = 25, 4
KILLED_AFTER = 1.5
UNIT = 4096

TEXT = """
One user has said so much in twenty rooms of DynamoDB Local, a fifth as much was said by others, every tenth message
has a reaction of theirs, and twenty came with a file in the local AWS's S3. A process exports them in steps of 5
seconds and is killed (SIGKILL) in its second step, and another goes on; the same for the erasure. Then the whole table
and the whole bucket are read for their name, their user and their words. An erasure takes half a minute longer than
its work: it waits until nothing of theirs can be on its way. Cost is by the units of AWS: a write for each item, a read
unit for each 4 KB and round (half of one for the export).
"""
COLUMNS = ("work", "messages", "seconds", "steps", "killed", "items or lines", "dollars on AWS", "left")


def measure(quick: bool) -> Section:
    """Fills a table, exports, erases, looks."""
    many = QUICK if quick else MESSAGES
    with tempfile.TemporaryDirectory() as folder, dynamodb_tables() as server, emulator(Path(folder)) as aws:
        table, bucket = server.table(), _bucket(aws)
        environment = table.environment | {"AWS_ENDPOINT_URL_S3": aws, "UPLOADS_BUCKET": "files"}
        size = _fill(server, table, bucket, many)
        progress(f"{many:,} messages are there, {size / 1e6:.0f} MB")
        rows, goals = [], []
        for what in ("export", "erasure"):
            seconds, steps, killed, done = _work(what, environment)
            if what == "export":
                left, units = "–", size / UNIT / 2 * each("read_units")
                wanted, found = many, done["counts"]["messages"]
            else:
                left = str(_left(server, table, bucket))
                units = sum(done["counts"].values()) * each("write_units") + done["round"] * size / UNIT * each(
                    "read_units"
                )
                wanted, found = 0, int(left)
            total = f"{sum(done['counts'].values()):,}"
            rows.append((what, f"{many:,}", f"{seconds:.0f}", str(steps), str(killed), total, f"{units:.3f}", left))
            name = "messages in the file" if what == "export" else "items and objects in which they still are"
            goals.append(Goal(f"{what}: {name}", f"{wanted:,}", f"{found:,}", wanted == found))
    return Section("erasure", "Exporting and erasing a user", TEXT, COLUMNS, tuple(rows), tuple(goals))


def _work(what: str, environment: dict[str, str]) -> tuple[float, int, int, dict[str, Any]]:
    """How long it took, in how many steps, how often it was killed, and the last answer."""
    began, steps, killed = time.monotonic(), 0, 0
    while True:
        with subprocess.Popen(
            [sys.executable, "-m", "benchmarks.erasure_worker", what, USER],
            env=environment | {"PYTHONPATH": "src:."},
            stdout=subprocess.PIPE,
            text=True,
        ) as worker:
            for line in worker.stdout or ():
                told = json.loads(line)
                if "counts" not in told:
                    continue  # The audit trail writes here too.
                steps += 1
                progress(f"{what}, step {steps}: {told['counts']}")
                if told["done"]:
                    return time.monotonic() - began, steps, killed, told
                if not killed:
                    # In the middle of its next step.
                    time.sleep(KILLED_AFTER)
                    worker.kill()
                    killed += 1
                    break


def _bucket(aws: str) -> Any:
    client = aws_client("s3", aws, processes.REGION)
    client.create_bucket(Bucket="files", CreateBucketConfiguration={"LocationConstraint": processes.REGION})
    return client


def _fill(server: Tables, table: Table, bucket: Any, many: int) -> int:
    """Rooms, messages, postmarks, memberships; how many bytes they are, about."""
    for number in range(FILES):
        bucket.put_object(Bucket="files", Key=f"rooms/room-{number % ROOMS}/{number}/file.png", Body=WORDS.encode())
    items = list(_items(many))
    batches = [items[start : start + BATCH] for start in range(0, len(items), BATCH)]

    def put(batch: list[dict[str, Any]]) -> None:
        left: Any = {table.name: [{"PutRequest": {"Item": item}} for item in batch]}
        while left:
            left = server.client.batch_write_item(RequestItems=left)["UnprocessedItems"]

    with ThreadPoolExecutor(WRITERS) as writers:
        list(writers.map(put, batches))
    return sum(len(json.dumps(item)) for item in items)


def _items(many: int) -> Iterator[dict[str, Any]]:
    until = {"N": str(int(time.time()) + 86_400 * 90)}
    for room in range(ROOMS):
        pk, now = {"S": f"ROOM#room-{room}"}, {"N": str(int(time.time() * 1000))}
        head = {"N": str((many + many // 5) // ROOMS + 1)}
        yield {"pk": pk, "sk": {"S": "ROOM"}, "kind": {"S": "room"}, "head": head, "epoch": {"S": "e"},
               "access": {"S": "open"}, "created_at": now, "moved_at": now}  # fmt: skip
        yield {"pk": {"S": f"USER#{USER}"}, "sk": pk, "kind": {"S": "membership"}, "role": {"S": "member"},
               "name": {"S": NAME}, "read": head, "listed_in": {"S": f"MEMBERS#room-{room}"},
               "listed_as": {"S": USER}}  # fmt: skip
    for number in range(many + many // 5):
        own, room, seq = number < many, number % ROOMS, number // ROOMS + 1
        item: dict[str, Any] = {
            "pk": {"S": f"ROOM#room-{room}"},
            "sk": {"S": f"MSG#{seq:012d}"},
            "kind": {"S": "message"},
            "id": {"S": f"id-{number}"},
            "user": {"S": USER if own else "guest:somebody-else"},
            "name": {"S": NAME if own else "Somebody Else"},
            "text": {"S": f"{WORDS if own else 'words of others'} {number} " + "and so on " * 8},
            "at": {"N": str(int(time.time() * 1000))},
            "expires_at": until,
        }
        if number % 10 == 0:
            item["reactions"] = {"SS": [f"👍 {USER}", "👍 guest:somebody-else"]}
        if number < FILES:
            kept = {"key": f"rooms/room-{room}/{number}/file.png", "name": "file.png", "type": "image/png", "size": 9}
            item["file"] = {"S": json.dumps(kept)}
        yield item


def _left(server: Tables, table: Table, bucket: Any) -> int:
    """Items and objects in which anything of theirs stands, by a scan that knows nothing of kinds."""
    words, left = (USER, NAME, WORDS), 0
    for page in server.client.get_paginator("scan").paginate(TableName=table.name, ConsistentRead=True):
        left += sum(any(word in json.dumps(item) for word in words) for item in page["Items"])
    for page in bucket.get_paginator("list_objects_v2").paginate(Bucket="files"):
        for one in page.get("Contents", ()):
            content = bucket.get_object(Bucket="files", Key=one["Key"])["Body"].read().decode()
            left += any(word in one["Key"] + content for word in words)
    return left


if __name__ == "__main__":
    alone(measure)
