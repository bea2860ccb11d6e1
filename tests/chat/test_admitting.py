"""Who may be here at all."""

import pytest

from chat import admitting
from config import settings
from errors import Expired, Forbidden
from identity import Caller
from models.account import Account
from models.connection import Connection
from models.membership import FOR_GOOD

ANA = Caller("a=", "oidc:1", "Ana", since=2**40)


def test_who_is_banned_or_has_signed_out_is_not_welcome() -> None:
    admitting.demand_welcome("oidc:1", 0)
    Account.sign_out("oidc:1")
    with pytest.raises(Expired):
        admitting.demand_welcome("oidc:1", 0)
    admitting.demand_welcome("oidc:1", 2**40)
    Account.ban("oidc:1", FOR_GOOD, "", "oidc:op")
    with pytest.raises(Forbidden):
        admitting.demand_welcome("oidc:1", 2**40)


def test_a_connection_says_why_it_may_not_stay() -> None:
    assert admitting.refusal(ANA) == ""
    Account.sign_out("oidc:1")
    assert admitting.refusal(Caller("a=", "oidc:1", "Ana", since=7)) == "signed_out"
    assert admitting.refusal(ANA) == ""
    Account.ban("oidc:1", FOR_GOOD, "", "oidc:op")
    assert admitting.refusal(ANA) == "banned"


@pytest.mark.parametrize(("most", "why"), [("0", ""), ("2", "too_many_open"), ("3", "")])
def test_a_user_has_so_many_connections_open(monkeypatch: pytest.MonkeyPatch, most: str, why: str) -> None:
    monkeypatch.setenv("CONNECTIONS_PER_USER", most)
    settings.cache_clear()
    for connection in ("a=", "b=", "c="):
        Connection.remember("oidc:1", connection)
    assert admitting.refusal(ANA) == why
