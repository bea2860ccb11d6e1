"""The manner of what is polled in order: what is done up to the first failure, and that and all after it come again.

https://docs.aws.amazon.com/lambda/latest/dg/services-kinesis-batchfailurereporting.html
"""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
from doors import Event, deadline_of

R = TypeVar("R")
T = TypeVar("T")


def stream_door(
    kind: str,
    reads: Callable[[Event], Sequence[R]],
    names: Callable[[R], str],
    makes: Callable[[R], T | None],
    does: Callable[[Sequence[T], float], int],
) -> Callable[[Event, LambdaContext], dict[str, Any]]:
    """A door for a stream: `makes` makes of a record what is to be done, or None; `does` does it until a deadline, and
    answers how much from the first is done."""

    def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
        made, stuck = _until_stuck(reads(event), names, makes)
        done = does(list(made.values()), deadline_of(context))
        first = next(iter(list(made)[done:]), stuck)
        journal.write(kind, done=done, stuck=first is not None)
        return {"batchItemFailures": [] if first is None else [{"itemIdentifier": first}]}

    return handler


def _until_stuck(
    records: Sequence[R], names: Callable[[R], str], makes: Callable[[R], T | None]
) -> tuple[dict[str, T], str | None]:
    made: dict[str, T] = {}
    for record in records:
        try:
            one = makes(record)
        except Exception:
            journal.failed("nothing can be made of a record", record=names(record))
            return made, names(record)
        if one is not None:
            made[names(record)] = one
    return made, None
