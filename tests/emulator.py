"""A real emulator for tests, on a port of its own: `with emulator(tmp_path) as url`."""

import os
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.parts import processes
from tests.parts.absent import give_up

_HOME = Path(__file__).parent.parent / ".parley/venv/emulator/bin/python"
_LEFT_OUT = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "AWS_PROFILE", "AWS_ENDPOINT_URL")


@contextmanager
def emulator(directory: Path) -> Iterator[str]:
    """Starts ministack, yields its URL, stops it. Its log is `emulator.log` in the directory."""
    python = os.environ.get("PARLEY_EMULATOR_PYTHON", str(_HOME))
    if not Path(python).exists():
        give_up(
            f"There is no emulator at {python}: `python3 -m local.install emulator`, or set PARLEY_EMULATOR_PYTHON."
        )
    port = processes.free_port()
    command, log = [python, "-m", "ministack"], directory / "emulator.log"
    process = processes.start(command, log, _environment(directory, port), cwd=directory)
    try:
        url = f"http://127.0.0.1:{port}"
        _wait(url, process)
        yield url
    finally:
        processes.end(process)


def _environment(directory: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    own = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "TMPDIR": str(directory)}
    return kept | own


def _wait(url: str, process: "subprocess.Popen[str]") -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_ministack/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the emulator at {url} did not start: see emulator.log")
