"""SQS: what is in a queue is said in a room. Poll: Lambda takes batches, and what failed comes again alone."""

from aws_lambda_powertools.utilities.data_classes import SQSEvent
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord

from chat.speaking import Said
from manners.poll import unordered_door


def says(record: SQSRecord) -> Said:
    """A message of the queue; its attributes `room` and `name` say where and as whom."""
    attributes = {name: attribute.string_value or "" for name, attribute in record.message_attributes.items()}
    identity = record.attributes.message_deduplication_id or record.message_id
    return Said(identity, record.body, attributes.get("room", ""), attributes.get("name", ""))


handler = unordered_door("sqs", lambda event: list(SQSEvent(event).records), lambda record: record.message_id, says)
