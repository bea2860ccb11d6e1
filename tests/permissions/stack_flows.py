"""What people, programs and AWS itself do with a deployed stack: what its functions need their permissions for.

The tests of tests/stack that need nothing but the stack are flows; a new one is found by itself.
"""

import asyncio
import inspect
import secrets
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AsyncExitStack
from dataclasses import dataclass
from importlib import import_module
from typing import Any

import aiohttp

from local import sources
from local.stack import Stack
from tests.parts.template import TREE
from tests.permissions import coming_in, ended, operators, rare, sweeping
from tests.stack.peer import peer
from tests.stack.test_accounts import Cleo, standing_in
from tests.stack.test_signing_in import signed_up

# What these do with AWS the others do too; they ask for much time, for a machine of their own, or for other parts.
LEFT_OUT = {
    "test_bad_frames", "test_crowd", "test_edge", "test_flood", "test_handshake", "test_library", "test_network",
    "test_permissions", "test_poison", "test_resuming", "test_secrets", "test_sources", "test_tools",
    "test_webhook",
}  # fmt: skip


@dataclass(frozen=True)
class Flow:
    """By name, and how it is done."""

    name: str
    run: Callable[[Stack], Awaitable[None]]


def flows() -> list[Flow]:
    """All of them, what happens often first."""
    paths = sorted((TREE / "tests" / "stack").glob("test_*.py"), key=lambda path: path.stem != "test_community")
    modules = [import_module(f"tests.stack.{path.stem}") for path in paths if path.stem not in LEFT_OUT]
    found = [flow for module in modules for flow in _of(module, "test_")]
    found += [flow for module in (rare, coming_in, operators, ended, sweeping) for flow in _of(module, "")]
    found += [Flow(f"source {name}", _source(name)) for name in sources.names()]
    return found


def _of(module: Any, prefix: str) -> Iterator[Flow]:
    """The module's own flows that need nothing but what is known of the stack."""
    for name, one in vars(module).items():
        if not (inspect.iscoroutinefunction(one) and one.__module__ == module.__name__ and name.startswith(prefix)):
            continue
        wanted = inspect.signature(one).parameters
        if not name.startswith("_") and wanted.keys() <= GIVEN.keys():
            yield Flow(name.removeprefix("test_").replace("_", " "), _flow(one, tuple(wanted)))


def _flow(run: Callable[..., Awaitable[None]], wanted: tuple[str, ...]) -> Callable[[Stack], Awaitable[None]]:
    async def with_what_it_wants(stack: Stack) -> None:
        async with AsyncExitStack() as open_:
            await run(**{name: await GIVEN[name](stack, open_) for name in wanted})

    return with_what_it_wants


async def _id_token(stack: Stack, open_: AsyncExitStack) -> str:
    return (await asyncio.to_thread(signed_up, stack))["IdToken"]


async def _session(stack: Stack, open_: AsyncExitStack) -> aiohttp.ClientSession:
    headers = {"Authorization": f"Bearer {await _id_token(stack, open_)}"}
    return await open_.enter_async_context(aiohttp.ClientSession(headers=headers))


async def _cleo(stack: Stack, _: AsyncExitStack) -> Cleo:
    return await asyncio.to_thread(Cleo, stack)


async def _inside(stack: Stack, open_: AsyncExitStack) -> None:
    open_.enter_context(standing_in(stack))


async def _known(value: Any) -> Any:
    return value


GIVEN: dict[str, Callable[[Stack, AsyncExitStack], Awaitable[Any]]] = {
    "stack": lambda stack, _: _known(stack),
    "url": lambda stack, _: _known(stack.endpoints.websocket),
    "room": lambda stack, _: _known(f"room-{secrets.token_hex(6)}"),
    "parts": lambda stack, _: _known(sources.stack(stack.endpoints.aws, stack.endpoints.stack)),
    "id_token": _id_token,
    "token": _id_token,
    "session": _session,
    "cleo": _cleo,
    "inside": _inside,
}


def _source(name: str) -> Callable[[Stack], Awaitable[None]]:
    async def speaks(stack: Stack) -> None:
        parts = sources.stack(stack.endpoints.aws, stack.endpoints.stack)
        async with peer(stack.endpoints.websocket, "Ana") as ana:
            await ana.join("operations")
            await asyncio.to_thread(sources.fire, name, parts)
            assert (await ana.get(type="message", room="operations"))["from"]["user"] == f"source:{name}"

    return speaks
