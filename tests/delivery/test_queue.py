"""Shares go into the queue, and what it does not take comes back."""

from typing import Any

import pytest

from delivery import Share
from delivery import queue as ours
from models import table
from tests.parts.delivery_queue import Queue
from tests.parts.dynamodb import Table, forget


def shares(count: int, size: int = 10) -> list[Share]:
    return [Share("general", number, "x" * size) for number in range(count)]


def test_every_share_is_put_once(queue: Queue) -> None:
    assert ours.open_here()
    assert ours.put(table.session(), shares(23)) == []
    assert sorted(share.shard for share in queue.shares()) == list(range(23))


def test_large_frames_are_put_in_several_batches(queue: Queue) -> None:
    large = shares(12, 32_000)
    assert ours.put(table.session(), large) == []
    assert sorted(queue.shares(), key=lambda share: share.shard) == large


def test_a_queue_that_is_not_there_gives_everything_back(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DELIVERY_QUEUE_URL", queue.url + "-gone")
    forget()
    assert ours.put(table.session(), shares(11)) == shares(11)


def test_a_queue_that_does_not_answer_gives_everything_back(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_SQS", "http://127.0.0.1:9")
    ours._client.cache_clear()
    assert ours.put(table.session(), shares(1)) == shares(1)
    ours._client.cache_clear()


def test_a_share_that_the_queue_refuses_comes_back_and_the_others_are_put(
    queue: Queue, monkeypatch: pytest.MonkeyPatch
) -> None:
    """SQS may refuse single entries of a batch; the emulator does not, so its answer is changed here."""

    class Client:
        def send_message_batch(self, QueueUrl: str, Entries: list[Any]) -> object:
            answer = queue.client.send_message_batch(QueueUrl=QueueUrl, Entries=Entries[1:])
            return {**answer, "Failed": [{"Id": Entries[0]["Id"], "SenderFault": False, "Code": "RequestThrottled"}]}

    monkeypatch.setattr(ours, "_client", lambda _: Client())
    assert [share.shard for share in ours.put(table.session(), shares(3))] == [0]
    assert sorted(share.shard for share in queue.shares()) == [1, 2]


def test_without_a_queue_there_is_none(dynamodb: Table) -> None:
    assert not ours.open_here()
