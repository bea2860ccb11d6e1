"""What a process asks of the table and of the queue, counted by botocore's own events: the code that asks is untouched.

https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/read-write-operations.html says what a unit is.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

READS = {"BatchGetItem", "GetItem", "Query", "Scan", "TransactGetItems"}
KB = 1024


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

    def _table(self, model: Any, parsed: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
        self.trips += 1
        together = context.get("together")
        units = transacted(together) if together else consumed(parsed)
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


def transacted(items: list[dict[str, Any]]) -> float:
    """The units of a transaction that writes these: two for each KB of each, because AWS prepares and then commits.

    DynamoDB Local takes two for a transaction, however many items are in it. What is in the table of an item that is
    changed is not looked at: the benchmarks' own stay below one KB.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/transaction-apis.html
    """
    written = [one for item in items for one in item.values()]
    return sum(2.0 * max(1, math.ceil(size_of(one.get("Item", {})) / KB)) for one in written)


def size_of(item: Mapping[str, Any]) -> int:
    """About how many bytes an item has: its names and its values, as text.

    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
    """
    return sum(len(name.encode()) + len(str(next(iter(value.values()))).encode()) for name, value in item.items())


def _ask(params: dict[str, Any], context: dict[str, Any], **_: Any) -> None:
    params["ReturnConsumedCapacity"] = "TOTAL"
    if "TransactItems" in params:
        context["together"] = params["TransactItems"]
