"""What is said in a room comes out on Parley's bus, and does not come back in."""

import asyncio
import json
import secrets
import time
from collections.abc import Iterator
from typing import Any

import pytest

from local import sources
from local.stack import Stack
from tests.stack.peer import PATIENCE, peer


@pytest.fixture
def parts(stack: Stack) -> sources.Stack:
    """The deployed stack's resources."""
    return sources.stack(stack.endpoints.aws, stack.endpoints.stack)


@pytest.fixture
def queue(parts: sources.Stack) -> Iterator[str]:
    """A queue that Parley's events go to, by a rule as anybody may make one."""
    events, sqs, name = parts.client("events"), parts.client("sqs"), f"heard-{secrets.token_hex(6)}"
    url = sqs.create_queue(QueueName=name)["QueueUrl"]
    arn = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    bus = parts.part("Bus")
    events.put_rule(Name=name, EventBusName=bus, EventPattern=json.dumps({"source": ["parley"]}))
    events.put_targets(Rule=name, EventBusName=bus, Targets=[{"Id": "queue", "Arn": arn}])
    yield url
    events.remove_targets(Rule=name, EventBusName=bus, Ids=["queue"])
    events.delete_rule(Name=name, EventBusName=bus)
    sqs.delete_queue(QueueUrl=url)


def heard(parts: sources.Stack, queue: str) -> list[dict[str, Any]]:
    """What comes next."""
    sqs = parts.client("sqs")
    messages = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=10, WaitTimeSeconds=10).get("Messages", [])
    for message in messages:
        sqs.delete_message(QueueUrl=queue, ReceiptHandle=message["ReceiptHandle"])
    return [json.loads(message["Body"]) for message in messages]


async def test_a_message_comes_out_on_the_bus(parts: sources.Stack, queue: str, url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, asyncio.timeout(PATIENCE):
        await ana.join(room)
        began = time.monotonic()
        message = await ana.say(room, "hello, bus")
        found: list[dict[str, Any]] = []
        while not found:
            events = await asyncio.to_thread(heard, parts, queue)
            found = [event for event in events if event["detail"]["room"] == room and "text" in event["detail"]]
    (event,) = found
    assert (event["source"], event["detail-type"]) == ("parley", "message.committed")
    print(f"| table_stream | sendMessage | {time.monotonic() - began:.2f} s |")
    assert event["detail"] == {name: value for name, value in message.items() if name != "type"}


async def test_parley_s_own_events_are_not_said(parts: sources.Stack, queue: str, url: str, room: str) -> None:
    async with peer(url, "Ana") as ana, asyncio.timeout(PATIENCE):
        await ana.join(room)
        await ana.join("operations")
        await ana.say(room, "hello, bus")
        while not await asyncio.to_thread(heard, parts, queue):
            pass
        # Whatever the rule lets through is said before this.
        await asyncio.to_thread(sources.fire, "eventbridge", parts)
        while (message := await ana.get(type="message", room="operations"))["from"]["user"] != "source:eventbridge":
            pass
        assert message["text"].startswith("Order shipped from shop.orders")


async def test_what_changes_and_whom_to_notify_comes_out_on_the_bus(
    parts: sources.Stack, queue: str, url: str, room: str
) -> None:
    """Mail, push, tickets: whatever reaches people who are away begins with such a rule."""
    async with peer(url, "Ana") as ana, asyncio.timeout(PATIENCE):
        await ana.join(room)
        await ana.ask(action="moderate", room=room, user="guest:away", act="invite", reason="come")
        await ana.say(room, "where are you?", mentions=["guest:away"])
        wanted = {"member.changed", "message.committed", "notification.wanted", "room.joined"}
        found: dict[str, Any] = {}
        while found.keys() != wanted:
            events = await asyncio.to_thread(heard, parts, queue)
            found |= {event["detail-type"]: event["detail"] for event in events if event["detail"]["room"] == room}
    assert (found["member.changed"]["act"], found["member.changed"]["user"]) == ("invite", "guest:away")
    notification = found["notification.wanted"]
    assert (notification["user"], notification["reason"], notification["text"]) == (
        "guest:away",
        "mention",
        "where are you?",
    )
