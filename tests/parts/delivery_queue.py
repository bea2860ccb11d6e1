"""A real queue on loopback, as large rooms have it: what is put there can be looked at."""

import uuid
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

from chat.start import start
from delivery import Share
from local.aws import client as aws_client
from tests.parts import processes
from tests.parts.dynamodb import Table, forget

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient


class Queue:
    """One queue, and a plain client to look into it."""

    def __init__(self, client: "SQSClient", url: str) -> None:
        self.client = client
        self.url = url

    def shares(self) -> list[Share]:
        """Takes out every share that is there, delayed ones included."""
        found: list[Share] = []
        while messages := self._messages():
            found += [Share.from_json(message) for message in messages]
        return found

    def _messages(self) -> list[str]:
        # Long polling ends at the first message, so only an empty queue costs the second.
        answer = self.client.receive_message(QueueUrl=self.url, MaxNumberOfMessages=10, WaitTimeSeconds=1)
        messages = answer.get("Messages", [])
        for message in messages:
            self.client.delete_message(QueueUrl=self.url, ReceiptHandle=message["ReceiptHandle"])
        return [message["Body"] for message in messages]


@pytest.fixture
def queue(dynamodb: Table, emulator: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Queue]:
    """A queue of this test's own; src/ is told where it is."""
    client = aws_client("sqs", emulator, processes.REGION)
    url = client.create_queue(QueueName=f"parley-{uuid.uuid4().hex[:12]}")["QueueUrl"]
    monkeypatch.setenv("DELIVERY_QUEUE_URL", url)
    monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", emulator)
    forget()
    start()
    yield Queue(client, url)
    forget()
    client.delete_queue(QueueUrl=url)
