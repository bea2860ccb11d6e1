"""Operating is tried against a real table and a real Management API."""

import io

import pytest

import audit
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    """The models look into this test's table, and posts go to this test's server."""
    return dynamodb


@pytest.fixture
def trail(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What the audit trail is written into."""
    written = io.StringIO()
    monkeypatch.setattr(audit.logger.registered_handler, "stream", written)
    return written
