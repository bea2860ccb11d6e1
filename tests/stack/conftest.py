"""Where the stack is, and a room that no other test is in."""

import secrets

import pytest

from local.stack import Stack


@pytest.fixture
def url(stack: Stack) -> str:
    """The WebSocket URL of the deployed stack."""
    return stack.endpoints.websocket


@pytest.fixture
def room() -> str:
    """A new room."""
    return f"room-{secrets.token_hex(6)}"
