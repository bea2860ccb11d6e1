"""Following a fault rule when a function is invoked: late, twice, not at all, or in another order."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from local.gateway.rule import Rule

ANSWERED = {"statusCode": 200}
_ALONE_SECONDS = 5.0

Invocation = Callable[[], Awaitable[object]]


@dataclass
class _Held:
    order: str
    go: asyncio.Event = field(default_factory=asyncio.Event)


class Disturbance:
    """Invokes as a rule says; keeps the frames that wait for their second."""

    def __init__(self) -> None:
        self._held: dict[str, _Held] = {}

    async def invoke(self, rule: Rule | None, invoke: Invocation) -> object:
        """The function's answer; a dropped invocation counts as answered."""
        if rule is None:
            return await invoke()
        if rule.delay and not rule.pair:
            await asyncio.sleep(rule.delay)
        if rule.drop:
            return ANSWERED
        if rule.duplicate == "serial":
            await invoke()
        if rule.duplicate == "concurrent":
            return (await asyncio.gather(invoke(), invoke()))[0]
        return await invoke()

    def first(self, connection_id: str) -> bool:
        """Whether a frame of this connection already waits for its second."""
        return connection_id in self._held

    async def hold(self, connection_id: str, rule: Rule) -> None:
        """Waits until the second frame lets this first one go, or for some seconds when there is none."""
        held = self._held[connection_id] = _Held(rule.pair)
        try:
            await asyncio.wait_for(held.go.wait(), rule.delay or _ALONE_SECONDS)
        except TimeoutError:
            if self._held.get(connection_id) is held:
                del self._held[connection_id]

    async def second(self, connection_id: str, invoke: Invocation) -> object:
        """Invokes the second frame of a pair, and lets the first go: at the same time, or afterwards."""
        held = self._held.pop(connection_id)
        if held.order == "parallel":
            held.go.set()
        try:
            return await invoke()
        finally:
            held.go.set()
