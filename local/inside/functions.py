"""Writes what functions log to a file, line by line as they do.

Asking CloudWatch Logs for it costs a request a second for each function, each of them reads the whole log again, and a
line that came late appears there with the next call only.
"""

import contextlib
import json
import time
from pathlib import Path
from typing import Any

from ministack.core.lambda_runtime import Worker  # type: ignore[import-not-found]
from ministack.services import cloudwatch_logs  # type: ignore[import-not-found]

STREAMS_KEPT = 200


def log_to(path: Path) -> None:
    """From now on the file gets a JSON record for each line that a function writes, and for the end of each call."""
    invoke = Worker.invoke
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
            failure = failure_of(answer)
            return answer
        except RuntimeError as error:
            failure = str(error)
            raise
        finally:
            took = round((time.monotonic() - started) * 1000)
            record(self.func_name, request=request_id, ms=took, failure=failure)
            forget_old_streams(f"/aws/lambda/{self.func_name}")

    Worker._read_stderr = read_stderr
    Worker.invoke = invoke_and_tell


def failure_of(answer: dict[str, Any]) -> str:
    """Why a call failed, with the traceback where there is one; nothing when it did not."""
    if answer.get("status") != "error":
        return ""
    return str(answer.get("trace") or answer.get("error") or "failed")


def forget_old_streams(group: str) -> None:
    """Keeps the newest log streams of a group: there is one a call, and all of them would be saved each time."""
    # This call's own comes next.
    streams = cloudwatch_logs._log_groups.get(group, {}).get("streams", {})
    for old in list(streams)[: 1 - STREAMS_KEPT]:
        streams.pop(old, None)
