"""Rooms that AWS's events speak in, with and without operators."""

import pytest

import frames
from chat import connections as verbs
from chat import governing, reserving, rooms
from chat.reserving import is_reserved
from errors import Forbidden, NotFound
from models.membership import Membership
from tests.chat.conftest import person
from tests.parts.dynamodb import forget


@pytest.fixture
def operators(monkeypatch: pytest.MonkeyPatch) -> None:
    """The deployment names one operator."""
    monkeypatch.setenv("OPERATORS", "guest:ana")
    monkeypatch.setenv("RESERVED_ROOMS", "operations, alerts-*")
    forget()


def test_without_operators_a_room_is_open_whoever_speaks_first() -> None:
    assert not is_reserved("operations")
    assert reserving.opened("operations").access == "open"


@pytest.mark.usefixtures("operators")
def test_a_reserved_room_is_its_operators_whoever_comes_first(deadline: float) -> None:
    assert [is_reserved(room) for room in ("operations", "alerts-1", "alerts", "general")] == [True, True, False, False]
    for caller in (person("Bo"), person("Ana")):
        verbs.connect(caller)
    with pytest.raises(NotFound):
        rooms.join(person("Bo"), frames.JoinRoom("alerts-1"), deadline)
    with pytest.raises(Forbidden, match="taken"):
        governing.create(person("Bo"), frames.CreateRoom("operations", "c1"), deadline)
    rooms.join(person("Ana"), frames.JoinRoom("alerts-1"), deadline)
    assert Membership.of("guest:ana", "alerts-1").role == "owner"
    assert reserving.opened("operations").access == "members"
    assert reserving.opened("operations").head == 0
