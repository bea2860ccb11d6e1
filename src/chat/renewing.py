"""Renewing a sign-in over the open connection, so that a conversation outlives its token.

API Gateway hands out the authorizer's word of the handshake for as long as the connection lasts, so the new end is kept
with the connection: https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-lambda-auth.html
"""

import frames
from chat.answering import answer
from config import settings
from errors import Forbidden, Internal, ParleyError
from identity import Caller, Identity, signed_in
from models.account import Account
from models.clock import now_ms
from models.connection import Connection


def renew(caller: Caller, request: frames.Renew, deadline: float) -> None:
    """Who signed in stays signed in for as long as the new token says; it has to be for the same user."""
    Connection.spend(caller.user, caller.connection, now_ms())
    brought = _read(request.token)
    if brought.user != caller.user:
        raise Forbidden("this connection is somebody else's: connect again to be another user")
    if Account.of(caller.user).bars(brought.since):
        raise Forbidden("this sign-in counts no more")
    Connection.renew(caller.user, caller.connection, brought.expires)
    answer(caller, {"type": "renewed", "until": brought.expires * 1000}, request.id, deadline)


def _read(token: str) -> Identity:
    try:
        return signed_in(token, settings())
    except ParleyError:
        raise
    except Exception as error:
        # Only the kind of error is told on: its text may have something of the token in it, and so may its trace.
        raise Internal(f"a token could not be read: {type(error).__name__}") from None
