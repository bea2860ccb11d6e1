"""table_stream: what is committed goes out on Parley's bus. Poll: Lambda reads the table's stream in order."""

from aws_lambda_powertools.utilities.data_classes import DynamoDBStreamEvent
from aws_lambda_powertools.utilities.data_classes.dynamo_db_stream_event import DynamoDBRecord

from chat.reporting import Outgoing, committed, report
from manners.stream import stream_door


def tells(record: DynamoDBRecord) -> Outgoing | None:
    """A message that has come to be; anything else is nobody's business yet."""
    return committed(record["dynamodb"]["NewImage"]) if record["eventName"] == "INSERT" else None


handler = stream_door(
    "table_stream",
    lambda event: list(DynamoDBStreamEvent(event).records),
    lambda record: str(record["dynamodb"]["SequenceNumber"]),
    tells,
    report,
)
