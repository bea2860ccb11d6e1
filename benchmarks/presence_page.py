"""What reading a page of 1,000 presences costs: Parley against boto3's client and PynamoDB's models, interleaved.

`python -m benchmarks.presence_page` takes half a minute. The answer comes from a process of its own, always the same,
and only the client's CPU is counted. Needs requirements/test.txt.
"""

import json
import multiprocessing
import os
import platform
import statistics
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from multiprocessing.connection import Connection
from typing import Any

PRESENCES = 1_000
PAGES = 20
ROUNDS = 9
ROOM = "general"


class Table(BaseHTTPRequestHandler):
    """Answers every query with the page: thin where a projection was asked for, whole where not."""

    protocol_version = "HTTP/1.1"
    whole = [
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
    thin = [{"sk": item["sk"]} for item in whole]

    def do_POST(self) -> None:
        asked = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        items = self.thin if "ProjectionExpression" in asked else self.whole
        body = json.dumps({"Items": items, "Count": PRESENCES, "ScannedCount": PRESENCES}).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/x-amz-json-1.0")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: object) -> None:
        """Says nothing."""


def serve(port: Connection) -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Table)
    port.send(server.server_port)
    server.serve_forever()


def ways() -> dict[str, Callable[[], int]]:
    """Each way of reading the page; each returns how many presences it saw."""
    import boto3

    from models import table
    from models.presence import Presence, connections_in, key

    table.connect()
    client = boto3.client("dynamodb", region_name="us-east-1")
    whole: Any = {
        "TableName": "parley",
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": key(ROOM, 0)}},
        "ConsistentRead": True,
    }
    thin = whole | {"ProjectionExpression": "sk"}
    return {
        "Parley": lambda: len(connections_in(ROOM)),
        "boto3, the same thin page": lambda: len([item["sk"]["S"] for item in client.query(**thin)["Items"]]),
        "boto3, whole items": lambda: len([item["sk"]["S"] for item in client.query(**whole)["Items"]]),
        "PynamoDB models": lambda: len([item.sk for item in Presence.query(key(ROOM, 0), consistent_read=True)]),
    }


def milliseconds(read: Callable[[], int]) -> float:
    """CPU of this process for a page."""
    began = time.process_time()
    for _ in range(PAGES):
        assert read() == PRESENCES
    return (time.process_time() - began) / PAGES * 1000


def main() -> None:
    ours, theirs = multiprocessing.Pipe()
    server = multiprocessing.Process(target=serve, args=(theirs,), daemon=True)
    server.start()
    os.environ |= {
        "AWS_ENDPOINT_URL_DYNAMODB": f"http://127.0.0.1:{ours.recv()}",
        "AWS_ACCESS_KEY_ID": "test",
        "AWS_SECRET_ACCESS_KEY": "test",
        "AWS_REGION": "us-east-1",
        "TABLE_NAME": "parley",
        "CONNECTIONS_URL": "http://127.0.0.1:9/live",
        "RETENTION_DAYS": "90",
    }
    reads = ways()
    figures: dict[str, list[float]] = {way: [] for way in reads}
    for round_ in range(ROUNDS + 1):
        for way, read in reads.items():
            figure = milliseconds(read)
            if round_:  # the first one warms up
                figures[way].append(figure)
        print(f"round {round_} of {ROUNDS}", flush=True)
    server.terminate()
    _print(figures)


def _print(figures: dict[str, list[float]]) -> None:
    best = statistics.median(figures["Parley"])
    print(f"\nPython {platform.python_version()}, {os.cpu_count()} cores, {ROUNDS} rounds, medians and ranges\n")
    print("| way | CPU ms a page of 1,000 | Parley = 1 |\n|---|---|---|")
    for way, measured in figures.items():
        middle = statistics.median(measured)
        print(f"| {way} | {middle:.1f} ({min(measured):.1f}–{max(measured):.1f}) | {middle / best:.1f} |")


if __name__ == "__main__":
    main()
