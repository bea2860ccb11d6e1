"""What cannot be said ends where an operator finds it, and holds nobody else up.

Streams are left out: the emulator tries their records without end, where AWS gives up and keeps them in `Unsaid`.
"""

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest

from local import sources
from local.stack import Stack
from tests.stack.peer import PATIENCE, peer


@pytest.fixture
def parts(stack: Stack) -> Iterator[sources.Stack]:
    """The deployed stack's resources; its inbox tries again after a second instead of a minute."""
    parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
    sqs, inbox = parts.client("sqs"), parts.part("Inbox")
    patience = sqs.get_queue_attributes(QueueUrl=inbox, AttributeNames=["VisibilityTimeout"])["Attributes"]
    sqs.set_queue_attributes(QueueUrl=inbox, Attributes={"VisibilityTimeout": "1"})
    yield parts
    sqs.set_queue_attributes(QueueUrl=inbox, Attributes=patience)


async def test_fault_20_poison_in_a_queue_ends_in_the_dead_letter_queue(parts: sources.Stack, url: str) -> None:
    sqs, inbox = parts.client("sqs"), parts.part("Inbox")
    nowhere = {"room": {"DataType": "String", "StringValue": "a-room-of-somebody-else"}}
    async with peer(url, "Ana") as ana, asyncio.timeout(PATIENCE):
        await ana.join("operations")
        sqs.send_message(QueueUrl=inbox, MessageBody="poison", MessageAttributes=nowhere)
        sqs.send_message(QueueUrl=inbox, MessageBody="good")
        while (await ana.get(type="message", room="operations"))["text"] != "good":
            pass
        while "poison" not in (ends := await asyncio.to_thread(_taken, sqs, parts.part("Unsaid"))):
            assert "good" not in ends


def _taken(sqs: Any, url: str) -> list[str]:
    messages = sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10, WaitTimeSeconds=5).get("Messages", [])
    return [message["Body"] for message in messages]
