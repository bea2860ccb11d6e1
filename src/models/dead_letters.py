"""Dead letters: what nobody could deliver or say, and how it is tried once more.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-async-retain-records.html
https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-rule-dlq.html
"""

import json
from collections.abc import Iterator
from functools import cache
from typing import Any

from botocore.config import Config
from botocore.session import Session

from config import queue_url, settings
from models.table import sdk_errors, session

Letter = dict[str, Any]
# A letter that is looked at is nobody else's for so long.
HIDDEN_SECONDS = 60
SNS_NAMES = {"SigningCertURL": "SigningCertUrl", "UnsubscribeURL": "UnsubscribeUrl"}


def waiting(queue: str) -> int:
    """About how many letters are in a queue."""
    with sdk_errors():
        answer = _client("sqs", session()).get_queue_attributes(
            QueueUrl=queue_url(queue), AttributeNames=["ApproximateNumberOfMessages"]
        )
    return int(answer["Attributes"]["ApproximateNumberOfMessages"])


def letters(queue: str) -> Iterator[Letter]:
    """The letters of a queue one after the other, each once; who does not throw one away leaves it there."""
    while True:
        with sdk_errors():
            answer = _client("sqs", session()).receive_message(
                QueueUrl=queue_url(queue),
                MaxNumberOfMessages=10,
                VisibilityTimeout=HIDDEN_SECONDS,
                AttributeNames=["All"],
                MessageAttributeNames=["All"],
            )
        if not answer.get("Messages"):
            return
        yield from answer["Messages"]


def throw_away(queue: str, letter: Letter) -> None:
    """The letter is no more."""
    with sdk_errors():
        _client("sqs", session()).delete_message(QueueUrl=queue_url(queue), ReceiptHandle=letter["ReceiptHandle"])


def send(queue: str, letter: Letter) -> None:
    """Put a letter's words, and what was written beside them, into a queue."""
    beside = {
        name: {key: value for key, value in one.items() if key in ("DataType", "StringValue", "BinaryValue")}
        for name, one in letter.get("MessageAttributes", {}).items()
    }
    with sdk_errors():
        _client("sqs", session()).send_message(
            QueueUrl=queue_url(queue), MessageBody=letter["Body"], MessageAttributes=beside
        )


def call(function: str, event: Any) -> None:
    """Call one of the stack's functions with an event, as its source did: nobody waits for the answer."""
    with sdk_errors():
        _client("lambda", session()).invoke(
            FunctionName=function, InvocationType="Event", Payload=json.dumps(event).encode()
        )


def calling(letter: Letter) -> tuple[str, Any] | None:
    """Which function was to be called with what; None for a letter that does not say, or has it not whole."""
    try:
        told = json.loads(letter["Body"])
    except ValueError:
        return None
    if not isinstance(told, dict):
        return None
    if "requestPayload" in told and "functionArn" in told.get("requestContext", {}):
        return _function(told["requestContext"]["functionArn"]), told["requestPayload"]
    if target := letter.get("MessageAttributes", {}).get("TARGET_ARN", {}).get("StringValue"):
        return _function(target), told
    if told.get("Type") == "Notification" and "TopicArn" in told:
        notification = {SNS_NAMES.get(name, name): value for name, value in told.items()}
        record = {"EventVersion": "1.0", "EventSource": "aws:sns", "EventSubscriptionArn": told["TopicArn"]}
        return f"{settings().stack}-sns", {"Records": [{**record, "Sns": notification}]}
    return None


def is_pointer(letter: Letter) -> bool:
    """Whether a letter only says where in a stream the records are that failed."""
    try:
        told = json.loads(letter["Body"])
    except ValueError:
        return False
    return isinstance(told, dict) and bool({"KinesisBatchInfo", "DDBStreamBatchInfo"} & told.keys())


def _function(arn: str) -> str:
    """A function's name in its ARN, whatever version of it was called."""
    return arn.split(":")[6] if arn.count(":") >= 6 else arn


@cache
def _client(service: str, made_from: Session) -> Any:
    patience = Config(connect_timeout=1, read_timeout=5, retries={"max_attempts": 2, "mode": "standard"})
    return made_from.create_client(service, region_name=settings().region, config=patience)
