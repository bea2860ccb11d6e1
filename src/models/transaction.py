"""One transaction, tried again where only traffic was in its way, and its refusals in the order it was written in."""

import random
import time
from collections.abc import Callable

from pynamodb.exceptions import CancellationReason, TransactWriteError
from pynamodb.transactions import TransactWrite

import metrics
from errors import Busy
from models.table import Item, sdk_errors

ATTEMPTS = 4
PAUSE = 0.02

TRAFFIC = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}

Reasons = list[CancellationReason | None]


class Refused(Exception):
    """A condition of the transaction failed: `reasons` has one entry for each item, None where it was not to blame."""

    def __init__(self, reasons: Reasons) -> None:
        super().__init__("a condition of the transaction failed")
        self.reasons = reasons


def commit(write: Callable[[TransactWrite], None]) -> None:
    """Write all of it or nothing: Refused by a condition, Busy when others are in the way for too long.

    PynamoDB sends checks, deletes, puts and updates in this order, whatever order they were written in, and DynamoDB
    answers in the order sent: so a transaction here holds items of one of these sorts only.
    """
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(random.uniform(0, PAUSE * 2**attempt))
        with sdk_errors():
            try:
                with TransactWrite(connection=Item._get_connection().connection) as transaction:
                    write(transaction)
                return
            except TransactWriteError as error:
                _raise_unless_traffic(error)
    raise Busy("the table is busy, try again")


def _raise_unless_traffic(error: TransactWriteError) -> None:
    codes = {reason.code for reason in error.cancellation_reasons if reason}
    if "ConditionalCheckFailed" in codes:
        raise Refused(error.cancellation_reasons) from None
    if not codes & TRAFFIC:
        raise error
    metrics.count("conflicts" if "TransactionConflict" in codes else "table_throttled")
