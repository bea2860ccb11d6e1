"""Virtual environments with exactly the packages of a locked requirements file. Standard library only.

The emulator, the SAM CLI and the project each have one of their own: their pins of botocore exclude each other.
"""

import hashlib
import shutil
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from pathlib import Path


@dataclass
class Environment:
    """One set of packages: `name` is what the user knows it by, `home` its virtual environment, `lock` its versions.

    One that goes `on_top` of another leaves what is there; it holds all that the lock which it `covers` asks for.
    """

    name: str
    home: Path
    lock: Path
    log: Path
    on_top: bool = False
    covers: Path | None = None
    collected: int = 0
    doing: str = "waiting"
    took: float = 0.0
    process: "subprocess.Popen[str] | None" = field(default=None, repr=False)
    stopped: threading.Event = field(default_factory=threading.Event, repr=False)

    @property
    def python(self) -> Path:
        return self.home / "bin" / "python"

    def ready(self) -> bool:
        """Whether the environment holds what the lock says, and its Python still runs."""
        try:
            stamped = self._stamp(self.lock).read_text() == digest(self.lock)
        except OSError:
            return False
        return stamped and runs(self.python)

    def install(self) -> None:
        """Makes the environment; what an earlier attempt left half-made is thrown away first."""
        started = time.monotonic()
        self.log.parent.mkdir(parents=True, exist_ok=True)
        self.log.write_text("")
        if not (self.on_top and runs(self.python)):
            self.doing = "making the environment"
            shutil.rmtree(self.home, ignore_errors=True)
            self._run(sys.executable, "-m", "venv", str(self.home))
        self._stamp(self.lock).unlink(missing_ok=True)
        self.doing = "asking for packages"
        pip = ("-m", "pip", "--disable-pip-version-check", "--no-input", "install", "--progress-bar", "off")
        # The lock is complete, so pip need not resolve; older pips cannot match its extras when they try.
        # Bytecode is made when a module is first used: most of these packages' modules never are.
        self._run(str(self.python), *pip, "--no-deps", "--no-compile", "--require-hashes", "-r", str(self.lock))
        for lock in (self.lock, self.covers):
            if lock:
                self._stamp(lock).write_text(digest(lock))
        self.doing, self.took = "done", time.monotonic() - started

    def stop(self) -> None:
        """Ends an installation that is under way."""
        self.stopped.set()
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def _stamp(self, lock: Path) -> Path:
        return self.home / f"installed-{lock.stem}"

    def _run(self, *command: str) -> None:
        if self.stopped.is_set():
            raise InstallFailed(self)
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        with self.log.open("a") as log, self.process:
            for line in self.process.stdout or ():
                log.write(line)
                self._follow(line)
        if self.process.returncode != 0:
            raise InstallFailed(self)

    def _follow(self, line: str) -> None:
        if line.startswith(("Collecting ", "Processing ")):
            self.collected += 1
            self.doing = f"{self.collected} packages found"
        elif line.startswith("Installing collected packages"):
            self.doing = f"installing {self.collected} packages"


class InstallFailed(Exception):
    """An environment could not be made; its log says why."""

    def __init__(self, environment: Environment) -> None:
        super().__init__(environment.name)
        self.environment = environment


def digest(lock: Path) -> str:
    """Changes when the locked versions or the Python change."""
    return hashlib.sha256(f"{sys.version_info[:2]}\n".encode() + lock.read_bytes()).hexdigest()


def runs(python: Path) -> bool:
    """Whether an interpreter starts and is of this version: a Python that was removed or upgraded leaves dead links."""
    ask = "import sys, pip; print(sys.version_info[:2])"
    try:
        answer = subprocess.run([python, "-I", "-c", ask], capture_output=True, text=True, timeout=30)
    except (OSError, subprocess.SubprocessError):
        return False
    return answer.stdout.strip() == str(sys.version_info[:2])
