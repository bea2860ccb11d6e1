"""Requests that wait for their answer: sent again, with the same id, until it comes or no answer is to be hoped for."""

import secrets
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field

from .answers import is_answer
from .change import Change
from .errors import ParleyError, Unanswered
from .frames import Fault, Frame
from .line import Line, LineLost
from .requests import Request
from .timing import Timing


@dataclass
class _Pending:
    request: Request
    line: Line | None = None
    answer: Frame | None = None
    fault: Fault | None = None
    changed: Change = field(default_factory=Change)


class Outbox:
    """`ask` sends and waits; `receive` and `wake` are told what happens on the lines. `me` is our user, once known."""

    def __init__(self, timing: Timing) -> None:
        self.me: str | None = None
        self._timing = timing
        self._pending: dict[str, _Pending] = {}

    async def ask(self, request: Request, route: Callable[[], Awaitable[Line]]) -> Frame:
        """The answer to a request; `route` gives the line for each attempt. Raises ParleyError."""
        name: str = request.get("id") or secrets.token_urlsafe(16)
        request = request | {"id": name}
        if name in self._pending:
            raise ParleyError("this id is on its way already", "id_reused")
        pending = self._pending[name] = _Pending(request)
        try:
            return await self._insist(pending, route)
        finally:
            del self._pending[name]

    def receive(self, line: Line, frame: Frame) -> None:
        """Hand a frame to the request that it answers. An error without an id may mean any that is out on this line."""
        if isinstance(frame, Fault) and frame.id is None:
            meant = [pending for pending in self._pending.values() if pending.line is line and frame.retry]
        else:
            meant = [self._pending[frame.id]] if frame.id in self._pending else []
        for pending in meant:
            if isinstance(frame, Fault):
                pending.fault = frame
            elif is_answer(frame, pending.request, self.me):
                pending.answer = frame
            pending.changed.fire()

    def wake(self) -> None:
        """A line was lost, or the chat has ended: let everyone look."""
        for pending in self._pending.values():
            pending.changed.fire()

    async def _insist(self, pending: _Pending, route: Callable[[], Awaitable[Line]]) -> Frame:
        silent, fault = 0, None
        for tries in range(self._timing.attempts):
            line = pending.line = await route()
            sent = time.monotonic()
            try:
                if pending.answer is None:  # else it came with what was missed, while the line was down
                    await line.send(pending.request)
            except LineLost:
                continue
            await self._wait(pending, line, self._timing.backoff(tries))
            if pending.answer is not None:
                return pending.answer
            fault, pending.fault = pending.fault or fault, None
            silent = silent + 1 if line.heard < sent else 0
            if silent > 1:
                line.fail("no answer")
        raise ParleyError(fault.message, fault.code, True) if fault else Unanswered("the server does not answer")

    async def _wait(self, pending: _Pending, line: Line, pause: float) -> None:
        """Return with an answer, when the line is lost, or when it is time to send again."""
        seen, until = None, time.monotonic() + self._timing.patience
        while pending.answer is None and not line.lost.done():
            if pending.fault is not None and pending.fault is not seen:
                seen, until = pending.fault, time.monotonic() + pause
                self._judge(pending.fault, pending.request, line)
            if (left := until - time.monotonic()) <= 0:
                return
            await pending.changed.wait(left)

    def _judge(self, fault: Fault, request: Request, line: Line) -> None:
        """Raise what trying again does not help."""
        if fault.code == "not_joined" and "room" in request and request["action"] not in ("joinRoom", "leaveRoom"):
            line.entries.pop(request["room"], None)  # the next attempt joins first
        elif not fault.retry:
            raise ParleyError(fault.message, fault.code)
