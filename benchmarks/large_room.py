"""A message in a room of 1,000, 10,000 and 100,000: from the speaker to the last connection, each of them once.

`python -m benchmarks.large_room` takes four minutes; `--quick` leaves out the largest.
"""

import json
import select
import tempfile
import zlib
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.alone import alone
from benchmarks.dynamodb import Table, Tables, tables
from benchmarks.figures import spread
from benchmarks.processes import Child, ask, certificate, end, line_of, process
from benchmarks.progress import progress
from benchmarks.queues import queue
from benchmarks.section import Goal, Section
from models.spread import PRESENCES_A_SHARD
from tests.emulator import emulator
from tests.parts.dynamodb import Table as Filled
from tests.parts.presences import fill, note_sizes

SIZES, QUICK_SIZES = (1_000, 10_000, 100_000), (1_000, 10_000)
WORKERS = 2
MESSAGES = 5
DELAY = 0.015

COLUMNS = (
    "connections",
    "shards",
    "speaker waits, s",
    "all told after, s",
    "posts/s",
    "µs CPU a post",
    "missed",
    "twice",
)

TEXT = f"""
`say` as the door calls it, and `deliver` as Lambda calls it: {WORKERS} processes that take shares from a real queue
(the local AWS's SQS), read their shard from DynamoDB Local and post over TLS to an endpoint that answers after 15 ms
and counts. {MESSAGES} messages one after the other, after one to open the lines. Up to 1,000 connections the speaker's
process posts itself. Everything shares this machine's cores, the endpoint too, so the times are what the machine gives;
that nobody is missed and nobody is posted to twice is counted at the endpoint, over all messages.
"""


def measure(quick: bool) -> Section:
    """Each size in turn, with processes of its own."""
    rows, goals = [], []
    with tempfile.TemporaryDirectory() as folder, tables() as server, emulator(Path(folder)) as aws:
        for size in QUICK_SIZES if quick else SIZES:
            figures = _run(size, Path(folder), server, aws)
            rows.append(_row(size, figures))
            goals.append(
                Goal(
                    f"room of {size:,}, through the table and the queue",
                    "nobody missed, nobody twice",
                    f"{figures['missed']} missed, {figures['twice']} twice",
                    figures["missed"] == figures["twice"] == 0,
                )
            )
    return Section("large_room", "A large room", TEXT, COLUMNS, tuple(rows), tuple(goals))


def _row(size: int, figures: dict[str, Any]) -> tuple[str, ...]:
    return (
        f"{size:,}",
        str(figures["shards"]),
        spread(figures["waits"], 2),
        spread(figures["took"], 2),
        f"{size / median(figures['took']):,.0f}",
        f"{figures['cpu'] * 1e6:.0f}",
        str(figures["missed"]),
        str(figures["twice"]),
    )


def _run(size: int, folder: Path, server: Tables, aws: str) -> dict[str, Any]:
    progress(f"large_room: {size:,} connections join")
    table = server.table()
    shards = _fill(server, table, size)
    own, roots = certificate(folder)
    with ExitStack() as stack:
        endpoint = stack.enter_context(process("benchmarks.large_room_server", str(own), str(DELAY)))
        environment = table.environment | {
            "CONNECTIONS_URL": f"https://localhost:{int(line_of(endpoint))}/live",
            "DELIVERY_QUEUE_URL": queue(aws, f"large-{size}"),
            "AWS_ENDPOINT_URL_SQS": aws,
            "AWS_SESSION_TOKEN": "t" * 900,
            "SSL_CERT_FILE": str(roots),
        }
        with ExitStack() as talking:
            names = ("speaker", *("worker",) * WORKERS)
            speaker, *workers = [
                talking.enter_context(process(f"benchmarks.large_room_{name}", env=environment)) for name in names
            ]
            for child in (speaker, *workers):
                line_of(child)
            progress(f"large_room: {MESSAGES} messages to {size:,}")
            figures = _messages(size, speaker, workers)
        end(endpoint)
        return figures | _counted(size, json.loads(line_of(endpoint))) | {"shards": shards}


def _messages(size: int, speaker: Child, workers: list[Child]) -> dict[str, Any]:
    """Each message is said when the one before it has reached everyone."""
    waits, took, used = [], [], []
    for _ in range(MESSAGES + 1):
        began, done, shares, cpu = ask(speaker, "say")
        last, worked = _delivered(workers, shares)
        waits.append(done - began)
        took.append(max(done, last) - began)
        used.append(cpu + worked)
    # The first opened the lines.
    return {"waits": waits[1:], "took": took[1:], "cpu": sum(used[1:]) / MESSAGES / size}


def _delivered(workers: list[Child], shares: int) -> tuple[float, float]:
    """When the last of so many shares was delivered, and the CPU seconds of it all."""
    last = used = 0.0
    while shares:
        heard = select.select([worker.stdout for worker in workers if worker.stdout], [], [], 60)[0]
        if not heard:
            raise SystemExit(f"{shares} shares were not delivered within a minute.")
        for ready in heard:
            count, done, cpu = json.loads(ready.readline())
            shares, last, used = shares - count, max(last, done), used + cpu
    return last, used


def _counted(size: int, posted: dict[str, int]) -> dict[str, int]:
    """`posted` says how many connections were posted to how many times."""
    said, times = MESSAGES + 1, {int(number): connections for number, connections in posted.items()}
    reached = sum(min(number, said) * connections for number, connections in times.items())
    return {
        "missed": size * said - reached,
        "twice": sum(max(number - said, 0) * connections for number, connections in times.items()),
    }


def _fill(server: Tables, table: Table, size: int) -> int:
    """Lets all but the speaker join, spread as in a room that has grown to that size; says over how many shards."""
    shards = _shards(size)
    rooms: list[list[str]] = [[] for _ in range(shards)]
    for number in range(size - 1):
        connection = f"L0SM9cOFvHcCI{number:06}h="
        rooms[zlib.crc32(connection.encode()) % shards].append(connection)
    with ThreadPoolExecutor(8) as pool:
        room = Filled(table.name, "", server.client)
        list(pool.map(lambda shard: fill(room, "general", rooms[shard], shard), range(shards)))
    if shards > 1:
        note_sizes(room, "general", *map(len, rooms))
    return shards


def _shards(size: int) -> int:
    shards = 1
    while size > shards * PRESENCES_A_SHARD:
        shards *= 2
    return shards


if __name__ == "__main__":
    alone(measure)
