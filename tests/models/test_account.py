"""What holds for a user everywhere, and the one read that $connect does."""

import time

import pytest

from models.account import BANNED, SIGNED_OUT, Account, with_connections
from models.clock import now_ms
from models.connection import Connection, of_user
from models.membership import FOR_GOOD
from models.profile import Profile
from tests.parts.dynamodb import Table

ANA = "oidc:1"


def test_who_has_no_account_is_barred_from_nothing(connected: Table) -> None:
    assert Account.of(ANA).bars(0) == ""
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


@pytest.mark.engines("local", "emulator")
def test_a_ban_bars_until_it_ends_or_is_lifted() -> None:
    now = int(time.time())
    Account.ban(ANA, FOR_GOOD, "spam", "oidc:op")
    account = Account.of(ANA)
    assert (account.bars(now + 10**6), account.reason, account.banned_by) == (BANNED, "spam", "oidc:op")
    Account.unban(ANA)
    assert Account.of(ANA).bars(now) == ""
    Account.ban(ANA, now_ms() - 1, "", "oidc:op")
    assert Account.of(ANA).bars(now) == ""


def test_signing_out_bars_what_was_there_before_and_lets_in_what_comes_after() -> None:
    before = int(time.time())
    Account.sign_out(ANA)
    account = Account.of(ANA)
    at = int(account.signed_out_at or 0)
    assert before <= at <= before + 1
    assert [account.bars(since) for since in (0, at - 1, at, at + 1)] == [SIGNED_OUT] * 3 + [""]


def test_a_ban_and_a_sign_out_leave_each_other_alone() -> None:
    Account.sign_out(ANA)
    Account.ban(ANA, FOR_GOOD, "", "oidc:op")
    Account.sign_out(ANA)
    assert Account.of(ANA).bars(2**40) == BANNED
    Account.unban(ANA)
    assert Account.of(ANA).bars(0) == SIGNED_OUT


@pytest.mark.engines("local", "emulator")
@pytest.mark.parametrize(("most", "counted"), [(0, 0), (1, 2), (3, 3), (4, 3)])
def test_one_read_has_the_account_and_counts_the_connections(most: int, counted: int) -> None:
    Profile.make(ANA, "Ana")
    for connection in ("a=", "z=", "\uffff"):
        Connection.remember(ANA, connection)
    Connection.remember("oidc:2", "b=")
    account, count = with_connections(ANA, most)
    assert (account.bars(0), count) == ("", counted)
    Account.ban(ANA, FOR_GOOD, "", "x")
    account, count = with_connections(ANA, most)
    assert (account.bars(0), count) == (BANNED, counted)


def test_connections_that_have_ended_are_not_counted_and_hide_none() -> None:
    for number in range(12):
        Connection.remember(ANA, f"c{number:02}=")
    for number in range(9):
        Connection("USER#oidc:1", f"CONN#c{number:02}=").update([Connection.expires_at.set(int(time.time()) - 1)])
    assert with_connections(ANA, 3)[1] == 3
    assert with_connections(ANA, 2)[1] == 3
    assert len(of_user(ANA)) == 3
