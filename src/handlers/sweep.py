"""Schedule: takes those out of their rooms who have gone without a word."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import journal
from chat.sweeping import sweep
from doors import deadline_of


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, int]:
    """Look at every connection, and answer how many there were and how many of them had gone."""
    looked_at, gone = sweep(deadline_of(context))
    journal.write("sweep", looked_at=looked_at, lost=gone)
    return {"looked_at": looked_at, "gone": gone}
