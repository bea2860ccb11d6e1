"""A ticket carries a sign-in over, and nothing more."""

import time

import pytest

from chat import tickets
from errors import Expired, Forbidden
from identity import Identity, Visitor
from tests.parts.dynamodb import Table

ANA = Visitor("oidc:1", "Ana", 7)


def test_a_ticket_brings_in_who_asked_for_it_until_their_sign_in_ends(dynamodb: Table) -> None:
    until = int(time.time()) + 600
    issued = tickets.issue(ANA, until)
    assert issued["seconds"] == 60
    assert tickets.redeem(issued["ticket"]) == Identity("oidc:1", "Ana", until, since=7)
    with pytest.raises(Forbidden):
        tickets.redeem(issued["ticket"])


def test_a_ticket_does_not_outlive_the_sign_in(dynamodb: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Expired):
        tickets.issue(ANA, int(time.time()))
    issued = tickets.issue(ANA, int(time.time()) + 10)
    assert 8 <= issued["seconds"] <= 10
    now = time.time()
    monkeypatch.setattr("models.clock.time.time", lambda: now + 11)
    with pytest.raises(Forbidden):
        tickets.redeem(issued["ticket"])
