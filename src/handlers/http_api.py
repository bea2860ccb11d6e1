"""HTTP API: the chat for who has signed in and holds no connection. API Gateway has checked the token.

https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html
"""

import hashlib
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from aws_lambda_powertools.utilities.data_classes import APIGatewayProxyEventV2

import frames
from chat import admitting, tickets, uploads, visiting
from errors import BadFrame, Forbidden, NotFound
from identity import Visitor, visitor
from manners.request import answering_door, body_of, key_of

Request = APIGatewayProxyEventV2
Answer = tuple[int, dict[str, Any]]
R = TypeVar("R", bound=frames.Request)


def rooms(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /rooms?after=: one's own rooms, with what is unread in them."""
    asked = _decoded("rooms", request.query_string_parameters, frames.Rooms)
    return 200, visiting.rooms(who, asked.after)


def room(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /rooms/{room}: what a room is, and who one is in it."""
    return 200, visiting.room(who, _room(request))


def messages(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /rooms/{room}/messages?before=&after=&limit=&thread=&search=: a page, as `history` and `search` answer it."""
    asked = {name: _number(value) for name, value in request.query_string_parameters.items()} | {"room": _room(request)}
    if "search" in asked:
        sought = {"text": request.query_string_parameters["search"]}
        rest = {name: value for name, value in asked.items() if name != "search"}
        return 200, visiting.search(who, _decoded("search", rest | sought, frames.Search))
    return 200, visiting.read(who, _decoded("history", asked, frames.History))


def say(request: Request, who: Visitor, deadline: float) -> Answer:
    """POST /rooms/{room}/messages {"text": …, "reply", "mentions"}: once, however often with one Idempotency-Key."""
    given = frames.parse(body_of(request))
    if not given.keys() <= {"text", "reply", "mentions"}:
        raise BadFrame("a message has a text, and perhaps reply and mentions")
    said = given | {"room": _room(request), "id": _id(request)}
    return 201, visiting.say(who, _decoded("sendMessage", said, frames.SendMessage), deadline)


def upload(request: Request, who: Visitor, deadline: float) -> Answer:
    """POST /rooms/{room}/uploads {"name", "type", "size"}: a form that takes this one file, for some minutes."""
    return 201, visiting.offer_upload(who, _room(request), uploads.wanted(frames.parse(body_of(request))))


def link(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /rooms/{room}/messages/{seq}/file: a link to the file of a message, for an hour."""
    asked = {"room": _room(request), "seq": _number(request.path_parameters["seq"])}
    return 200, visiting.link(who, _decoded("link", asked, frames.Link))


def me(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /me: whom the token speaks for, and since when they are here."""
    return 200, visiting.me(who)


def ticket(request: Request, who: Visitor, deadline: float) -> Answer:
    """POST /tickets: a ticket that opens one WebSocket (`?ticket=`), within a minute."""
    authorizer = request.request_context.authorizer
    claims = authorizer.jwt_claim if authorizer else {}
    return 201, tickets.issue(who, int(claims["exp"]))


def own(request: Request, who: Visitor, deadline: float) -> Answer:
    """GET /me/rooms/{room}/messages?before=: one's own messages in a room, as far back as a page goes."""
    asked = {name: _number(value) for name, value in request.query_string_parameters.items()} | {"room": _room(request)}
    return 200, visiting.own_messages(who, _decoded("history", asked, frames.History))


ROUTES: dict[str, Callable[[Request, Visitor, float], Answer]] = {
    "GET /rooms": rooms,
    "GET /rooms/{room}": room,
    "GET /rooms/{room}/messages": messages,
    "POST /rooms/{room}/messages": say,
    "GET /rooms/{room}/messages/{seq}/file": link,
    "POST /rooms/{room}/uploads": upload,
    "GET /me": me,
    "POST /tickets": ticket,
    "GET /me/rooms/{room}/messages": own,
}


def work(request: Request, deadline: float) -> Answer:
    """What the route does; NotFound where there is none."""
    authorizer = request.request_context.authorizer
    if request.route_key not in ROUTES:
        raise NotFound("there is no such route")
    if authorizer is None or not authorizer.jwt_claim:
        raise Forbidden("sign in first")
    who = visitor(authorizer.jwt_claim)
    admitting.demand_welcome(who.user, who.since)
    return ROUTES[request.route_key](request, who, deadline)


def _decoded(action: str, fields: Mapping[str, Any], kind: type[R]) -> R:
    """What the same fields are on the wire: one set of checks for both."""
    request = frames.decode(action, {**fields, "action": action})
    if not isinstance(request, kind):
        raise AssertionError(f"{action} decodes to {kind.__name__}")
    return request


def _room(request: Request) -> str:
    return request.path_parameters["room"]


def _id(request: Request) -> str:
    """The key where it can be an id; API Gateway's own request ids have characters that ids do not."""
    return key_of(request) or hashlib.sha256(request.request_context.request_id.encode()).hexdigest()[:40]


def _number(value: str) -> object:
    return int(value) if value.isascii() and value.isdigit() and len(value) < 20 else value


handler = answering_door("http_api", APIGatewayProxyEventV2, work)
