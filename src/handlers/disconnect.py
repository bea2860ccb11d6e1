"""$disconnect: forget the connection and its presences. API Gateway calls this if it can, and promises nothing."""

import time

from aws_lambda_powertools.utilities.typing import LambdaContext

import identity
from chat import connections
from doors import OK, Answer, Event, deadline_of, log_line


def handler(event: Event, context: LambdaContext) -> Answer:
    """What fails here expires by itself: presences go at the next 410, or with their time to live."""
    began = time.monotonic()
    connections.disconnect(identity.caller(event), deadline_of(context))
    log_line(event, "done", began)
    return OK
