"""Kinesis: puts a record into the stack's stream."""

from local.sources import Stack


def fire(stack: Stack) -> str:
    """One record."""
    stack.client("kinesis").put_record(
        StreamName=stack.part("Stream"), PartitionKey="rooms/operations", Data=b"sensor 7: 21.5 degrees"
    )
    return "kinesis put-record"
