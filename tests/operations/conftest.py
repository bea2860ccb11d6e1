"""Operating is tried against a real table and a real Management API."""

import pytest

from tests.parts.connections import Connections
from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def connected(dynamodb: Table, connections: Connections) -> Table:
    """The models look into this test's table, and posts go to this test's server."""
    return dynamodb
