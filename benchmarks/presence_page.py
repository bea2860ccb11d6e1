"""What reading a page of 1,000 presences costs: Parley against boto3's client and PynamoDB's models, interleaved."""

import json
import multiprocessing
import os
import statistics
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

from benchmarks.alone import alone
from benchmarks.figures import spread
from benchmarks.progress import progress
from benchmarks.section import Goal, Plot, Section

PRESENCES = 1_000
PAGES = 20
ROUNDS = 9
ROOM = "general"
PARLEY, THIN, BOTO3, MODELS = WAYS = "Parley", "boto3, the same thin page", "boto3, whole items", "PynamoDB models"
SPAWN = multiprocessing.get_context("spawn")
TEXT = """\
`make bench ONLY=presence_page` (half a minute): reading who is in a room of 1,000, as every message does before it is
delivered. Each way has a process of its own, the answer comes from another, always the same, and only the client's CPU
is counted. The goals compare with whole items, which is what the usual code reads; the thin page shows what the
projection alone gives. All ways have the functions' setting of the garbage collector. Of Parley's time two thirds are
botocore's own for any call, however small its answer.
"""
ENVIRONMENT = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": "us-east-1",
    "TABLE_NAME": "parley",
    "CONNECTIONS_URL": "http://127.0.0.1:9/live",
    "RETENTION_DAYS": "90",
}


class Table(BaseHTTPRequestHandler):
    """Answers every query with the page: thin where a projection was asked for, whole where not."""

    protocol_version = "HTTP/1.1"
    thin, whole = b"", b""

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        body = self.thin if "ProjectionExpression" in asked else self.whole
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def _page(thin: bool) -> bytes:
    items = [
        {
            "pk": {"S": f"HERE#{ROOM}#0"},
            "sk": {"S": f"CONN#{number:012x}abc="},
            "kind": {"S": "presence"},
            "user": {"S": f"guest:user {number}"},
            "name": {"S": f"User {number}"},
            "expires_at": {"N": "9999999999"},
            "spent_until": {"N": "1790000000000"},
        }
        for number in range(PRESENCES)
    ]
    if thin:
        items = [{"sk": item["sk"]} for item in items]
    return json.dumps({"Items": items, "Count": PRESENCES, "ScannedCount": PRESENCES}).encode()


@contextmanager
def answering() -> Iterator[str]:
    """The URL of a process that answers."""
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=_serve, args=(theirs,), daemon=True)
    server.start()
    try:
        yield f"http://127.0.0.1:{ours.recv()}"
    finally:
        server.terminate()
        server.join()


def _serve(port: Connection) -> None:
    Table.thin, Table.whole = _page(thin=True), _page(thin=False)
    server = ThreadingHTTPServer(("127.0.0.1", 0), Table)
    port.send(server.server_port)
    server.serve_forever()


def _ways() -> dict[str, Callable[[], int]]:
    """Each way of reading the page; each returns how many presences it saw."""
    import boto3

    import handlers  # noqa: F401  # sets the garbage collector, as in every function
    from models import crowd, table
    from models.presence import Presence
    from models.spread import key as key_of

    table.connect()
    client = boto3.client("dynamodb", region_name="us-east-1")
    key = key_of(ROOM, 0)
    whole: Any = {
        "TableName": "parley",
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": key}},
        "ConsistentRead": True,
    }
    thin = whole | {"ProjectionExpression": "sk"}
    return {
        PARLEY: lambda: len(crowd.look(ROOM).first),
        THIN: lambda: len([item["sk"]["S"] for item in client.query(**thin)["Items"]]),
        BOTO3: lambda: len([item["sk"]["S"] for item in client.query(**whole)["Items"]]),
        MODELS: lambda: len([item.sk for item in Presence.query(key, consistent_read=True)]),
    }


def _milliseconds(read: Callable[[], int]) -> float:
    """CPU of this process for a page."""
    began = time.process_time()
    for _ in range(PAGES):
        assert read() == PRESENCES
    return (time.process_time() - began) / PAGES * 1000


def measure(quick: bool) -> Section:
    """All ways, one after the other in each round."""
    rounds = 3 if quick else ROUNDS
    figures: dict[str, list[float]] = {way: [] for way in WAYS}
    with answering() as url, ExitStack() as stack:
        readers = {way: stack.enter_context(_reading(way, url)) for way in WAYS}
        for number in range(rounds + 1):
            for way, reader in readers.items():
                reader.send("read")
                milliseconds = reader.recv()
                if number:  # the first round warms up
                    figures[way].append(milliseconds)
            progress(f"presence_page: round {number} of {rounds}")
    return _section(figures)


@contextmanager
def _reading(way: str, url: str) -> Iterator[Connection]:
    """A process that reads in one way, and in no other: what others leave in the caches is not its own."""
    ours, theirs = SPAWN.Pipe()
    reader = SPAWN.Process(target=_read, args=(way, url, theirs), daemon=True)
    reader.start()
    try:
        yield ours
    finally:
        reader.terminate()
        reader.join()


def _read(way: str, url: str, asked: Connection) -> None:
    os.environ |= ENVIRONMENT | {"AWS_ENDPOINT_URL_DYNAMODB": url}
    read = _ways()[way]
    while asked.recv():
        asked.send(_milliseconds(read))


def _section(figures: dict[str, list[float]]) -> Section:
    middle = {way: statistics.median(found) for way, found in figures.items()}
    rows = ((way, spread(found, 1), f"{middle[way] / middle[PARLEY]:.1f}") for way, found in figures.items())
    goals = (
        _goal("boto3's, whole items", middle[BOTO3] / middle[PARLEY], 5),
        _goal("PynamoDB models'", middle[MODELS] / middle[PARLEY], 8),
    )
    bars = tuple((way, ((0.0, value),)) for way, value in middle.items())
    return Section(
        name="presence_page",
        title="A page of presences",
        text=TEXT,
        columns=("way", "CPU ms a page of 1,000", "Parley = 1"),
        rows=tuple(rows),
        goals=goals,
        plots=(Plot("cpu", "CPU of a page of 1,000 presences", "", "ms", bars, kind="bars"),),
    )


def _goal(whose: str, times: float, wanted: int) -> Goal:
    return Goal(
        f"CPU of a page of 1,000 presences, against {whose}", f"≤ 1/{wanted}", f"1/{times:.1f}", times >= wanted
    )


if __name__ == "__main__":
    alone(measure)
