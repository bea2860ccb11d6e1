"""A queue reaches its function, also where the mapping's concurrency is a parameter."""

import time
from typing import Any

import pytest

from local.aws import client
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


def test_a_queue_is_polled_though_its_concurrency_is_a_parameter(laptop: Stack) -> None:
    sqs = client("sqs", laptop.endpoints.aws)
    url = sqs.get_queue_url(QueueName="parley-letters")["QueueUrl"]
    sqs.send_message(QueueUrl=url, MessageBody="hello")
    deadline = time.monotonic() + 30
    while any(int(count) for count in _waiting(sqs, url).values()):
        assert time.monotonic() < deadline, _waiting(sqs, url)
        time.sleep(0.1)


def _waiting(sqs: Any, url: str) -> dict[str, str]:
    names = ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]
    return dict(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"])
