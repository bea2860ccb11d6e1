"""Invoking the handlers of src/ as Lambda would: each event in a worker that has no other, some at a time."""

import asyncio
import json
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass

from local.gateway.errors import FunctionFailed, FunctionTimedOut
from local.gateway.events import Event
from local.gateway.invoke import Invoker
from tests.checker.faults import Inside

# An answer carries no text of a message, but an event does.
LINE_BYTES = 1 << 20


@dataclass
class _Worker:
    reader: asyncio.StreamReader
    writer: asyncio.StreamWriter


class Workers(Invoker):
    """Takes the place of the gateway's own invoker; `inside` says what befalls which invocation."""

    def __init__(self, port: int, concurrency: int) -> None:
        self.waiting = self.running = 0
        self.inside: Inside | None = None
        self.met: Counter[str] = Counter()
        self._port = port
        self._places = asyncio.Semaphore(concurrency)
        self._idle: list[_Worker] = []

    async def invoke(self, function: str, event: Event, seconds: float) -> object:
        """The handler's answer; FunctionFailed where it raised or was killed."""
        self.waiting += 1
        async with self._places:
            self.waiting -= 1
            self.running += 1
            try:
                return await self._invoke(function.rpartition(":")[2], event, seconds)
            finally:
                self.running -= 1

    def close(self) -> None:
        """Ends the workers that have nothing to do."""
        while self._idle:
            self._idle.pop().writer.close()

    async def _invoke(self, function: str, event: Event, seconds: float) -> object:
        name, fault = (self.inside.draw() if self.inside else None) or ("", None)
        worker = self._idle.pop() if self._idle else await self._new()
        order = {"function": function, "event": event, "fault": fault}
        try:
            worker.writer.write(json.dumps(order).encode() + b"\n")
            line = await asyncio.wait_for(worker.reader.readline(), seconds)
        except TimeoutError:
            worker.writer.close()
            raise FunctionTimedOut(f"no answer within {seconds:g} s") from None
        except ConnectionError:
            line = b""
        if not line:
            worker.writer.close()
            self.met[name or "killed without being asked to"] += 1
            raise FunctionFailed("it was killed")
        self._idle.append(worker)
        answer = json.loads(line)
        if answer["met"]:
            self.met[name] += 1
        if "error" in answer:
            raise FunctionFailed(answer["error"])
        return answer["answer"]

    async def _new(self) -> _Worker:
        return _Worker(*await asyncio.open_connection("127.0.0.1", self._port, limit=LINE_BYTES))


async def ended(workers: Workers) -> None:
    """Closes the workers, and lets the loop turn until their lines are."""
    writers = [worker.writer for worker in workers._idle]
    workers.close()
    for writer in writers:
        with suppress(ConnectionError):
            await writer.wait_closed()
