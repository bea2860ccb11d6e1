"""One line for each act, with who, by whom and where from."""

import io
import json
import time

import pytest

import audit
from tests.events import CONTEXT
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.promises.people import Person


def test_a_line_says_what_to_whom_by_whom_and_from_where(monkeypatch: pytest.MonkeyPatch) -> None:
    logged_to = io.StringIO()
    monkeypatch.setattr(audit.logger.registered_handler, "stream", logged_to)
    audit.note("connected", "oidc:1", address="192.0.2.17")
    audit.note("banned", "oidc:1", by="oidc:2", address="192.0.2.18", room="general", until=5)
    own, others = (json.loads(line) for line in logged_to.getvalue().splitlines())
    assert own["service"] == others["service"] == "audit"
    assert {name: own[name] for name in ("message", "user", "by", "address")} == {
        "message": "connected",
        "user": "oidc:1",
        "by": "oidc:1",
        "address": "192.0.2.17",
    }
    assert (others["by"], others["room"], others["until"]) == ("oidc:2", "general", 5)
    assert not {"room", "why", "until"} & own.keys()


def test_promise_7_the_trail_of_a_day_has_who_by_whom_and_no_text_and_no_token(
    dynamodb: Table, connections: Connections, monkeypatch: pytest.MonkeyPatch
) -> None:
    from chat import accounts
    from handlers import authorize

    logged_to = io.StringIO()
    monkeypatch.setattr(audit.logger.registered_handler, "stream", logged_to)
    where = {"requestContext": {"identity": {"sourceIp": "192.0.2.17"}}, "methodArn": "arn"}
    for header in ({"Authorization": "Bearer secret.secret.secret"}, {"Authorization": "Pass secret"}):
        authorize.handler(where | {"headers": header}, CONTEXT)
    with pytest.raises(Exception, match="^Unauthorized$"):
        authorize.handler(where | {"headers": {}}, CONTEXT)
    ana, bo = Person("Ana", connections).connect(), Person("Bo", connections).connect()
    for person in (ana, bo):
        person.ask("joinRoom", room="general")
    ana.ask("sendMessage", room="general", text="secret")
    for act in ("invite", "promote", "demote", "mute", "unmute", "kick", "ban", "unban"):
        assert ana.ask("moderate", room="general", user=bo.user, act=act, reason="secret")["type"] == "member"
    deadline = time.monotonic() + 10
    accounts.ban(bo.user, "oidc:op", deadline, reason="secret", address="192.0.2.18")
    accounts.unban(bo.user, "oidc:op")
    accounts.sign_out(bo.user, bo.user, deadline)

    assert "secret" not in logged_to.getvalue()
    lines = [json.loads(line) for line in logged_to.getvalue().splitlines()]
    told = [(line["message"], line.get("user"), line.get("by"), line.get("room")) for line in lines]
    assert told == [
        *[("refused", None, None, None)] * 3,
        ("connected", "guest:ana", "guest:ana", None),
        ("connected", "guest:bo", "guest:bo", None),
        *((act, "guest:bo", "guest:ana", "general") for act in audit.ACTS.values()),
        ("banned", "guest:bo", "oidc:op", None),
        ("unbanned", "guest:bo", "oidc:op", None),
        ("signed out", "guest:bo", "guest:bo", None),
    ]
    assert [line.get("address") for line in lines[:3]] == ["192.0.2.17"] * 3
    assert {line.get("why") for line in lines[:3]} >= {"no credentials"}
