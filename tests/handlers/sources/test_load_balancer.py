"""The load balancer's door."""

import json

import pytest

from handlers.sources import load_balancer
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_what_is_posted_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        answer = load_balancer.handler(event("load_balancer"), CONTEXT)
        assert (answer["statusCode"], json.loads(answer["body"])) == (202, {"room": "operations", "seq": 1})
    assert said() == [("Operator", "Probe 7 is up again.")]


def test_a_key_counts_for_more_than_the_trace() -> None:
    for number in range(2):
        request = event("load_balancer")
        request["headers"] |= {"idempotency-key": "probe-7", "x-amzn-trace-id": f"Root=1-{number}"}
        load_balancer.handler(request, CONTEXT)
    assert len(said()) == 1


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/rooms/operations", 404),
        ("POST", "/", 404),
        ("POST", "/rooms/secret", 403),
        ("POST", "/rooms/operations/../secret", 403),
        ("POST", "/rooms/%6Fperations", 403),
    ],
)
def test_there_is_nothing_else(method: str, path: str, status: int) -> None:
    request = event("load_balancer") | {"httpMethod": method, "path": path}
    assert load_balancer.handler(request, CONTEXT)["statusCode"] == status
