"""How often connections are opened."""

import pytest

from models import arrival
from tests.parts.dynamodb import Table

NOW = 1_790_000_000_000


@pytest.mark.engines("local", "emulator")
def test_so_many_come_at_once_and_as_many_a_minute(dynamodb: Table) -> None:
    assert [arrival.by_user("oidc:1", 3, NOW) for _ in range(5)] == [True] * 3 + [False] * 2
    assert not arrival.by_user("oidc:1", 3, NOW + 19_999)
    assert [arrival.by_user("oidc:1", 3, NOW + 20_000) for _ in range(2)] == [True, False]
    assert arrival.by_user("oidc:2", 3, NOW)


def test_nothing_is_written_where_there_is_no_bound(connected: Table) -> None:
    assert all(arrival.by_user("oidc:1", 0, NOW) and arrival.from_address("192.0.2.1", 0, NOW) for _ in range(3))
    assert connected.client.scan(TableName=connected.name)["Count"] == 0


def test_what_is_kept_expires(connected: Table) -> None:
    arrival.by_user("oidc:1", 100_000, NOW)
    (item,) = connected.client.scan(TableName=connected.name)["Items"]
    assert (item["kind"], item["pk"]) == ({"S": "arrival"}, {"S": "ARRIVAL#user#oidc:1"}) and "expires_at" in item


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("192.0.2.1", "192.0.2.1", True),
        ("192.0.2.1", "192.0.2.2", False),
        ("2001:db8::1", "2001:db8::ffff:0:0:1", True),
        ("2001:db8::1", "2001:db8:0:1::1", False),
        ("no address", "no address", True),
    ],
)
def test_an_address_is_one_a_network_of_ipv6_too(one: str, other: str, same: bool) -> None:
    assert arrival.from_address(one, 1, NOW)
    assert arrival.from_address(other, 1, NOW) is not same
