"""Application Load Balancer: the webhook where a load balancer already stands. Request and response."""

from aws_lambda_powertools.utilities.data_classes import ALBEvent

from errors import NotFound
from manners.request import key_of, webhook_door

ROOMS = "/rooms/"


def room(event: ALBEvent) -> str:
    """POST /rooms/{room}; a load balancer hands a path on as it is."""
    if event.http_method != "POST" or not event.path.startswith(ROOMS):
        raise NotFound("there is nothing here but POST /rooms/{room}")
    return event.path.removeprefix(ROOMS)


def identity(event: ALBEvent) -> str:
    """A load balancer knows no callers, so a key is everyone's."""
    return key_of(event) or str(event.headers["X-Amzn-Trace-Id"])


handler = webhook_door("load_balancer", ALBEvent, room, identity)
