"""Kinesis: a stream flows into a room. Poll: Lambda takes batches in order, and goes on from where one got stuck."""

from aws_lambda_powertools.utilities.data_classes import KinesisStreamEvent
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord

from chat.speaking import Said
from errors import BadFrame
from manners.poll import ordered_door


def says(record: KinesisStreamRecord) -> Said:
    """A record's data as text; a partition key `rooms/{room}` says where. BadFrame where the data is no text."""
    room = record.kinesis.partition_key.removeprefix("rooms/")
    return Said(
        # The number is unique in a shard, and the event id has both: shardId-000000000006:4959…
        record.event_id,
        _text(record.kinesis.data_as_bytes()),
        room if room != record.kinesis.partition_key else "",
    )


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError:
        raise BadFrame("the data of a record is text in UTF-8, and this is not") from None


handler = ordered_door(
    "kinesis",
    lambda event: list(KinesisStreamEvent(event).records),
    lambda record: record.kinesis.sequence_number,
    says,
)
