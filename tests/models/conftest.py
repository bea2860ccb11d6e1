"""The nouns' tests run against a real DynamoDB API, each with a table of its own."""

import pytest

from tests.parts.dynamodb import Table


@pytest.fixture(autouse=True)
def connected(dynamodb: Table) -> Table:
    """The models look into this test's table."""
    return dynamodb
