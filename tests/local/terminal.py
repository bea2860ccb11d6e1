"""A terminal in which a command runs: what it prints, and what it leaves behind."""

import os
import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Self

from local.emulator import isolated


class Terminal:
    """A command in a process group of its own, as a shell starts it; killed at the end if it still runs."""

    def __init__(self, directory: Path, *command: str) -> None:
        self.directory = directory
        self._lines: list[str] = []
        self._more = threading.Condition()
        self.process = subprocess.Popen(
            command,
            cwd=directory,
            env=isolated(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._read)
        self._reader.start()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.process.poll() is None:
            self.press(signal.SIGKILL)
        self.end()

    @property
    def text(self) -> str:
        """All that was printed so far."""
        return "".join(self._lines)

    def wait_for(self, pattern: str, seconds: float = 90, after: int = 0) -> re.Match[str]:
        """Waits until the pattern is printed, behind the first `after` characters."""
        deadline = time.monotonic() + seconds
        with self._more:
            while not (found := re.compile(pattern).search(self.text, after)):
                assert self.process.poll() is None or self._reader.is_alive(), f"it ended:\n{self.text}"
                assert time.monotonic() < deadline, f"{pattern!r} was not printed:\n{self.text}"
                self._more.wait(0.2)
        return found

    def press(self, key: signal.Signals) -> None:
        """Sends a signal as the terminal does: to the whole group in front."""
        os.killpg(self.process.pid, key)

    def end(self) -> int:
        """Waits for the end; the exit code."""
        code = self.process.wait(60)
        self._reader.join()
        return code

    def left(self) -> list[str]:
        """The processes that belong to the directory, wherever they were started."""
        listed = subprocess.run(["ps", "-axo", "pid=,stat=,command="], capture_output=True, text=True).stdout
        lines = [line.strip() for line in listed.splitlines() if str(self.directory) in line]
        return [line for line in lines if "<defunct>" not in line]

    def wait_until_nothing_is_left(self, seconds: float = 40) -> None:
        """Waits until no process belongs to the directory."""
        deadline = time.monotonic() + seconds
        while left := self.left():
            assert time.monotonic() < deadline, "\n".join(left)
            time.sleep(0.05)

    def _read(self) -> None:
        assert self.process.stdout is not None
        with self.process.stdout as output:
            for line in output:
                with self._more:
                    self._lines.append(line)
                    self._more.notify_all()
