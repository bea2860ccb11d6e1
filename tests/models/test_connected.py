"""The list of connections, by which those are found that have gone without a word."""

import pytest

from models import connected as module
from models.clock import in_seconds
from models.connected import SETTLED, Connected, connected
from models.connection import LIFETIME, Connection
from tests.parts.dynamodb import Table

ANA = Connected("guest:ana", "Ana", "a1=")


@pytest.fixture(autouse=True)
def ana(connected: Table) -> None:
    Connection.remember("guest:ana", "a1=", "Ana")


def test_a_connection_is_listed_once_it_has_settled() -> None:
    now = in_seconds(0)
    assert [one for page in connected(now) for one in page] == []
    assert [one for page in connected(now + SETTLED + 2) for one in page] == [ANA]


def test_a_connection_is_listed_for_as_long_as_it_can_last() -> None:
    later = in_seconds(LIFETIME - 10)
    assert [one for page in connected(later) for one in page] == [ANA]
    assert [one for page in connected(later + 2 * module.HOUR) for one in page] == []


def test_who_has_disconnected_is_not_listed() -> None:
    Connection.forget("guest:ana", "a1=")
    assert [one for page in connected(in_seconds(SETTLED + 2)) for one in page] == []
