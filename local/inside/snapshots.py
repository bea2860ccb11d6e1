"""Saves the emulator's state while it runs: by itself it does so on a graceful stop only, and a kill -9 loses all."""

import asyncio
import json
import os
import pickle
import threading
import time
from collections.abc import Awaitable, Callable
from types import SimpleNamespace
from typing import Any

from ministack import app as ministack  # type: ignore[import-not-found]
from ministack.services import dynamodb  # type: ignore[import-not-found]

from local.emulator import SNAPSHOT

READING = ("Get", "BatchGet", "Query", "Scan", "List", "Describe", "Filter")
# The share of the time that saving may take.
SHARE = 20

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


class Snapshots:
    """Saves the state on demand, and by itself `every` so many seconds while it changes."""

    def __init__(self, every: float) -> None:
        self.every = every
        self._changed: set[str] = set()
        self._something = threading.Event()
        self._one_at_a_time = threading.Lock()

    def start(self) -> None:
        """Keeps saving in a thread of its own."""
        copy_tables_in_one_go()
        threading.Thread(target=self._keep_saving, name="snapshots", daemon=True).start()

    def save(self, everything: bool = True) -> float:
        """Saves everything, or what has changed; the seconds it took."""
        with self._one_at_a_time:
            started = time.monotonic()
            self._something.clear()
            changed, self._changed = self._changed, set()
            states = ministack._build_persistence_save_dict()
            if not everything and changed == {"dynamodb"}:
                states = {"dynamodb": states["dynamodb"]}
            ministack.save_all(states)
            return time.monotonic() - started

    def around(self, inner: App) -> App:
        """The same application, which notices writes, saves on POST and says on GET whose process it is."""

        async def app(scope: Scope, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["path"] == SNAPSHOT:
                took = await asyncio.to_thread(self.save) if scope["method"] == "POST" else None
                await send({"type": "http.response.start", "status": 200, "headers": []})
                body = json.dumps({"seconds": took, "pid": os.getpid()}).encode()
                await send({"type": "http.response.body", "body": body})
                return
            await inner(scope, receive, send)
            if scope["type"] == "http" and (written := what_is_written(scope)):
                self._changed.add(written)
                self._something.set()

        return app

    def _keep_saving(self) -> None:
        while self._something.wait():
            time.sleep(max(self.every, SHARE * self.save(everything=False)))


def what_is_written(scope: Scope) -> str:
    """What a request may have changed: the tables, anything else, or nothing."""
    service, _, operation = dict(scope["headers"]).get(b"x-amz-target", b"").decode().rpartition(".")
    # What a function does comes as requests of its own.
    if scope["method"] in ("GET", "HEAD") or operation.startswith(READING) or scope["path"].endswith("/invocations"):
        return ""
    return "dynamodb" if service.startswith("DynamoDB_") else "other"


def copy_tables_in_one_go() -> None:
    """Lets a table be copied while it is written: pickle's C code holds the interpreter, deepcopy does not."""
    dynamodb.copy = SimpleNamespace(deepcopy=lambda value: pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))
