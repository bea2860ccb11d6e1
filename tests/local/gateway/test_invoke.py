"""Invoking functions of a real emulator, some at a time."""

import asyncio
import time

import pytest

from local.gateway.api import read
from local.gateway.errors import FunctionFailed, FunctionTimedOut
from local.gateway.events import Caller, Event, Handshake, Place, message_event
from local.gateway.invoke import Invoker
from tests.local.gateway.conftest import Deployed


def event(body: str) -> Event:
    return message_event(Place("a", "dev", "127.0.0.1"), Caller("a=", 0, Handshake()), "echo", "r", body)


@pytest.fixture
def function(deployed: Deployed) -> str:
    return read(deployed.client("apigatewayv2"), deployed.plain, "dev").routes["echo"].function


async def test_no_more_run_than_may_and_the_rest_waits(deployed: Deployed, function: str) -> None:
    invoker = Invoker(deployed.client("lambda"), 2)
    await asyncio.gather(*(invoker.invoke(function, event("{}"), 29) for _ in range(2)))
    started = time.monotonic()
    calls = [asyncio.ensure_future(invoker.invoke(function, event('{"sleep": 0.4}'), 29)) for _ in range(5)]
    await asyncio.sleep(0.1)
    assert (invoker.running, invoker.waiting) == (2, 3)
    await asyncio.gather(*calls)
    assert time.monotonic() - started > 1.1
    assert (invoker.running, invoker.waiting) == (0, 0)


async def test_the_answer_is_the_functions(deployed: Deployed, function: str) -> None:
    answer = await Invoker(deployed.client("lambda"), 1).invoke(function, event('{"answer": {"any": 1}}'), 29)
    assert answer == {"any": 1}


async def test_a_function_that_takes_too_long_keeps_its_place_until_it_ends(deployed: Deployed, function: str) -> None:
    """apigateway-execution-service-websocket-limits-table.html: the integration gives up, the function does not."""
    invoker = Invoker(deployed.client("lambda"), 1)
    await invoker.invoke(function, event("{}"), 29)
    with pytest.raises(FunctionTimedOut):
        await invoker.invoke(function, event('{"sleep": 0.6}'), 0.2)
    assert invoker.running == 1
    await invoker.invoke(function, event("{}"), 29)
    assert invoker.running == 0


async def test_what_a_function_raised_is_told_to_the_terminal(deployed: Deployed, function: str) -> None:
    with pytest.raises(FunctionFailed, match="boom"):
        await Invoker(deployed.client("lambda"), 1).invoke(function, event('{"raise": "boom"}'), 29)


async def test_a_function_that_does_not_exist_fails(deployed: Deployed) -> None:
    with pytest.raises(FunctionFailed, match="invoking it failed"):
        await Invoker(deployed.client("lambda"), 1).invoke("nobody", event("{}"), 29)
