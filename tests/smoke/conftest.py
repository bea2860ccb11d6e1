"""The stack of this run, as the smoke test sees it."""

import asyncio

import pytest

from local.stack import Stack
from smoke.__main__ import smoke
from smoke.find import Target, here


@pytest.fixture(scope="session")
def target(stack: Stack) -> Target:
    """The stack that runs here, found as `make smoke` finds it."""
    found = here(stack.places)
    # Every function that is asked has started before a test counts seconds.
    asyncio.run(smoke(found, talk=2, patience=60))
    return found
