"""Lets running calls finish when a function's workers are replaced.

The emulator kills them all, in the middle of what they do: at each change of the code, and whenever one call fails.
"""

import threading
import time
from typing import Any

from ministack.core import lambda_runtime  # type: ignore[import-not-found]

# Longer than any function may run.
PATIENCE = 900.0


def retire_gently() -> None:
    """From now on a worker that is to go ends when its call has ended; it gets no new one."""
    kill = lambda_runtime.kill_workers

    def retire(workers: list[Any]) -> None:
        going = [worker for worker in workers if worker is not None]
        kill([worker for worker in going if not worker.in_use])
        for worker in going:
            if worker.in_use:
                threading.Thread(target=_kill_when_done, args=(worker, kill), daemon=True).start()

    lambda_runtime.kill_workers = retire


def _kill_when_done(worker: Any, kill: Any) -> None:
    deadline = time.monotonic() + PATIENCE
    while not _done(worker) and time.monotonic() < deadline:
        time.sleep(0.05)
    kill([worker])


def _done(worker: Any) -> bool:
    """The lock is held through a call; one that failed has lost its process, and is never given back."""
    with worker._lock:
        return not worker.in_use or worker._proc is None
