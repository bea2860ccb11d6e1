"""table_stream: what happens in rooms goes out on Parley's bus. Poll: Lambda reads the table's stream in order."""

from aws_lambda_powertools.utilities.data_classes import DynamoDBStreamEvent

from chat.reporting import happened, report
from manners.stream import stream_door

handler = stream_door(
    "table_stream",
    lambda event: list(DynamoDBStreamEvent(event).records),
    lambda record: str(record["dynamodb"]["SequenceNumber"]),
    lambda record: happened(record.raw_event),
    report,
)
