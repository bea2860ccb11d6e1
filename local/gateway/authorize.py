"""Asking the REQUEST authorizer before `$connect`.

https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

import time
from collections.abc import Iterable
from dataclasses import replace

from local.gateway.api import Api
from local.gateway.errors import FunctionFailed, Refused
from local.gateway.events import Caller, Handshake, Place, authorizer_event
from local.gateway.invoke import Invoker
from local.gateway.limits import INTEGRATION_SECONDS
from local.gateway.policy import granted


async def authorized(api: Api, place: Place, region: str, invoker: Invoker, caller: Caller) -> Caller:
    """The caller with what the authorizer says about it; raises Refused, 401, 403 or 500."""
    authorizer = api.authorizer
    if authorizer is None:
        return caller
    if missing_source(authorizer.identity_sources, caller.handshake, place):
        raise Refused(401, "Unauthorized")
    arn = f"arn:aws:execute-api:{region}:{_account(authorizer.function)}:{api.api_id}/{api.stage}/$connect"
    started = time.monotonic()
    try:
        event = authorizer_event(place, caller, arn)
        answer = await invoker.invoke(authorizer.function, event, INTEGRATION_SECONDS)
    except FunctionFailed as error:
        # A function says 401 by raising exactly this word.
        if str(error) == "Unauthorized":
            raise Refused(401, "Unauthorized") from None
        raise Refused(500, "Internal server error", f"authorizer: {error}") from None
    grant = granted(answer, arn)
    latency = int((time.monotonic() - started) * 1000)
    return replace(caller, authorizer={"principalId": grant.principal, "integrationLatency": latency, **grant.context})


def missing_source(sources: Iterable[str], handshake: Handshake, place: Place) -> str | None:
    """The first identity source that this handshake lacks, if any."""
    return next((source for source in sources if not _value(source, handshake, place)), None)


def _value(source: str, handshake: Handshake, place: Place) -> str | None:
    where, _, name = source.rpartition(".")
    if where == "route.request.header":
        return handshake.header(name)
    if where == "route.request.querystring":
        return dict(handshake.query).get(name)
    if where == "stageVariables":
        return place.variables.get(name)
    # The context of a handshake is always there: it has a stage, an API and a caller.
    return "present" if where.startswith("context") else None


def _account(function_arn: str) -> str:
    return function_arn.split(":")[4]
