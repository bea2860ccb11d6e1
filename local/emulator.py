"""The laptop's AWS: ministack on 127.0.0.1, its state in a directory of its own. Standard library only."""

import json
import os
import shutil
import urllib.request

from local.child import Child
from local.places import TREE, Places
from local.ports import HOST

REGION = "us-east-1"
CREDENTIALS = {"AWS_ACCESS_KEY_ID": "test", "AWS_SECRET_ACCESS_KEY": "test"}
# It sends no mail: these are the codes by which people prove an address and choose a new password.
CODES = {"confirm": "123456", "reset": "654321"}
SNAPSHOT = "/_parley/snapshot"
KEPT = ("PATH", "HOME", "LANG", "LC_ALL", "TZ")


def isolated() -> dict[str, str]:
    """The environment that everything is started with: ours alone, no profile, proxy or CA bundle of the user's."""
    return {name: os.environ[name] for name in KEPT if name in os.environ} | {
        **CREDENTIALS,
        "AWS_DEFAULT_REGION": REGION,
        "AWS_REGION": REGION,
        "AWS_CONFIG_FILE": os.devnull,
        "AWS_SHARED_CREDENTIALS_FILE": os.devnull,
        "AWS_EC2_METADATA_DISABLED": "true",
        "PYTHONUNBUFFERED": "1",
    }


class Emulator:
    """One ministack process; start it again after a stop or a crash, and it goes on from what was saved."""

    def __init__(self, places: Places, port: int, *, guarded: bool = False) -> None:
        self.places = places
        self.url = f"http://{HOST}:{port}"
        self._environment = isolated() | {
            "BIND_HOST": HOST,
            "GATEWAY_PORT": str(port),
            "MINISTACK_REGION": REGION,
            "PERSIST_STATE": "1",
            "STATE_DIR": str(places.state),
            "S3_PERSIST": "1",
            "S3_DATA_DIR": str(places.state / "s3"),
            "TMPDIR": str(places.temporary),
            "IOT_MTLS_ENABLED": "0",
            "SFTP_ENABLED": "0",
            # It would look for containers of its own in the user's Docker.
            "DOCKER_HOST": f"unix://{places.temporary}/no-docker",
            "LOG_LEVEL": "WARNING",
            # Whether a function may do only what its role says.
            "AUTH": "true" if guarded else "false",
        }

    def start(self) -> Child:
        """Starts the process and waits until it answers."""
        shutil.rmtree(self.places.temporary, ignore_errors=True)  # it leaves each function's code behind
        for directory in (self.places.temporary, self.places.state, self.places.logs):
            directory.mkdir(parents=True, exist_ok=True)
        python = self.places.python("emulator")
        module = ("-m", "local.lifeline", "local.inside")
        files = ("--function-log", self.places.function_log, "--layers", self.places.home / "layers")
        child = Child(
            "AWS emulator",
            [python, *module, *files],
            log=self.places.emulator_log,
            env=self._environment,
            cwd=TREE,
        )
        try:
            child.wait(lambda: self._answers(child), 30)
        except BaseException:
            child.stop(1)
            raise
        return child

    def save(self) -> float:
        """Saves the state to disk now; the seconds it took."""
        request = urllib.request.Request(self.url + SNAPSHOT, method="POST")
        with urllib.request.urlopen(request, timeout=60) as answer:
            return float(json.load(answer)["seconds"])

    def _answers(self, child: Child) -> bool:
        """Whether it is this process that answers, and not another one that has the port."""
        try:
            with urllib.request.urlopen(self.url + SNAPSHOT, timeout=5) as answer:
                return bool(json.load(answer)["pid"] == child.pid)
        except (OSError, ValueError, KeyError):
            return False
