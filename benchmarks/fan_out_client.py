"""One way to post, measured from inside its own process.

`python -m benchmarks.fan_out_client WAY URL ROOTS` reads lines of `recipients repeats`, answers each with one of JSON.
"""

import json
import os
import resource
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

PAYLOAD = b"x" * 200
REGION = "eu-west-1"

Way = Callable[[list[str]], int]


def parley(url: str) -> Way:
    """This project's engine, through its public function."""
    os.environ |= {"CONNECTIONS_URL": url, "TABLE_NAME": "bench", "RETENTION_DAYS": "30"}
    from delivery import deliver

    return lambda recipients: deliver(PAYLOAD, recipients, time.monotonic() + 120).delivered


def boto3_sequential(url: str) -> Way:
    """One boto3 client, reused; one post after the other."""
    client = _boto3(url)

    def send(recipients: list[str]) -> int:
        for recipient in recipients:
            client.post_to_connection(ConnectionId=recipient, Data=PAYLOAD)
        return len(recipients)

    return send


def boto3_threads(url: str) -> Way:
    """One boto3 client, reused, on 32 threads that stay."""
    client = _boto3(url)
    threads = ThreadPoolExecutor(32)

    def send(recipients: list[str]) -> int:
        answers = threads.map(
            lambda recipient: client.post_to_connection(ConnectionId=recipient, Data=PAYLOAD), recipients
        )
        return sum(1 for _ in answers)

    return send


def _boto3(url: str) -> Any:
    import boto3
    from botocore.config import Config

    settings = Config(max_pool_connections=32)
    return boto3.client("apigatewaymanagementapi", endpoint_url=url, region_name=REGION, config=settings)


WAYS: dict[str, Callable[[str], Way]] = {
    "Parley": parley,
    "boto3, 32 threads": boto3_threads,
    "boto3, sequential": boto3_sequential,
}


def measure(send: Way, count: int, repeats: int) -> dict[str, float]:
    """CPU microseconds a post, posts a second and peak memory of `repeats` deliveries to `count` recipients."""
    recipients = [f"L0SM9cOFvHcCI{number:05}h=" for number in range(count)]
    before, began = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter()
    delivered = sum(send(recipients) for _ in range(repeats))
    after, took = resource.getrusage(resource.RUSAGE_SELF), time.perf_counter() - began
    posts = count * repeats
    if delivered != posts:
        raise SystemExit(f"{posts - delivered} of {posts} posts were not delivered")
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu / posts * 1e6, "rate": posts / took, "took": took / repeats, "memory": after.ru_maxrss / 1024}


def main() -> None:
    way, url, roots = sys.argv[1:]
    if hasattr(os, "sched_setaffinity"):
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
    os.environ |= {
        "AWS_ACCESS_KEY_ID": "AKIDEXAMPLE",
        "AWS_SECRET_ACCESS_KEY": "secret",
        "AWS_SESSION_TOKEN": "t" * 900,
        "AWS_REGION": REGION,
        "AWS_CA_BUNDLE": roots,
        "SSL_CERT_FILE": roots,
    }
    send = WAYS[way](url)
    for line in sys.stdin:
        count, repeats = map(int, line.split())
        print(json.dumps(measure(send, count, repeats)), flush=True)


if __name__ == "__main__":
    main()
