"""The manners of sources that are polled: Lambda takes batches from a queue or a stream, and what failed comes again.

https://docs.aws.amazon.com/lambda/latest/dg/invocation-eventsourcemapping.html
"""

import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
from chat.speaking import Post, Said, prepare, speak
from doors import Event, deadline_of
from manners.stream import stream_door

Door = Callable[[Event, LambdaContext], Any]
R = TypeVar("R")


def queue_door(work: Callable[[str, float], None]) -> Door:
    """A door for a queue of work: `work` gets each message's body and a fair part of the time."""

    def handler(event: Event, context: LambdaContext) -> Any:
        end, left = deadline_of(context), len(event["Records"])

        def each(record: SQSRecord) -> None:
            nonlocal left
            began = time.monotonic()
            share, left = (end - began) / left, left - 1
            try:
                work(record.body, began + share)
            except Exception:
                journal.failed("a record failed", record=record.message_id)
                raise
            finally:
                milliseconds = round((time.monotonic() - began) * 1000, 1)
                journal.write("record", record=record.message_id, milliseconds=milliseconds)

        processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
        return process_partial_response(event, each, processor, context)

    return handler


def unordered_door(
    kind: str, reads: Callable[[Event], Sequence[R]], names: Callable[[R], str], says: Callable[[R], Said]
) -> Door:
    """A door for a queue: every record that can be said is said, and exactly the others come again."""

    def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
        good, bad = _sorted(kind, reads(event), names, says)
        said = len(speak(list(good.values()), deadline_of(context)))
        failed = [*bad, *list(good)[said:]]
        journal.write(kind, said=said, failed=len(failed))
        return {"batchItemFailures": [{"itemIdentifier": name} for name in failed]}

    return handler


def ordered_door(
    kind: str, reads: Callable[[Event], Sequence[R]], names: Callable[[R], str], says: Callable[[R], Said | None]
) -> Door:
    """A door for a stream: records are said in their order up to the first that cannot be, and that and all after it
    come again. Where a record says nothing, `says` answers None."""

    def makes(record: R) -> Post | None:
        said = says(record)
        return None if said is None else prepare(kind, said)

    return stream_door(kind, reads, names, makes, lambda posts, deadline: len(speak(posts, deadline)))


def _sorted(
    kind: str, records: Sequence[R], names: Callable[[R], str], says: Callable[[R], Said]
) -> tuple[dict[str, Post], list[str]]:
    good: dict[str, Post] = {}
    bad: list[str] = []
    for record in records:
        try:
            good[names(record)] = prepare(kind, says(record))
        except Exception:
            journal.failed("a record cannot be said", record=names(record))
            bad.append(names(record))
    return good, bad
