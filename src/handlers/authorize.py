"""The authorizer: decides who may connect, before $connect runs."""

from typing import Any

from aws_lambda_powertools.utilities.typing import LambdaContext

import audit
import journal
import metrics
from config import settings
from errors import Busy, Forbidden, Internal
from identity import Identity, Knows, NoCredentials, identify

SETTINGS = settings()


def handler(event: dict[str, Any], context: LambdaContext) -> dict[str, Any]:
    """Allow with the caller's identity, deny, 401 where nothing says who it is, or fail where nobody can tell."""
    try:
        identity = identify(event, SETTINGS, _known())
    except NoCredentials:
        _turned_away(event, "no credentials")
        metrics.count_of("handshake_refused", "no_credentials")
        journal.write("authorize", outcome="no credentials", **_where(event))
        # API Gateway answers 401 to this very word, and 500 to any other failure.
        # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
        raise Exception("Unauthorized") from None
    except Forbidden as refusal:
        _turned_away(event, str(refusal))
        journal.write("authorize", outcome=str(refusal), **_where(event))
        return _policy(event, "Deny", "nobody")
    except (Busy, Internal) as failure:
        # Neither a yes nor a no: API Gateway answers 500, and clients come again.
        metrics.count_of("error", failure.code)
        journal.logger.error("authorize", outcome=str(failure))
        journal.write("authorize", outcome=failure.code, **_where(event))
        raise Exception("Unavailable") from None
    journal.write("authorize", outcome="allowed", **_where(event))
    return _policy(event, "Allow", identity.user) | {"context": _context(identity)}


def _where(event: dict[str, Any]) -> dict[str, Any]:
    context = event.get("requestContext") or {}
    return {"connection": context.get("connectionId"), "request": context.get("requestId")}


def _turned_away(event: dict[str, Any], why: str) -> None:
    address = event.get("requestContext", {}).get("identity", {}).get("sourceIp", "")
    audit.note("refused", "", address=address, why=why)


def _known() -> dict[str, Knows]:
    return {"ticket": _redeem} | ({"pass": _admit} if SETTINGS.guest_keys else {})


def _admit(brought: str) -> Identity:
    """Loaded with the first pass."""
    from chat import guests

    return guests.admit(brought)


def _redeem(ticket: str) -> Identity:
    """Loaded with the first ticket: nothing else here needs the table."""
    from chat import tickets
    from chat.start import connect

    connect()
    return tickets.redeem(ticket)


def _policy(event: dict[str, Any], effect: str, principal: str) -> dict[str, Any]:
    statement = {"Action": "execute-api:Invoke", "Effect": effect, "Resource": event["methodArn"]}
    return {"principalId": principal, "policyDocument": {"Version": "2012-10-17", "Statement": [statement]}}


def _context(identity: Identity) -> dict[str, str]:
    said = {
        "user": identity.user,
        "name": identity.name,
        "expires": str(identity.expires),
        "since": str(identity.since),
    }
    return said | ({"guest": "true"} if identity.guest else {})
