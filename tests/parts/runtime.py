"""A function as Lambda runs it: the built artifact under the real runtime client.

In front of it is the runtime interface emulator, which ships inside the SAM CLI. It takes one request at a time, and
panics at two.
"""

import json
import os
import platform
import socket
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.metadata import distribution
from pathlib import Path
from typing import Any

from tests.parts import processes
from tests.parts.absent import give_up
from tests.parts.sam import Sam

CLIENT = ("awslambdaric", "simplejson", "snapshot-restore-py")
INVOCATIONS = "/2015-03-31/functions/function/invocations"


class Function:
    """One running function."""

    def __init__(self, url: str, log: Path) -> None:
        self.url = url
        self.log = log

    def invoke(self, event: dict[str, Any]) -> Any:
        """What the handler answers; what it raises comes as an object with errorMessage."""
        request = urllib.request.Request(self.url + INVOCATIONS, json.dumps(event).encode())
        with urllib.request.urlopen(request, timeout=30) as answer:
            return json.load(answer)


@contextmanager
def function(sam: Sam, artifact: Path, handler: str, env: dict[str, str], folder: Path) -> Iterator[Function]:
    """Runs the function of a built artifact; the layer lies beside it as `Dependencies`."""
    port, runtime_port = processes.free_port(), processes.free_port()
    log = folder / f"{artifact.name}.log"
    # Without site-packages: what the function imports is in its artifact or in the layer, or it is missing.
    python_path = [artifact.parent / "Dependencies" / "python", _client(folder)]
    emulator = [
        str(_emulator(sam)),
        "--log-level",
        "error",
        "--runtime-interface-emulator-address",
        f"127.0.0.1:{port}",
    ]
    client = ["--runtime-api-address", f"127.0.0.1:{runtime_port}", sys.executable, "-S", "-m", "awslambdaric", handler]
    process = processes.start(
        [*emulator, *client],
        log,
        {
            "PATH": os.environ["PATH"],
            "AWS_LAMBDA_FUNCTION_NAME": artifact.name,
            "AWS_LAMBDA_FUNCTION_TIMEOUT": "10",
            "LAMBDA_TASK_ROOT": str(artifact),
            "PYTHONPATH": os.pathsep.join(map(str, python_path)),
            "PYTHONDONTWRITEBYTECODE": "1",
            **env,
        },
        cwd=artifact,
    )
    try:
        _wait(port)
        yield Function(f"http://127.0.0.1:{port}", log)
    finally:
        processes.end(process)


def _emulator(sam: Sam) -> Path:
    if platform.system() != "Linux":
        give_up("The runtime interface emulator runs on Linux only.")
    machine = "arm64" if platform.machine() in ("arm64", "aarch64") else "x86_64"
    return next(sam.python.parent.parent.glob(f"lib/*/site-packages/samcli/local/rapid/aws-lambda-rie-{machine}"))


def _client(folder: Path) -> Path:
    """The runtime client without its neighbours in site-packages."""
    alone = folder / "runtime-client"
    alone.mkdir(exist_ok=True)
    for package in CLIENT:
        installed = distribution(package)
        for name in {file.parts[0] for file in installed.files or () if file.parts[0] != ".."}:
            if not (alone / name).exists():
                (alone / name).symlink_to(Path(str(installed.locate_file(name))))
    return alone


def _wait(port: int) -> None:
    deadline = time.monotonic() + 20
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "the runtime interface emulator did not start"
        time.sleep(0.02)
