"""The queue between a message in a large room and the functions that deliver it."""

import logging
from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from botocore.session import Session

from config import settings
from delivery.share import Share

# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/APIReference/API_SendMessageBatch.html
ENTRIES = 10
BYTES = 250_000

log = logging.getLogger("delivery")


def open_here() -> bool:
    """Whether this function has a queue to put shares into."""
    return bool(settings().delivery_queue)


def put(session: Session, shares: Iterable[Share], delay: int = 0) -> list[Share]:
    """Put shares into the queue, to be taken after so many seconds; answers those that it did not take."""
    left: list[Share] = []
    for batch in _batches(shares):
        left += _send(session, batch, delay)
    return left


def _send(session: Session, batch: list[Share], delay: int) -> list[Share]:
    entries = [
        {"Id": str(number), "MessageBody": share.to_json(), "DelaySeconds": delay} for number, share in enumerate(batch)
    ]
    try:
        answer = _client(session).send_message_batch(QueueUrl=settings().delivery_queue, Entries=entries)
    except (ClientError, BotoCoreError) as error:
        log.warning("the delivery queue did not answer: %s", type(error).__name__)
        return batch
    return [batch[int(failed["Id"])] for failed in answer.get("Failed", ())]


def _batches(shares: Iterable[Share]) -> Iterator[list[Share]]:
    batch: list[Share] = []
    size = 0
    for share in shares:
        length = len(share.to_json().encode())
        if batch and (len(batch) == ENTRIES or size + length > BYTES):
            yield batch
            batch, size = [], 0
        batch.append(share)
        size += length
    if batch:
        yield batch


@cache
def _client(session: Session) -> Any:
    patience = Config(connect_timeout=1, read_timeout=3, retries={"max_attempts": 2, "mode": "standard"})
    return session.create_client("sqs", region_name=settings().region, config=patience)
