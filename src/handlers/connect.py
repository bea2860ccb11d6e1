"""$connect: remember the connection."""

import time
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import identity
from chat import connections
from doors import OK, Event, log_line
from errors import ParleyError


def handler(event: Event, context: LambdaContext) -> dict[str, Any]:
    """Accept the handshake; a browser that offered subprotocols needs to hear which one is spoken."""
    began = time.monotonic()
    try:
        connections.connect(identity.caller(event))
    except ParleyError as failure:
        log_line(event, failure.code, began)
        return {"statusCode": 503}
    log_line(event, "done", began)
    return OK | identity.agreed_protocol(event)
