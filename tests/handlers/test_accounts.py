"""The door for what holds for a user everywhere."""

import time

from handlers import accounts, connect
from models.connection import Connection
from tests.events import CONTEXT, context, frame
from tests.handlers.conversation import come_in
from tests.parts.connections import Connections


def test_signing_out_is_answered_and_closes_the_door(connections: Connections) -> None:
    come_in()
    assert accounts.handler(frame("signOut", {"action": "signOut", "id": "s1"}), CONTEXT) == {"statusCode": 200}
    assert connections.frames("ana1=")[-1] == {"type": "signedOut", "reason": "you", "id": "s1"}
    assert connections.closed == ["ana1="]
    assert connect.handler({"requestContext": context("$connect")}, CONTEXT) == {"statusCode": 403}


def test_who_renewed_a_sign_in_signs_out_after_the_first_has_ended(connections: Connections) -> None:
    come_in()
    body = {"action": "signOut", "id": "s1"}
    accounts.handler(frame("signOut", body, expires=time.time() - 61), CONTEXT)
    assert (connections.frames("ana1=")[-1]["code"], connections.closed) == ("expired", [])
    Connection.renew("guest:ana", "ana1=", int(time.time()) + 60)
    accounts.handler(frame("signOut", body, expires=time.time() - 61), CONTEXT)
    assert connections.closed == ["ana1="]


def test_who_is_no_operator_is_refused(connections: Connections) -> None:
    come_in()
    body = {"action": "operate", "user": "guest:bo", "act": "ban", "id": "o1"}
    accounts.handler(frame("operate", body), CONTEXT)
    assert (connections.frames("ana1=")[-1]["code"], connections.closed) == ("forbidden", [])
