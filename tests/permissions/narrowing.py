"""Taking each action out of a role, one at a time, on a running stack that enforces the roles: some flow must fail."""

import asyncio
import json
import time
import urllib.request
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from local.stack import Stack
from tests.permissions.needed import ASKED, LAMBDA_S
from tests.permissions.roles import Function, Grant, Roles, functions_of
from tests.permissions.stack_flows import Flow

SECONDS = 45.0
LOOK = 0.1
REFUSED = "refused"
# So many that fail without a refusal in the log are looked at again.
SUSPECTS = 3
# What follows a flow by itself: functions that a stream or a queue starts, and people who disconnect.
AFTERWARDS = 1.0
# Besides what tests in a process see: what S3 and others ask for when somebody uses what a function has signed.
ENFORCED = (*ASKED, "s3:", "secretsmanager:", "cognito-idp:")
SOURCES = "sources."
# It says something new each time; what others say again is only read.
SPEAKER = "sources.sns"


@dataclass
class Row:
    """What became of a function without one action; `by` is the flow that failed, and `shown` how."""

    function: str
    action: str
    by: str = ""
    shown: str = ""
    seconds: float = 0.0

    def published(self) -> dict[str, str]:
        """Without the time it took."""
        return {"function": self.function, "without": self.action, "fails": self.by or "nothing", "how": self.shown}

    def __str__(self) -> str:
        fails = f"{self.by or 'NOTHING'} {self.shown and f'({self.shown})'}"
        return f"{self.function} without {self.action}, {self.seconds:g} s: {fails}"


@dataclass
class Log:
    """What the functions of a stack log, from where it was read last."""

    stack: Stack
    read: int = 0
    lines: list[dict[str, Any]] = field(default_factory=list)

    def forget(self) -> None:
        """Whatever is logged from here on is news."""
        self.read = self.stack.places.function_log.stat().st_size
        self.lines.clear()

    def news(self) -> list[dict[str, Any]]:
        """All that was logged since `forget`."""
        with self.stack.places.function_log.open("rb") as file:
            file.seek(self.read)
            whole = file.read().rpartition(b"\n")[0]
        self.read += len(whole) + bool(whole)
        self.lines += [json.loads(line) for line in whole.splitlines() if line]
        return self.lines

    def denied(self, grant: Grant) -> bool:
        """Whether the role was refused that action."""
        sign = f"assumed-role/{grant.policy.role}/", f"not authorized to perform: {grant.action}"
        return any(all(part in line.get("line", "") for part in sign) for line in self.news())

    def ran(self) -> set[str]:
        """The functions that ran."""
        return {line["function"] for line in self.news() if "request" in line}


class Narrowing:
    """The rows of a stack, function by function."""

    def __init__(self, stack: Stack, flows: Sequence[Flow]) -> None:
        self._stack, self._log = stack, Log(stack)
        self.roles = Roles(stack.endpoints.aws)
        self.functions = functions_of(stack.endpoints.aws, stack.deployment.functions)
        self._flows = list(flows)
        self._run_by: dict[str, list[Flow]] = {}
        self.broken: dict[str, str] = {}

    async def learn(self) -> None:
        """Runs every flow with all that the roles allow, and sees which functions each of them runs."""
        for flow in self._flows:
            self._log.forget()
            if failure := await self._outcome(flow, None):
                self.broken[flow.name] = failure
                continue
            for function in self._log.ran():
                self._run_by.setdefault(function, []).append(flow)

    def grants(self) -> Iterator[tuple[Function, Grant]]:
        """What there is to be taken out. What the sources share is tried with one of them."""
        for function in self.functions:
            for grant in self.roles.grants(function):
                # What a source has besides is for what failed, and Lambda puts that away.
                shared = bool(grant.policy.arn)
                tried = shared if function.module == SPEAKER else not function.module.startswith(SOURCES)
                if tried and grant.action.startswith(ENFORCED) and grant.action not in LAMBDA_S:
                    yield function, grant

    async def take_out(self, function: Function, grant: Grant) -> Row:
        """What fails without it."""
        began, name = time.monotonic(), "sources" if grant.policy.arn else function.module
        row = Row(name, grant.action)
        if function.name not in self._run_by:
            row.shown = "no flow runs it"
            return row
        suspects: list[tuple[Flow, str]] = []
        with self.roles.without(grant):
            for flow in list(self._run_by[function.name]):
                self._log.forget()
                shown = await self._outcome(flow, grant)
                if shown == REFUSED:
                    row.by, row.shown = flow.name, shown
                    self._found(function, flow)
                    break
                suspects += [(flow, shown)] if shown else []
                if len(suspects) == SUSPECTS:
                    break
        for flow, shown in [] if row.by else suspects:
            # Nobody logged a refusal: that it fails means something only where it does not fail again by itself.
            if not await self._outcome(flow, None):
                row.by, row.shown = flow.name, shown
                break
        row.seconds = round(time.monotonic() - began, 1)
        return row

    def _found(self, function: Function, flow: Flow) -> None:
        """What has failed without one permission is the first to be tried without the next."""
        tried = self._run_by[function.name]
        tried.remove(flow)
        tried.insert(0, flow)

    async def _outcome(self, flow: Flow, grant: Grant | None) -> str:
        """How the flow failed; empty where it did not, and nothing that it set off was refused."""
        task = asyncio.ensure_future(flow.run(self._stack))
        end = time.monotonic() + SECONDS
        try:
            while time.monotonic() < end and not task.done():
                if grant and self._log.denied(grant):
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
        return REFUSED if grant and self._log.denied(grant) else type(failure).__name__ if failure else ""

    async def _quiet(self) -> None:
        """Until no function runs that was started by the gateway, and what follows has had its time."""
        address = urlsplit(self._stack.endpoints.connections).netloc
        while True:
            health = await asyncio.to_thread(_asked, f"http://{address}/_gateway/health")
            if not health["running"] and not health["waiting"]:
                break
            await asyncio.sleep(LOOK)
        await asyncio.sleep(AFTERWARDS)


def _asked(url: str) -> dict[str, int]:
    with urllib.request.urlopen(url, timeout=10) as answer:
        return dict(json.load(answer))
