"""Dead letters: what each says about where it was to go. tests/stack has them tried again for real."""

import json
from typing import Any

import pytest

from errors import ParleyError
from models import dead_letters
from models.dead_letters import calling, is_pointer
from tests.parts.delivery_queue import Queue

ARN = "arn:aws:lambda:us-east-1:123456789012:function:parley-"
SNS = {
    "Type": "Notification",
    "MessageId": "m",
    "TopicArn": "arn:aws:sns:x",
    "Message": "hi",
    "SigningCertURL": "https://x",
}


def letter(body: Any, **attributes: str) -> dict[str, Any]:
    told = {name: {"DataType": "String", "StringValue": value} for name, value in attributes.items()}
    return {"Body": body if isinstance(body, str) else json.dumps(body), "MessageAttributes": told}


def test_what_lambda_gave_up_says_what_it_was_called_with() -> None:
    failed = {
        "requestContext": {"functionArn": f"{ARN}s3:$LATEST", "condition": "RetriesExhausted"},
        "requestPayload": {"a": 1},
    }
    assert calling(letter(failed)) == ("parley-s3", {"a": 1})


def test_what_eventbridge_gave_up_says_whom_it_was_for() -> None:
    event = {"detail-type": "Order", "detail": {}}
    assert calling(letter(event, TARGET_ARN=f"{ARN}eventbridge", RULE_ARN="x")) == ("parley-eventbridge", event)


def test_a_notification_becomes_the_event_that_it_was_to_be() -> None:
    called = calling(letter(SNS))
    assert called and called[0] == "parley-sns"
    (record,) = called[1]["Records"]
    assert (record["EventSource"], record["Sns"]["Message"], record["Sns"]["SigningCertUrl"]) == (
        "aws:sns",
        "hi",
        "https://x",
    )


@pytest.mark.parametrize("body", ["just words", "[1]", {"text": "JSON of somebody's own"}])
def test_what_was_in_the_inbox_says_nothing_of_that_sort(body: Any) -> None:
    assert calling(letter(body)) is None and not is_pointer(letter(body))


@pytest.mark.parametrize("stream", ["KinesisBatchInfo", "DDBStreamBatchInfo"])
def test_of_a_stream_only_the_place_is_known(stream: str) -> None:
    assert is_pointer(letter({"requestContext": {"functionArn": ARN}, stream: {"shardId": "1"}}))


def test_letters_are_read_sent_on_and_thrown_away(queue: Queue, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("UNSAID_QUEUE_URL", queue.url)
    for number in range(12):
        dead_letters.send("unsaid", letter(f"text {number}", room="general"))
    assert dead_letters.waiting("unsaid") == 12
    found = list(dead_letters.letters("unsaid"))
    assert {one["Body"] for one in found} == {f"text {number}" for number in range(12)}
    assert found[0]["MessageAttributes"]["room"]["StringValue"] == "general"
    for one in found:
        dead_letters.throw_away("unsaid", one)
    assert dead_letters.waiting("unsaid") == 0


def test_a_function_that_is_not_there_is_one_of_our_errors(
    queue: Queue, emulator: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AWS_ENDPOINT_URL_LAMBDA", emulator)
    with pytest.raises(ParleyError):
        dead_letters.call("parley-none", {})
