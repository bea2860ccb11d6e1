"""Who has gone without a word is taken out of their rooms."""

import time

import pytest

from chat import connections as verbs
from chat import sweeping
from identity import Caller
from models import crowd
from models.clock import in_seconds
from models.connection import Connection
from tests.chat.conftest import Join
from tests.parts.connections import Connections


@pytest.fixture(autouse=True)
def two_minutes_later(monkeypatch: pytest.MonkeyPatch) -> None:
    """Whoever has come by now has settled."""
    monkeypatch.setattr(sweeping, "in_seconds", lambda seconds: in_seconds(seconds + 120))


@pytest.mark.fault(15)
def test_fault_15_who_has_gone_without_a_word_is_swept_out_of_a_silent_room(
    come: Join, connections: Connections, deadline: float
) -> None:
    come("Ana", "general")
    come("Bo", "general")
    connections.answers["bo1="] = 410
    assert sweeping.sweep(deadline) == (2, 1)
    assert [here.user for here in crowd.company("general", 9).people] == ["guest:ana"]
    told = connections.frames("ana1=")[-1]
    assert told == {"type": "presence", "room": "general", "user": "guest:bo", "name": "Bo", "here": False}
    assert sweeping.sweep(deadline) == (1, 0)


def test_whose_sign_in_has_ended_hears_so_and_no_more(come: Join, connections: Connections, deadline: float) -> None:
    come("Ana", "general")
    # By the fixture's clock it is two minutes later.
    for connection, seconds in (("ended=", 30), ("leeway=", 90), ("renewed=", 30)):
        verbs.connect(Caller(connection, "oidc:1", "Cleo", until=in_seconds(seconds)))
    Connection.renew("oidc:1", "renewed=", in_seconds(3600))
    assert sweeping.sweep(deadline) == (4, 0)
    assert connections.closed == ["ended="]
    assert connections.frames("ended=")[-1]["code"] == "expired"


@pytest.mark.parametrize("status", [403, 429, 500])
def test_what_the_management_api_cannot_say_puts_nobody_out(
    status: int, come: Join, connections: Connections, deadline: float
) -> None:
    come("Ana", "general")
    connections.answers["ana1="] = status
    assert sweeping.sweep(time.monotonic() + sweeping.SLACK_SECONDS + 1) == (1, 0)
    assert crowd.company("general", 9).size == 1


def test_without_time_nothing_is_looked_at(come: Join) -> None:
    come("Ana", "general")
    assert sweeping.sweep(time.monotonic()) == (0, 0)
