"""$connect: remember the connection, unless who comes may not be here, or comes too often."""

import time
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import audit
import identity
from chat import connections
from doors import OK, Event, known, log_line
from errors import ParleyError

# API Gateway answers the handshake with the status that $connect has; whatever is not here is a bound.
STATUSES = {"": 200, "banned": 403, "signed_out": 403}
BOUND = 429


def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
    """Accept the handshake or not; a browser that offered subprotocols needs to hear which one is spoken."""
    began = time.monotonic()
    caller = identity.caller(event)
    try:
        why = connections.connect(caller)
    except ParleyError as failure:
        log_line(event, known(failure).code, began)
        return {"statusCode": 503}
    log_line(event, why or "done", began, family="handshake_refused")
    audit.note("refused" if why else "connected", caller.user, address=caller.address, why=why)
    return {"statusCode": STATUSES.get(why, BOUND)} if why else OK | identity.agreed_protocol(event)
