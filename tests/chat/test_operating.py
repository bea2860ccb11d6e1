"""What people ask for about accounts."""

import pytest

import frames
from chat import connections as verbs
from chat import operating
from config import settings
from errors import Forbidden
from identity import Caller
from models.account import Account
from models.membership import FOR_GOOD
from tests.chat.conftest import Join, person
from tests.parts.connections import Connections

OPERATOR = Caller("op1=", "oidc:op", "Olga")


@pytest.fixture(autouse=True)
def operators(connected: object, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OPERATORS", "oidc:op oidc:other")
    settings.cache_clear()
    verbs.connect(OPERATOR)


def test_who_asks_is_answered_before_they_go(come: Join, connections: Connections, deadline: float) -> None:
    ana = come("Ana", "general")
    operating.sign_out(ana, frames.SignOut("s1"), deadline)
    assert connections.frames("ana1=")[-1] == {"type": "signedOut", "reason": "you", "id": "s1"}
    assert connections.closed == ["ana1="]


def test_operators_ban_and_lift_it(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    operating.operate(OPERATOR, frames.Operate("guest:ana", "ban", reason="spam", id="o1"), deadline)
    done = {"type": "operated", "user": "guest:ana", "act": "ban", "banned": FOR_GOOD, "id": "o1"}
    assert connections.frames("op1=")[-1] == done
    assert Account.of("guest:ana").banned_by == "oidc:op"
    assert verbs.connect(person("Ana")) == "banned"
    operating.operate(OPERATOR, frames.Operate("guest:ana", "unban", id="o2"), deadline)
    assert connections.frames("op1=")[-1] == {"type": "operated", "user": "guest:ana", "act": "unban", "id": "o2"}
    assert verbs.connect(person("Ana")) == ""


def test_operators_sign_others_out(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    operating.operate(OPERATOR, frames.Operate("guest:ana", "signOut", id="o1"), deadline)
    assert connections.frames("op1=")[-1] == {"type": "operated", "user": "guest:ana", "act": "signOut", "id": "o1"}
    assert connections.closed == ["ana1="]


@pytest.mark.parametrize("act", ["ban", "unban", "signOut"])
def test_nobody_else_does_and_nobody_does_it_to_an_operator(come: Join, deadline: float, act: str) -> None:
    ana = come("Ana", "general")
    for caller, user in ((ana, "guest:bo"), (ana, "guest:ana"), (OPERATOR, "oidc:other"), (OPERATOR, "oidc:op")):
        with pytest.raises(Forbidden):
            operating.operate(caller, frames.Operate(user, act), deadline)


def test_without_operators_nobody_operates(deadline: float, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("OPERATORS")
    settings.cache_clear()
    with pytest.raises(Forbidden):
        operating.operate(OPERATOR, frames.Operate("guest:ana", "ban"), deadline)
