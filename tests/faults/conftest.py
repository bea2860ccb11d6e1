"""What faults happen to: the doors in this process with a table and a Management API of their own, or the stack."""

import json
import secrets
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from local.stack import Stack
from tests.faults.people import Person
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table

Come = Callable[[str], Person]
Script = Callable[..., None]


@pytest.fixture
def here(dynamodb: Table, connections: Connections) -> Table:
    """The doors look into this test's table, and posts go to this test's server."""
    return dynamodb


@pytest.fixture
def come(here: Table, connections: Connections) -> Come:
    """Somebody connects and joins the room `general`, through the doors."""

    def come(name: str) -> Person:
        person = Person(name, connections)
        person.connect()
        person.join()
        return person

    return come


@pytest.fixture
def url(stack: Stack) -> str:
    """The WebSocket URL of the deployed stack."""
    return stack.endpoints.websocket


@pytest.fixture
def room() -> str:
    """A new room."""
    return f"room-{secrets.token_hex(6)}"


@pytest.fixture
def faults(stack: Stack) -> Iterator[Script]:
    """Gives the gateway a fault script; afterwards nothing goes wrong any more."""

    def follow(*rules: dict[str, Any]) -> None:
        url = f"http://127.0.0.1:{stack.ports.connections}/_gateway/faults"
        request = urllib.request.Request(url, json.dumps({"rules": rules}).encode(), method="POST")
        urllib.request.urlopen(request, timeout=10).close()

    yield follow
    follow()
