"""What a process asks of the table and of the queue, counted by botocore's own events: the code that asks is untouched.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html says what a unit is.
"""

from dataclasses import dataclass
from typing import Any

# AWS prepares each item of a transaction and then commits it, and takes units for both; DynamoDB Local takes them once.
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
TWICE = {"TransactGetItems", "TransactWriteItems"}
READS = {"BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems"}


@dataclass
class Meter:
    """Requests and units since it was made, or since `reset`."""

    trips: int = 0
    writes: float = 0.0
    reads: float = 0.0
    queue_requests: int = 0
    queue_messages: int = 0

    def attach(self, table: Any, session: Any) -> None:
        """Count what a client of the table does, and queues' clients that the session makes from here on."""
        table.meta.events.register("before-parameter-build.dynamodb", _ask)
        table.meta.events.register("after-call.dynamodb", self._table)
        session.register("after-call.sqs.SendMessageBatch", self._queue)

    def reset(self) -> "Meter":
        """What was counted; counting begins anew."""
        counted = Meter(self.trips, self.writes, self.reads, self.queue_requests, self.queue_messages)
        self.trips = self.queue_requests = self.queue_messages = 0
        self.writes = self.reads = 0.0
        return counted

    def _table(self, model: Any, parsed: dict[str, Any], **_: Any) -> None:
        self.trips += 1
        units = consumed(parsed) * (2 if model.name in TWICE else 1)
        if model.name in READS:
            self.reads += units
        else:
            self.writes += units

    def _queue(self, parsed: dict[str, Any], **_: Any) -> None:
        self.queue_requests += 1
        self.queue_messages += len(parsed.get("Successful", ()))


def consumed(answer: dict[str, Any]) -> float:
    """The units that an answer says it took: of one table, or of several."""
    said = answer.get("ConsumedCapacity", ())
    return sum(float(each["CapacityUnits"]) for each in (said if isinstance(said, list) else [said] if said else ()))


def _ask(params: dict[str, Any], **_: Any) -> None:
    params["ReturnConsumedCapacity"] = "TOTAL"
