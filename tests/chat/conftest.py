"""The verbs' tests run against a real table and a real Management API; people are connections that were let in."""

import time
from collections.abc import Callable, Iterator

import pytest

import frames
from chat import connections as verbs
from chat import rooms
from identity import Caller
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.wire import complaints

Join = Callable[[str, str], Caller]


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Iterator[Table]:
    """The models look into this test's table, and posts go to this test's server, as docs/asyncapi.yaml has them."""
    yield dynamodb
    assert [complaint for post in connections.posts for complaint in complaints(post.frame)] == []


@pytest.fixture
def deadline() -> float:
    """Ten seconds from now."""
    return time.monotonic() + 10


@pytest.fixture
def come(deadline: float) -> Join:
    """Somebody connects and joins a room."""

    def come(name: str, room: str) -> Caller:
        caller = person(name)
        verbs.connect(caller)
        rooms.join(caller, frames.JoinRoom(room), deadline)
        return caller

    return come


def person(name: str, connection: str | None = None) -> Caller:
    """Somebody with a connection of their own."""
    return Caller(connection or f"{name.lower()}1=", f"guest:{name.lower()}", name)
