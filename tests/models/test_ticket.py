"""A ticket is good once, and soon."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from models import ticket
from models.ticket import Ticket
from tests.parts.dynamodb import Table


@pytest.mark.engines("local", "emulator")
def test_a_ticket_is_good_once(dynamodb: Table) -> None:
    secret = Ticket.issue("oidc:1", "Ana", 2_000_000_000, 7)
    assert ticket.redeem(secret) == {"user": "oidc:1", "name": "Ana", "until": 2_000_000_000, "since": 7}
    assert ticket.redeem(secret) is None


def test_of_many_who_bring_it_at_once_one_gets_in(dynamodb: Table) -> None:
    secret = Ticket.issue("oidc:1", "Ana", 2_000_000_000)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(ticket.redeem, [secret] * 8))
    assert sum(one is not None for one in found) == 1


def test_a_ticket_s_minute_ends_before_the_table_forgets_it(dynamodb: Table, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ticket, "SECONDS", -1)
    assert ticket.redeem(Ticket.issue("oidc:1", "Ana", 2_000_000_000)) is None


@pytest.mark.parametrize("secret", ["", "x", "../x", "'", "TICKET", "\0", "x" * 9000])
def test_what_was_never_issued_is_no_ticket(dynamodb: Table, secret: str) -> None:
    assert ticket.redeem(secret) is None


def test_who_reads_the_table_cannot_use_what_is_there(dynamodb: Table) -> None:
    secret = Ticket.issue("oidc:1", "Ana", 2_000_000_000)
    items = dynamodb.client.scan(TableName=dynamodb.name)["Items"]
    assert len(items) == 1 and secret not in str(items)
    assert "expires_at" in items[0]
