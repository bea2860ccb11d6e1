"""REST API: a webhook that tools post to. Request and response: who posts is told where it was said."""

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEvent

from manners.request import key_of, webhook_door


def room(event: APIGatewayProxyEvent) -> str:
    """POST /rooms/{room}."""
    return event.path_parameters["room"]


def identity(event: APIGatewayProxyEvent) -> str:
    """Two callers may use the same key, so it counts together with theirs of the API."""
    key = key_of(event)
    return f"{event.request_context.identity.api_key_id} {key}" if key else event.request_context.request_id


handler = webhook_door("rest", APIGatewayProxyEvent, room, identity)
