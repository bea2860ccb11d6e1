"""What runs in the emulator's process, inside its own virtual environment: ministack, and two things that it lacks.

It saves its state on a graceful stop only, so the state is also saved while it runs: a kill -9 loses the last seconds,
not everything. And each function's output goes to a file line by line: asking CloudWatch Logs for it costs a request
a second for each function, each of those reads the whole log again, and a late line appears with the next call only.
"""

import argparse
import asyncio
import contextlib
import json
import pickle
import sys
import threading
import time
from collections.abc import Awaitable, Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from ministack import app as ministack  # type: ignore[import-not-found]
from ministack.core import lambda_runtime  # type: ignore[import-not-found]
from ministack.services import cloudwatch_logs, dynamodb  # type: ignore[import-not-found]

from local.emulator import SNAPSHOT

READING = ("Get", "BatchGet", "Query", "Scan", "List", "Describe", "Filter")
STREAMS_KEPT = 200

Scope = dict[str, Any]
App = Callable[[Scope, Any, Any], Awaitable[None]]


class Snapshots:
    """Saves the state on demand, and by itself after writes; takes a twentieth of the time at most."""

    def __init__(self, every: float) -> None:
        self.every = every
        self.changed: set[str] = set()
        self.something = threading.Event()
        self.one_at_a_time = threading.Lock()

    def take(self, everything: bool = True) -> float:
        """Saves everything, or what has changed; the seconds it took."""
        with self.one_at_a_time:
            started = time.monotonic()
            self.something.clear()
            changed, self.changed = self.changed, set()
            states = ministack._build_persistence_save_dict()
            if not everything and changed == {"dynamodb"}:
                states = {"dynamodb": states["dynamodb"]}
            ministack.save_all(states)
            return time.monotonic() - started

    def keep_taking(self) -> None:
        while self.something.wait():
            time.sleep(max(self.every, 20 * self.take(everything=False)))

    def around(self, inner: App) -> App:
        """The same application, which notices writes and answers a request for a snapshot."""

        async def app(scope: Scope, receive: Any, send: Any) -> None:
            if scope["type"] == "http" and scope["path"] == SNAPSHOT:
                took = await asyncio.to_thread(self.take)
                await send({"type": "http.response.start", "status": 200, "headers": []})
                await send({"type": "http.response.body", "body": json.dumps({"seconds": took}).encode()})
                return
            await inner(scope, receive, send)
            if scope["type"] == "http" and (written := what_is_written(scope)):
                self.changed.add(written)
                self.something.set()

        return app


def what_is_written(scope: Scope) -> str:
    """What a request may have changed: the tables, anything else, or nothing."""
    service, _, operation = dict(scope["headers"]).get(b"x-amz-target", b"").decode().rpartition(".")
    # What a function does comes as requests of its own.
    if scope["method"] in ("GET", "HEAD") or operation.startswith(READING) or scope["path"].endswith("/invocations"):
        return ""
    return "dynamodb" if service.startswith("DynamoDB_") else "other"


def copy_tables_in_one_go() -> None:
    """Lets a snapshot copy a table that is being written: pickle's C code holds the interpreter, deepcopy does not."""
    dynamodb.copy = SimpleNamespace(deepcopy=lambda value: pickle.loads(pickle.dumps(value, pickle.HIGHEST_PROTOCOL)))


def log_functions(path: Path) -> None:
    """From now on what functions write goes to the file line by line as they write it, and how each call ended."""
    worker = lambda_runtime.Worker
    invoke = worker.invoke
    output = path.open("a", buffering=1, encoding="utf-8")

    def record(function: str, **more: Any) -> None:
        output.write(json.dumps({"at": time.time(), "function": function, **more}) + "\n")

    def read_stderr(self: Any) -> None:
        with contextlib.suppress(ValueError):  # the pipe of a worker that was ended
            for line in self._proc.stderr:
                record(self.func_name, line=line.rstrip("\n"))
                self._stderr_queue.put(line.rstrip("\n"))

    def invoke_and_tell(self: Any, event: Any, request_id: str, **more: Any) -> Any:
        started, failure = time.monotonic(), "the call was cut off"
        try:
            answer = invoke(self, event, request_id, **more)
            failed = answer.get("status") == "error"
            failure = (answer.get("trace") or answer.get("error") or "failed") if failed else ""
            return answer
        except RuntimeError as error:
            failure = str(error)
            raise
        finally:
            took = round((time.monotonic() - started) * 1000)
            record(self.func_name, request=request_id, ms=took, failure=failure)
            forget_old_streams(f"/aws/lambda/{self.func_name}")

    worker._read_stderr = read_stderr
    worker.invoke = invoke_and_tell


def forget_old_streams(group: str) -> None:
    """Keeps the newest log streams of a group: there is one an invocation, and all of them would be saved each time."""
    streams = cloudwatch_logs._log_groups.get(group, {}).get("streams", {})
    for old in list(streams)[:-STREAMS_KEPT]:
        streams.pop(old, None)


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--function-log", type=Path, required=True)
    parser.add_argument("--snapshot-every", type=float, default=3.0)
    arguments = parser.parse_args()
    copy_tables_in_one_go()
    log_functions(arguments.function_log)
    snapshots = Snapshots(arguments.snapshot_every)
    ministack.app = snapshots.around(ministack.app)
    threading.Thread(target=snapshots.keep_taking, name="snapshots", daemon=True).start()
    sys.argv = sys.argv[:1]  # ministack reads the command line too
    ministack.main()


if __name__ == "__main__":
    main()
