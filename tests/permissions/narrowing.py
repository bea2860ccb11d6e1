"""Taking each action out of a role, one at a time, on a running stack that enforces the roles: some flow must fail."""

import asyncio
import json
import time
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from urllib.parse import urlsplit

from local.stack import Stack
from tests.permissions.roles import Function, Grant, Roles, functions_of
from tests.permissions.rows import Row, Task
from tests.permissions.scenes import told
from tests.permissions.stack_flows import Flow
from tests.permissions.unasked import why_unasked
from tests.permissions.watched import Watched

SECONDS = 45.0
LOOK = 0.1
REFUSED = "refused"
# So many that fail without a refusal in the log are looked at again.
SUSPECTS = 3
# What follows a flow by itself: functions that a stream or a queue starts, and people who disconnect.
AFTERWARDS = 1.0
SOURCES = "sources."
# What the sources share is tried with this one: it says something new each time, what others say again is only read.
SPEAKER = "sources.sns"


class Narrowing:
    """The rows of a stack. `failed` has by function and action the flow that failed before: it is tried first."""

    def __init__(
        self, stack: Stack, flows: Sequence[Flow], failed: Mapping[tuple[str, str], str] | None = None
    ) -> None:
        self._stack, self._log = stack, Watched(stack)
        self.roles = Roles(stack.endpoints.aws)
        self.functions = functions_of(stack.endpoints.aws, stack.deployment.functions)
        self._flows = {flow.name: flow for flow in flows}
        self._failed = failed or {}
        self._run_by: dict[str, list[Flow]] = {}
        self.broken: dict[str, str] = {}

    def tasks(self) -> Iterator[Task]:
        """What there is to be taken out, function by function."""
        for function in self.functions:
            grants = [grant for grant in self.roles.grants(function) if _is_tried(function, grant)]
            often = Counter(grant.action for grant in grants)
            for grant in grants:
                name = "sources" if grant.policy.arn and function.module == SPEAKER else function.module
                where = f" on {grant.resources[0].partition('/')[2]}" if often[grant.action] > 1 else ""
                yield Task(function, grant, name, grant.action + where)

    async def take_out(self, task: Task) -> Row:
        """What fails without it: first what has failed before, and else whatever runs the function."""
        began, row = time.monotonic(), Row(task.name, task.action)
        # With another setting it starts anew, and has to ask again for what it asks for once in its life.
        async with told(self._stack, task.function.name, NARROWED=task.action):
            before = self._flows.get(self._failed.get((task.name, task.action), ""))
            if before:
                with self.roles.without(task.grant):
                    shown = await self._outcome(before, task.grant)
                row.by, row.shown = (before.name, shown) if shown == REFUSED else ("", "")
            if not row.by:
                await self._search(task, row)
        row.seconds = round(time.monotonic() - began, 1)
        return row

    async def _search(self, task: Task, row: Row) -> None:
        running = await self._flows_of(task.function)
        if not running:
            row.shown = "no flow runs it"
            return
        suspects: list[tuple[Flow, str]] = []
        with self.roles.without(task.grant):
            for flow in list(running):
                shown = await self._outcome(flow, task.grant)
                if shown == REFUSED:
                    row.by, row.shown = flow.name, shown
                    # What has failed without one permission is the first to be tried without the next.
                    running.insert(0, running.pop(running.index(flow)))
                    return
                suspects += [(flow, shown)] if shown else []
                if len(suspects) == SUSPECTS:
                    break
        for flow, shown in suspects:
            # Nobody logged a refusal: that it fails means something only where it does not fail again by itself.
            if not await self._outcome(flow, None):
                row.by, row.shown = flow.name, shown
                return

    async def _flows_of(self, function: Function) -> list[Flow]:
        """Those that run it; to know, every flow is run once with all that the roles allow."""
        if not self._run_by:
            for flow in self._flows.values():
                if failure := await self._outcome(flow, None):
                    self.broken[flow.name] = failure
                    continue
                for name in self._log.ran():
                    self._run_by.setdefault(name, []).append(flow)
        return self._run_by.get(function.name, [])

    async def _outcome(self, flow: Flow, grant: Grant | None) -> str:
        """How the flow failed; empty where it did not, and nothing that it set off was refused."""
        self._log.forget()
        task = asyncio.ensure_future(flow.run(self._stack))
        end = time.monotonic() + SECONDS
        try:
            while time.monotonic() < end and not task.done():
                if grant and self._denied(grant):
                    return REFUSED
                await asyncio.wait([task], timeout=LOOK)
            if not task.done():
                return "no end"
            failure = task.exception()
        finally:
            task.cancel()
            with suppress(asyncio.CancelledError, Exception):
                await task
            await self._quiet()
        return REFUSED if grant and self._denied(grant) else type(failure).__name__ if failure else ""

    def _denied(self, grant: Grant) -> bool:
        return self._log.was_refused(grant.policy.role, grant.action)

    async def _quiet(self) -> None:
        """Until no function runs that was started by the gateway, and what follows has had its time."""
        address = urlsplit(self._stack.endpoints.connections).netloc
        while True:
            health = await asyncio.to_thread(_asked, f"http://{address}/_gateway/health")
            if not health["running"] and not health["waiting"]:
                break
            await asyncio.sleep(LOOK)
        await asyncio.sleep(AFTERWARDS)


def _is_tried(function: Function, grant: Grant) -> bool:
    if grant.policy.arn and function.module.startswith(SOURCES):
        return function.module == SPEAKER and not why_unasked("sources", grant.action)
    return not why_unasked(function.module, grant.action)


def _asked(url: str) -> dict[str, int]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return dict(json.load(answer))
