"""Ways to post a payload to connections. Each module has `way(url)`, which gives what posts and counts who got it."""

import os
from collections.abc import Callable

PAYLOAD = b"x" * 200
REGION = "eu-west-1"
# What an event loop keeps in flight; Parley begins with as many.
IN_FLIGHT = 128

Post = Callable[[list[str]], int]


def environment(url: str) -> dict[str, str]:
    """What a function of Parley's finds in its environment."""
    return {
        "CONNECTIONS_URL": url,
        "TABLE_NAME": "bench",
        "RETENTION_DAYS": "30",
        "AWS_ENDPOINT_URL_DYNAMODB": os.environ.get("AWS_ENDPOINT_URL_DYNAMODB", "http://127.0.0.1:9"),
    }
