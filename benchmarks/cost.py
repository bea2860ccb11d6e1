"""What a message costs: round trips, units, frames, time, and dollars, for rooms of 2 to 10,000.

`python -m benchmarks.cost` takes a minute; `--quick` measures fewer messages of each.
"""

import json
import math
import tempfile
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks import prices
from benchmarks.alone import alone
from benchmarks.cost_message import WARM
from benchmarks.dynamodb import Tables, tables
from benchmarks.figures import spread
from benchmarks.prices import Usage
from benchmarks.processes import certificate, end, line_of, process
from benchmarks.progress import progress
from benchmarks.queues import queue
from benchmarks.section import Goal, Section
from tests.emulator import emulator

SIZES = (2, 10, 100, 1_000, 10_000)
MESSAGES = 9
FRAME_BYTES = 250
DELAY = 0.015

# Lambda's poller hands a function two shares at once (template.yaml), and asks the queue twice for it.
SHARES_A_CALL = 2
REQUESTS_A_CALL = 2

COLUMNS = (
    "in the room",
    "round trips to the table",
    "write units",
    "read units",
    "frames in and out",
    "calls of functions",
    "functions' seconds",
    "their CPU, s",
    "requests to the queue",
    "$ a million messages",
    "of it API Gateway",
)

TEXT = f"""
`say` as `sendMessage` calls it, with 100 characters of text, in a warm process. Round trips and units are those that
DynamoDB Local says it took, those of a transaction doubled, as AWS has them; frames are those that an endpoint counted
which answers after 15 ms over TLS; the seconds are the process's own, of the clock, because that is what Lambda bills,
on this machine's cores. A room of 10,000 is told by way of the queue: its row has the speaker's function plus all
`deliver` functions, {SHARES_A_CALL} shards to a call.
Medians, and ranges where they differ. Dollars by the list prices of {prices.REGION} in {prices.DATE}
([what it costs](cost.md) names the pages), for functions of 1,769 MB on Arm.
"""

# What was measured of one message: what `say` took, what telling took, and by how many shares.
Message = dict[str, Any]


def measure(quick: bool) -> Section:
    """Each size in turn, in a process and on a table of its own."""
    rows, found = [], {}
    with tempfile.TemporaryDirectory() as folder, tables() as server, emulator(Path(folder)) as aws:
        for size in SIZES:
            progress(f"a room of {size:,}")
            messages, frames_out = _run(size, 3 if quick else MESSAGES, Path(folder), server, aws)
            rows.append(_row(size, messages, frames_out))
            found[size] = messages
    return Section("cost", "What a message costs", TEXT, COLUMNS, tuple(rows), _goals(found))


def _run(size: int, count: int, folder: Path, server: Tables, aws: str) -> tuple[list[Message], float]:
    """The messages that were measured, and the frames that went out for each."""
    own, roots = certificate(folder)
    with ExitStack() as stack:
        endpoint = stack.enter_context(process("benchmarks.large_room_server", str(own), str(DELAY)))
        environment = server.table().environment | {
            "CONNECTIONS_URL": f"https://localhost:{int(line_of(endpoint))}/live",
            "DELIVERY_QUEUE_URL": queue(aws, f"cost-{size}"),
            "AWS_ENDPOINT_URL_SQS": aws,
            "AWS_SESSION_TOKEN": "t" * 900,
            "SSL_CERT_FILE": str(roots),
        }
        with process("benchmarks.cost_message", str(size), str(count), env=environment) as speaker:
            messages = [json.loads(line_of(speaker)) for _ in range(count)]
        end(endpoint)
        posted = json.loads(line_of(endpoint))
    return messages, sum(int(times) * many for times, many in posted.items()) / (count + WARM)


def usage(message: Message, frames_out: float) -> Usage:
    """What a message uses, the functions that tell of it included."""
    calls = math.ceil(message["shares"] / SHARES_A_CALL)
    return Usage(
        frames=1 + frames_out,
        frame_bytes=FRAME_BYTES,
        writes=_sum(message, "writes"),
        reads=_sum(message, "reads"),
        calls=1 + calls,
        seconds=_sum(message, "seconds"),
        queue_requests=_sum(message, "queue_requests") + calls * REQUESTS_A_CALL,
    )


def _sum(message: Message, figure: str) -> float:
    return float(message["say"][figure] + message["tell"][figure])


def _row(size: int, messages: list[Message], frames_out: float) -> tuple[str, ...]:
    used = [usage(message, frames_out) for message in messages]
    dollars = median(prices.price(each) for each in used)

    def parts(figure: str, digits: int = 0) -> str:
        said, told = (_spread([message[part][figure] for message in messages], digits) for part in ("say", "tell"))
        return f"{said} + {told}" if messages[0]["shares"] else said

    def of(figure: Callable[[Usage], float]) -> str:
        return _spread([figure(each) for each in used])

    return (
        f"{size:,}",
        parts("trips"),
        parts("writes", 1),
        parts("reads", 1),
        f"1 + {frames_out:,.0f}",
        of(lambda each: each.calls),
        parts("seconds", 3),
        parts("cpu", 3),
        of(lambda each: each.queue_requests),
        f"{dollars * 1e6:,.2f}",
        f"{prices.frames_price(used[0]) / dollars:.0%}",
    )


def _spread(values: list[float], digits: int = 0) -> str:
    """The range only where there is one."""
    return spread(values if len({round(value, digits) for value in values}) > 1 else values[:1], digits)


def _goals(found: dict[int, list[Message]]) -> tuple[Goal, ...]:
    said = [message["say"] for messages in found.values() for message in messages]
    trips, writes = max(one["trips"] for one in said), max(one["writes"] for one in said)
    return (
        Goal("one message in a room: round trips to the table", "≤ 4", f"{trips}", trips <= 4),
        Goal("one message in a room: write units", "≤ 6", f"{writes:g}", writes <= 6),
    )


if __name__ == "__main__":
    alone(measure)
