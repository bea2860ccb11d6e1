"""A process that the laptop's AWS consists of: started, watched, stopped."""

import contextlib
import os
import signal
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path


class Child:
    """A running process in a group of its own. It ends when this process ends, however that happens (see lifeline)."""

    def __init__(
        self, name: str, command: Sequence[str | Path], *, log: Path, env: Mapping[str, str], cwd: Path
    ) -> None:
        self.name = name
        self.log = log
        self.stopping = False
        log.parent.mkdir(parents=True, exist_ok=True)
        with log.open("ab") as output:
            # A group of its own: Ctrl-C in the terminal reaches only the runner, which stops the rest in order.
            self.process = subprocess.Popen(
                [str(part) for part in command],
                stdin=subprocess.PIPE,
                stdout=output,
                stderr=subprocess.STDOUT,
                env=dict(env),
                cwd=cwd,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        return self.process.pid

    @property
    def running(self) -> bool:
        return self.process.poll() is None

    def tail(self, lines: int = 8) -> list[str]:
        """The last lines that it wrote."""
        return self.log.read_text(errors="replace").rstrip().splitlines()[-lines:]

    def when_over(self, call: Callable[["Child"], None]) -> None:
        """Calls back when the process ends without having been asked to."""

        def wait() -> None:
            self.process.wait()
            if not self.stopping:
                call(self)

        threading.Thread(target=wait, name=f"watch {self.name}", daemon=True).start()

    def wait(self, until: Callable[[], bool], seconds: float) -> None:
        """Returns when `until` holds; raises ChildFailed when the process ends first or the time is over."""
        deadline = time.monotonic() + seconds
        while not until():
            if not self.running:
                raise ChildFailed(self, f"ended with exit code {self.process.returncode}")
            if time.monotonic() > deadline:
                raise ChildFailed(self, f"was not ready after {seconds:.0f} s")
            time.sleep(0.02)

    def stop(self, patience: float = 15.0) -> None:
        """Asks the process to stop, kills it when it has not after `patience` seconds, and its descendants too."""
        self.stopping = True
        if self.running:
            self.process.terminate()
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(patience)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        self.process.wait()
        if self.process.stdin:
            self.process.stdin.close()


class ChildFailed(Exception):
    """A process ended, or never became ready."""

    def __init__(self, child: Child, what: str) -> None:
        super().__init__("\n".join([f"The {child.name} {what}. The end of {child.log}:", *child.tail()]))
        self.child = child
