"""HTTP API: a pass for who has no account, where the deployment wants guests. Nobody has checked who asks."""

from typing import Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

import frames
from chat import guests
from errors import BadFrame
from manners.request import answering_door, body_of


def work(request: APIGatewayProxyEventV2, deadline: float) -> tuple[int, dict[str, Any]]:
    """POST /guests {"name": …}: a pass for twelve hours."""
    asked = frames.parse(body_of(request))
    if asked.keys() != {"name"} or not isinstance(asked["name"], str):
        raise BadFrame("a guest has a name, and nothing else")
    return 201, guests.issue(asked["name"])


handler = answering_door("guests", APIGatewayProxyEventV2, work)
