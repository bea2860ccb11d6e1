"""Kinesis: a stream flows into a room. Poll: Lambda takes batches in order, and goes on from where one got stuck."""

from aws_lambda_powertools.utilities.data_classes import KinesisStreamEvent
from aws_lambda_powertools.utilities.data_classes.kinesis_stream_event import KinesisStreamRecord

from chat.speaking import Said
from manners.poll import ordered_door


def says(record: KinesisStreamRecord) -> Said:
    """A record's data as text; a partition key `rooms/{room}` says where."""
    room = record.kinesis.partition_key.removeprefix("rooms/")
    return Said(
        # The number is unique in a shard, and the event id has both: shardId-000000000006:4959…
        record.event_id,
        record.kinesis.data_as_text(),
        room if room != record.kinesis.partition_key else "",
    )


handler = ordered_door(
    "kinesis",
    lambda event: list(KinesisStreamEvent(event).records),
    lambda record: record.kinesis.sequence_number,
    says,
)
