"""Who may be here at all."""

import pytest

from chat import admitting
from chat import connections as verbs
from config import settings
from errors import Expired, Forbidden
from identity import Caller
from models.account import Account
from models.connection import Connection, of_user
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


@pytest.mark.parametrize(
    ("bound", "why"), [("ARRIVALS_PER_USER", "user_too_fast"), ("ARRIVALS_PER_ADDRESS", "address_too_fast")]
)
def test_who_opens_connections_too_fast_is_refused_before_anything_is_written(
    monkeypatch: pytest.MonkeyPatch, bound: str, why: str
) -> None:
    monkeypatch.setenv(bound, "2")
    settings.cache_clear()
    comers = [Caller(f"a{number}=", "oidc:1", "Ana", since=2**40, address="192.0.2.1") for number in range(4)]
    assert [verbs.connect(comer) for comer in comers] == ["", "", why, why]
    assert len(of_user("oidc:1")) == 2
    elsewhere = Caller("b=", "oidc:2", "Bo", address="192.0.2.2")
    assert verbs.connect(elsewhere) == ""


def test_a_shared_address_is_bounded_whoever_comes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ARRIVALS_PER_ADDRESS", "2")
    settings.cache_clear()
    comers = [Caller(f"a{number}=", f"oidc:{number}", "Ana", address="192.0.2.1") for number in range(3)]
    assert [verbs.connect(comer) for comer in comers] == ["", "", "address_too_fast"]
    assert admitting.haste(Caller("c=", "oidc:9", "Cleo")) == ""
