"""What every door has in common: who calls, until when, one line in the log, and the end of every error."""

import time
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.typing import LambdaContext

import frames
import identity
import journal
import metrics
from chat import connections, flooding
from chat.start import asking_until, start
from errors import Internal, ParleyError
from identity import Caller
from journal import logger

Event = dict[str, Any]
Answer = dict[str, Any]
Door = Callable[[Event, LambdaContext], Answer]
R = TypeVar("R", bound=frames.Request)

OK: Answer = {"statusCode": 200}

# What a door needs to give up in good order before Lambda ends it.
SLACK_SECONDS = 0.5

__all__ = ["logger"]

start()


def request_door(
    route: str, kind: type[R], verb: Callable[[Caller, R, float], None], *, ended_too: bool = False
) -> Door:
    """A door for one action: decode, do, and answer whatever goes wrong to the one who asked, and to nobody else.

    `ended_too` opens it to those whose sign-in has ended.
    """

    def handler(event: Event, context: LambdaContext) -> Answer:
        deadline = deadline_of(context)

        def act(caller: Caller, frame: dict[str, Any]) -> None:
            verb(caller, _decoded(route, kind, frame), deadline)

        return _answering(event, deadline, act, ended_too)

    return handler


def doors_by_route(doors: Mapping[str, Door]) -> Door:
    """One function behind several routes: what belongs together shares its role and its warm environments."""

    def handler(event: Event, context: LambdaContext) -> Answer:
        return doors[event["requestContext"]["routeKey"]](event, context)

    return handler


def refusing_door(route: str) -> Door:
    """A door for what is no action: the decoder finds out what is wrong with it."""

    def handler(event: Event, context: LambdaContext) -> Answer:
        return _answering(event, deadline_of(context), lambda _, frame: _refused(route, frame), ended_too=True)

    return handler


def deadline_of(context: LambdaContext) -> float:
    """When this invocation must be done, on the monotonic clock."""
    return time.monotonic() + context.get_remaining_time_in_millis() / 1000 - SLACK_SECONDS


def log_line(
    event: Event,
    outcome: str,
    began: float,
    room: str | None = None,
    request_id: str | None = None,
    family: metrics.Family = "error",
) -> None:
    """One line a call, with its metrics: never a text, a name or a token.

    `request` is the call's in API Gateway's access log, `id` the client's own.
    """
    context = event["requestContext"]
    milliseconds = round((time.monotonic() - began) * 1000, 1)
    if outcome != "done":
        metrics.count_of(family, outcome)
    where = {"connection": context["connectionId"], "room": room, "request": context.get("requestId"), "id": request_id}
    journal.write(context["routeKey"], **where, outcome=outcome, milliseconds=milliseconds)


def known(error: Exception, otherwise: str = "") -> ParleyError:
    """The error that the one who asked is told; what is our fault is in the log with its trace.

    To be called where it was caught; `otherwise` is what an error that nobody knows says.
    """
    failure = error if isinstance(error, ParleyError) else Internal(otherwise)
    if isinstance(failure, Internal):
        logger.exception("a door failed")
    return failure


def _decoded(route: str, kind: type[R], frame: dict[str, Any]) -> R:
    request = frames.decode(route, frame)
    if not isinstance(request, kind):
        raise AssertionError(f"the door of {route} takes {kind.__name__}")
    return request


def _refused(route: str, frame: dict[str, Any]) -> None:
    frames.decode(route, frame)
    raise AssertionError("a frame with an action of its own came by $default")


def _answering(event: Event, deadline: float, act: Callable[[Caller, dict[str, Any]], None], ended_too: bool) -> Answer:
    began = time.monotonic()
    room = request_id = None
    outcome = "done"
    caller = identity.caller(event)
    try:
        frame = frames.parse(event.get("body"), bool(event.get("isBase64Encoded")))
        request_id, room = frames.id_of(frame), _room_in(frame)
        flooding.demand_calm(caller)
        with asking_until(deadline):
            if not ended_too:
                identity.demand_current(event, connections.renewed)
            act(caller, frame)
    except Exception as error:
        failure = known(error)
        outcome = failure.code
        connections.refuse(caller, failure, request_id, deadline)
    log_line(event, outcome, began, room, request_id)
    return OK


def _room_in(frame: dict[str, Any]) -> str | None:
    """The room that a frame names; what cannot be a room's name may be anything, and is not for the log."""
    room = frame.get("room")
    return room if isinstance(room, str) and frames.is_room(room) else None
