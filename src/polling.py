"""What doors that are fed from a queue have in common: each record for itself, and only what failed comes again."""

import time
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.batch import BatchProcessor, EventType, process_partial_response
from aws_lambda_powertools.utilities.data_classes.sqs_event import SQSRecord
from aws_lambda_powertools.utilities.typing import LambdaContext

from doors import Event, deadline_of, logger

Door = Callable[[Event, LambdaContext], Any]


def queue_door(work: Callable[[str, float], None]) -> Door:
    """A door for a queue: `work` gets each message's body and a fair part of the time; what it raises puts it back.

    https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-errorhandling.html
    """

    def handler(event: Event, context: LambdaContext) -> Any:
        end, left = deadline_of(context), len(event["Records"])

        def each(record: SQSRecord) -> None:
            nonlocal left
            began = time.monotonic()
            share, left = (end - began) / left, left - 1
            try:
                work(record.body, began + share)
            except Exception:
                logger.exception("a record failed", record=record.message_id)
                raise
            logger.info("record", record=record.message_id, milliseconds=round((time.monotonic() - began) * 1000, 1))

        processor = BatchProcessor(EventType.SQS, raise_on_entire_batch_failure=False)
        return process_partial_response(event, each, processor, context)

    return handler
