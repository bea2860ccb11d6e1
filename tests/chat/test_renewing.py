"""A sign-in is renewed by a token of the same user, and by nothing else."""

import traceback
from collections.abc import Iterator

import pytest

import frames
from chat import connections as verbs
from chat import renewing
from config import settings
from errors import Busy, Expired, Forbidden, Internal, RateLimited
from identity import Caller
from models.account import Account
from models.allowance import BURST
from models.membership import FOR_GOOD
from tests.parts.connections import Connections
from tests.parts.issuer import CLIENT, Issuer, serving

ANA = Caller("ana1=", "oidc:u-1", "Ana")


@pytest.fixture
def issuer(monkeypatch: pytest.MonkeyPatch) -> Iterator[Issuer]:
    """The issuer of the settings; Ana has signed in by it."""
    with serving() as issuer:
        monkeypatch.setenv("OIDC_ISSUER", issuer.url)
        monkeypatch.setenv("OIDC_AUDIENCE", CLIENT)
        settings.cache_clear()
        verbs.connect(ANA)
        yield issuer


def test_a_new_token_of_the_same_user_is_when_the_sign_in_ends(
    issuer: Issuer, connections: Connections, deadline: float
) -> None:
    until = issuer.claims()["exp"] + 3000
    renewing.renew(ANA, frames.Renew(issuer.token(exp=until), "r1"), deadline)
    assert connections.frames("ana1=") == [{"type": "renewed", "id": "r1", "until": until * 1000}]
    assert verbs.renewed(ANA) == until


def test_another_user_s_token_and_what_is_none_renew_nothing(issuer: Issuer, deadline: float) -> None:
    for token in (issuer.token(sub="u-2"), issuer.token(exp=1), issuer.token(aud="another"), "abc", "a.b.c"):
        with pytest.raises(Forbidden) as refused:
            renewing.renew(ANA, frames.Renew(token), deadline)
        assert token not in str(refused.value)
    assert verbs.renewed(ANA) == 0


@pytest.mark.parametrize("user", ["guest:u-1", "pass:u-1", "u-1"])
def test_who_did_not_sign_in_has_nothing_to_renew(issuer: Issuer, deadline: float, user: str) -> None:
    guest = Caller("guest1=", user, "Ana", guest=True)
    verbs.connect(guest)
    with pytest.raises(Forbidden):
        renewing.renew(guest, frames.Renew(issuer.token()), deadline)


def test_a_deployment_without_an_issuer_renews_nothing(deadline: float) -> None:
    verbs.connect(ANA)
    with pytest.raises(Forbidden):
        renewing.renew(ANA, frames.Renew("a.b.c"), deadline)


def test_a_sign_in_that_counts_no_more_is_not_renewed(issuer: Issuer, deadline: float) -> None:
    Account.sign_out(ANA.user)
    at = int(Account.of(ANA.user).signed_out_at or 0)
    with pytest.raises(Forbidden):
        renewing.renew(ANA, frames.Renew(issuer.token(auth_time=at)), deadline)
    renewing.renew(ANA, frames.Renew(issuer.token(auth_time=at + 1)), deadline)
    Account.ban(ANA.user, FOR_GOOD, "", "oidc:op")
    with pytest.raises(Forbidden):
        renewing.renew(ANA, frames.Renew(issuer.token(auth_time=at + 1)), deadline)


def test_a_connection_that_has_ended_is_not_renewed(issuer: Issuer, deadline: float) -> None:
    verbs.disconnect(ANA, deadline)
    with pytest.raises(Expired):
        renewing.renew(ANA, frames.Renew(issuer.token()), deadline)


def test_an_issuer_that_is_down_refuses_nobody_for_good(issuer: Issuer, deadline: float) -> None:
    issuer.answer = lambda: (500, b"")
    with pytest.raises(Busy):
        renewing.renew(ANA, frames.Renew(issuer.token()), deadline)


def test_who_tries_tokens_without_end_is_slowed_down(issuer: Issuer, deadline: float) -> None:
    with pytest.raises(RateLimited):
        for _ in range(2 * BURST):
            with pytest.raises(Forbidden):
                renewing.renew(ANA, frames.Renew("a.b.c"), deadline)


def test_promise_7_what_fails_inside_says_nothing_of_the_token(
    issuer: Issuer, deadline: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(token: str, settings: object) -> None:
        raise KeyError(token)

    monkeypatch.setattr(renewing, "signed_in", broken)
    request = frames.Renew(issuer.token())
    with pytest.raises(Internal) as failure:
        renewing.renew(ANA, request, deadline)
    told = "".join(traceback.format_exception(failure.value)) + repr(request)
    assert not [part for part in request.token.split(".") if part in told]
    assert "KeyError" in str(failure.value)
