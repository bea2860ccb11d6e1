"""SQS's door."""

from handlers.sources import sqs
from tests.events import CONTEXT
from tests.handlers.sources.conftest import event, said


def test_fault_22_a_message_is_said_once_however_often_it_comes() -> None:
    for _ in range(2):
        assert sqs.handler(event("sqs"), CONTEXT) == {"batchItemFailures": []}
    assert said() == [("Orders", "The order 4711 waits for approval.")]


def test_fault_20_a_message_for_a_room_that_is_not_the_source_s_comes_again_alone() -> None:
    batch = event("sqs")
    (good,) = batch["Records"]
    bad = {**good, "messageId": "bad", "messageAttributes": {"room": {"stringValue": "secret", "dataType": "String"}}}
    batch["Records"] = [bad, good]
    assert sqs.handler(batch, CONTEXT) == {"batchItemFailures": [{"itemIdentifier": "bad"}]}
    assert len(said()) == 1


def test_a_queue_that_names_its_messages_is_believed() -> None:
    for number in range(2):
        batch = event("sqs")
        batch["Records"][0]["messageId"] = f"message-{number}"
        batch["Records"][0]["attributes"]["MessageDeduplicationId"] = "order-4711"
        sqs.handler(batch, CONTEXT)
    assert len(said()) == 1
