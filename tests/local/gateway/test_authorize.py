"""The REQUEST authorizer before `$connect`, over real sockets: "apigateway-websocket-api-lambda-auth.html"."""

import json
from typing import Any
from urllib.parse import urlencode

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import InvalidStatus

from local.gateway.authorize import missing_source
from local.gateway.events import Handshake, Place
from local.gateway.server import Gateway
from tests.local.gateway.ear import Ear, Heard, about
from tests.local.gateway.talk import connected


async def refusal(gateway: Gateway, query: str) -> tuple[int, Any]:
    """Status and body of a refused handshake."""
    with pytest.raises(InvalidStatus) as refused:
        await connect(f"{gateway.websocket_url}{query}")
    response = refused.value.response
    return response.status_code, json.loads(response.body or b"null")


def wish(**authorizer: Any) -> str:
    return "?" + urlencode({"token": 1, "authorizer": json.dumps(authorizer)})


async def test_its_grant_goes_along_with_every_event(guarded: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-lambda-auth.html: principalId and context, stringified, in requestContext.authorizer."""
    async with connected(guarded, {"token": "1"}) as (socket, connection_id):
        await socket.send("hello")
        told = await ear.first(about(connection_id, "MESSAGE"))
    greeted = await ear.first(about(connection_id, "CONNECT"))
    for event in (told, greeted):
        authorizer = event["requestContext"]["authorizer"]
        assert authorizer.pop("integrationLatency") > 0
        assert authorizer == {"principalId": "ana", "level": "3", "admin": "true"}


async def test_it_is_asked_with_the_handshake(guarded: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-lambda-auth.html: type REQUEST, the method's ARN ends with $connect."""

    def asked(event: Heard) -> bool:
        return event.get("type") == "REQUEST" and event["queryStringParameters"].get("mark") == "asked"

    async with connected(guarded, {"token": "1", "mark": "asked"}) as (_, connection_id):
        event = await ear.first(asked)
    api_id = guarded.stage.api.api_id
    assert event["methodArn"] == f"arn:aws:execute-api:us-east-1:000000000000:{api_id}/dev/$connect"
    assert event["requestContext"]["connectionId"] == connection_id
    assert event["stageVariables"] == {"colour": "green"}


async def test_a_missing_identity_source_is_401_and_asks_nobody(guarded: Gateway, ear: Ear) -> None:
    """apigateway-websocket-api-lambda-auth.html: without a specified identity source the answer is 401 Unauthorized."""
    before = len(ear.events)
    assert await refusal(guarded, "?other=1") == (401, {"message": "Unauthorized"})
    assert await refusal(guarded, "?token=") == (401, {"message": "Unauthorized"})
    assert len(ear.events) == before


async def test_a_deny_is_403(guarded: Gateway) -> None:
    """apigateway-websocket-api-route-keys-connect-disconnect.html: 401 or 403 when the authorization fails."""
    deny = {"Effect": "Deny", "Action": "execute-api:Invoke", "Resource": "*"}
    answer = {"principalId": "ana", "policyDocument": {"Statement": [deny]}}
    status, body = await refusal(guarded, wish(answer=answer))
    assert (status, body["message"].split()[:4]) == (403, ["User", "is", "not", "authorized"])


async def test_raising_unauthorized_is_401(guarded: Gateway) -> None:
    """apigateway-use-lambda-authorizer.html: the error "Unauthorized" becomes 401."""
    assert await refusal(guarded, wish(**{"raise": "Unauthorized"})) == (401, {"message": "Unauthorized"})


@pytest.mark.parametrize("wrong", [{"raise": "the database said no"}, {"answer": {"principalId": 3}}])
async def test_any_other_failure_is_500_and_tells_nothing(guarded: Gateway, wrong: dict[str, Any]) -> None:
    """api-gateway-lambda-authorizer-output.html: an authorizer that fails or answers nonsense is a 500."""
    assert await refusal(guarded, wish(**wrong)) == (500, {"message": "Internal server error"})


@pytest.mark.parametrize(
    ("source", "there"),
    [
        ("route.request.header.Authorization", True),
        ("route.request.header.authorization", True),
        ("route.request.header.Cookie", False),
        ("route.request.querystring.token", True),
        ("route.request.querystring.Token", False),
        ("route.request.querystring.empty", False),
        ("stageVariables.colour", True),
        ("stageVariables.shape", False),
        ("context.stage", True),
        ("method.request.header.Authorization", False),
    ],
)
def test_what_a_handshake_brings(source: str, there: bool) -> None:
    """API reference CreateAuthorizer, identitySource: headers, query strings, stage variables and context."""
    handshake = Handshake((("Authorization", "Guest ana"),), (("token", "1"), ("empty", "")))
    place = Place("abc123", "dev", "127.0.0.1", {"colour": "green"})
    assert missing_source([source], handshake, place) == (None if there else source)
