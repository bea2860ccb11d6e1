"""The doors' tests run against a real table and a real Management API."""

from collections.abc import Iterator

import pytest

from tests.parts import web_api
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.wire import complaints


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Iterator[Table]:
    """The models look into this test's table, and posts go to this test's server, as docs/asyncapi.yaml has them."""
    yield dynamodb
    assert [complaint for post in connections.posts for complaint in complaints(post.frame)] == []


@pytest.fixture(autouse=True)
def answered(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """What the doors answer by HTTP is as docs/openapi.yaml has it."""
    from handlers import guests, http_api  # a door reads its settings when it is loaded
    from handlers.sources import rest

    heard: list[str] = []
    for door in (guests, http_api, rest):
        monkeypatch.setattr(door, "handler", web_api.held(door.handler, heard))
    yield
    assert heard == []
