"""Child processes of a test run: started with what they need, seen to be up, ended with the run."""

import os
import signal
import socket
import subprocess
from collections.abc import Mapping, Sequence
from contextlib import suppress
from pathlib import Path

# The host's own certificates and AWS settings are not those of a process that talks to loopback only.
HOST_ONLY = ("AWS_CA_BUNDLE", "AWS_PROFILE", "AWS_CONFIG_FILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_SESSION_TOKEN")
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test", "AWS_EC2_METADATA_DISABLED": "true"}
REGION = "eu-west-1"


def environment(**more: str) -> dict[str, str]:
    """This process's environment without the host's AWS settings, with loopback credentials and what is given."""
    kept = {name: value for name, value in os.environ.items() if name not in HOST_ONLY and "COVERAGE" not in name}
    return {**kept, **CREDENTIALS, "AWS_REGION": REGION, "AWS_DEFAULT_REGION": REGION, **more}


def start(
    command: Sequence[str | Path], log: Path, env: Mapping[str, str], *, cwd: Path | None = None, read: bool = False
) -> "subprocess.Popen[str]":
    """Starts a child whose output goes to a file; with `read`, its standard output is a pipe to be read to its end."""
    with log.open("w") as errors:
        return subprocess.Popen(
            [str(part) for part in command],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE if read else errors,
            stderr=errors,
            text=True,
            env=dict(env),
            cwd=cwd,
            start_new_session=True,
        )


def end(process: "subprocess.Popen[str]") -> None:
    """Ends a child and all that it started: it is asked, and after five seconds it is killed."""
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            stream.close()
    process.terminate()
    with suppress(subprocess.TimeoutExpired):
        process.wait(5)
    with suppress(ProcessLookupError):
        os.killpg(process.pid, signal.SIGKILL)
    process.wait()


def free_port() -> int:
    """A port on 127.0.0.1 that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
