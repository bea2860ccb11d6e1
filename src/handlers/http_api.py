"""HTTP API: the chat for who has signed in and holds no connection. API Gateway has checked the token.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

import hashlib
from collections.abc import Callable
from typing import Any

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

import frames
from chat import uploads, visiting
from errors import BadFrame, Forbidden, NotFound
from identity import Visitor, visitor
from manners.request import answering_door, body_of, key_of

Request = APIGatewayProxyEventV2
Answer = tuple[int, dict[str, Any]]


def messages(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /rooms/{room}/messages?before=&after=&limit=: a page, as `history` answers it."""
    asked = {name: _number(value) for name, value in request.query_string_parameters.items()}
    frame = frames.decode("history", asked | {"action": "history", "room": _room(request)})
    if not isinstance(frame, frames.History):
        raise AssertionError("history decodes to History")
    return 200, visiting.read(frame)


def say(request: Request, who: Visitor, deadline: float) -> Answer:
    """POST /rooms/{room}/messages {"text": …}: once, however often it is sent with one Idempotency-Key."""
    given = frames.parse(body_of(request))
    if given.keys() != {"text"}:
        raise BadFrame("a message has a text")
    said = given | {"action": "sendMessage", "room": _room(request), "id": _id(request)}
    frame = frames.decode("sendMessage", said)
    if not isinstance(frame, frames.SendMessage):
        raise AssertionError("sendMessage decodes to SendMessage")
    return 201, visiting.say(who, frame, deadline)


def upload(request: Request, who: Visitor, deadline: float) -> Answer:
    """POST /rooms/{room}/uploads {"name", "type", "size"}: a form that takes this one file, for some minutes."""
    return 201, visiting.offer_upload(_room(request), uploads.wanted(frames.parse(body_of(request))))


def me(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /me: whom the token speaks for, and since when they are here."""
    return 200, visiting.me(who)


ROUTES: dict[str, Callable[[Request, Visitor, float], Answer]] = {
    "GET /rooms/{room}/messages": messages,
    "POST /rooms/{room}/messages": say,
    "POST /rooms/{room}/uploads": upload,
    "GET /me": me,
}


def work(request: Request, deadline: float) -> Answer:
    """What the route does; NotFound where there is none."""
    authorizer = request.request_context.authorizer
    if request.route_key not in ROUTES:
        raise NotFound("there is no such route")
    if authorizer is None or not authorizer.jwt_claim:
        raise Forbidden("sign in first")
    return ROUTES[request.route_key](request, visitor(authorizer.jwt_claim), deadline)


def _room(request: Request) -> str:
    return request.path_parameters["room"]


def _id(request: Request) -> str:
    """The key where it can be an id; API Gateway's own request ids have characters that ids do not."""
    return key_of(request) or hashlib.sha256(request.request_context.request_id.encode()).hexdigest()[:40]


def _number(value: str) -> object:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else value


handler = answering_door("http_api", APIGatewayProxyEventV2, work)
