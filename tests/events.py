"""Events as API Gateway sends them, with just what a door looks at. events/ has them whole."""

import json
import time
from typing import Any


class Context:
    """What a door asks of Lambda's context."""

    function_name = "parley-door"
    memory_limit_in_mb = 512
    invoked_function_arn = "arn:aws:lambda:us-east-1:000000000000:function:parley-door"
    aws_request_id = "request-1"

    def get_remaining_time_in_millis(self) -> int:
        return 10_000


CONTEXT: Any = Context()


def frame(
    route: str,
    body: dict[str, Any],
    *,
    connection: str = "ana1=",
    name: str = "Ana",
    expires: float | None = None,
    user: str | None = None,
) -> dict[str, Any]:
    """A message event of that route."""
    return {"requestContext": context(route, connection, name, expires, user), "body": json.dumps(body)}


def context(
    route: str,
    connection: str = "ana1=",
    name: str = "Ana",
    expires: float | None = None,
    user: str | None = None,
) -> dict[str, Any]:
    """The requestContext of a connection that the authorizer let in."""
    until = str(int(time.time() + 3600 if expires is None else expires))
    return {
        "routeKey": route,
        "connectionId": connection,
        "authorizer": {"user": user or f"guest:{name.lower()}", "name": name, "expires": until},
    }


def records(*bodies: str) -> dict[str, Any]:
    """A batch from a queue."""
    return {
        "Records": [
            {
                "messageId": f"record-{number}",
                "receiptHandle": f"handle-{number}",
                "body": body,
                "attributes": {"ApproximateReceiveCount": "1"},
                "messageAttributes": {},
                "eventSource": "aws:sqs",
                "eventSourceARN": "arn:aws:sqs:us-east-1:000000000000:parley-delivery",
                "awsRegion": "us-east-1",
            }
            for number, body in enumerate(bodies)
        ]
    }
