"""The manner of whoever calls with a plain event, {"text": …}, and perhaps `room`, `name` and `id`."""

from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

from chat.plain import plain
from manners.push import push_door


def plain_door(kind: str) -> Callable[[Any, LambdaContext], dict[str, Any]]:
    """A door for plain events; the event's own `id` tells one from the next, and where it has none, the request's.

    Lambda's own retries are the same request, a caller's are not.
    """

    def handler(event: Any, context: LambdaContext) -> dict[str, Any]:
        door = push_door(kind, lambda told: told, lambda told: [plain(told, _identity(told, context))])
        return door(event, context)

    return handler


def _identity(event: Any, context: LambdaContext) -> str:
    own = event.get("id") if isinstance(event, dict) else None
    # Who copies Scheduler's words for a time to where nobody replaces them means each time all the same.
    # https://docs.aws.amazon.com/scheduler/latest/UserGuide/managing-schedule-context-attributes.html
    if isinstance(own, str) and own and "<aws.scheduler." not in own:
        return own
    return str(context.aws_request_id)
