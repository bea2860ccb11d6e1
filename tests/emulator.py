"""A real emulator for tests, on a port of its own: `with emulator(tmp_path) as url`."""

import os
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

_HOME = Path(__file__).parent.parent / ".parley/venv/emulator/bin/python"
_LEFT_OUT = ("AWS_CA_BUNDLE", "REQUESTS_CA_BUNDLE", "SSL_CERT_FILE", "AWS_PROFILE", "AWS_ENDPOINT_URL")


@contextmanager
def emulator(directory: Path) -> Iterator[str]:
    """Starts ministack, yields its URL, stops it. Its log is `emulator.log` in the directory."""
    python = os.environ.get("PARLEY_EMULATOR_PYTHON", str(_HOME))
    if not Path(python).exists():
        sentence = f"there is no emulator at {python}: run `make setup` or set PARLEY_EMULATOR_PYTHON"
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(sentence)
    port = _free_port()
    with (directory / "emulator.log").open("wb") as log:
        process = subprocess.Popen(
            [python, "-m", "ministack"], cwd=directory, env=_environment(directory, port), stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait(url, process)
            yield url
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _environment(directory: Path, port: int) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in _LEFT_OUT}
    own = {"BIND_HOST": "127.0.0.1", "GATEWAY_PORT": str(port), "IOT_MTLS_ENABLED": "0", "TMPDIR": str(directory)}
    return kept | own


def _wait(url: str, process: "subprocess.Popen[bytes]") -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{url}/_ministack/health", timeout=5):
                return
        except OSError:
            time.sleep(0.05)
    raise RuntimeError(f"the emulator at {url} did not start: see emulator.log")
