"""The local gateway as a process of a stack."""

import sys
import urllib.error
import urllib.request
from collections.abc import Sequence

from local.child import Child
from local.deployment import Deployment
from local.emulator import REGION, isolated
from local.places import TREE, Places
from local.ports import HOST, Ports

READY = "gateway ready"


def start(places: Places, ports: Ports, aws: str, deployment: Deployment, options: Sequence[str] = ()) -> Child:
    """Starts the gateway in front of the deployed API and waits until it is ready."""
    module = (sys.executable, "-m", "local.lifeline", "local.gateway")
    what = ("--aws", aws, "--region", REGION, "--api", deployment.api, "--stage", deployment.stage)
    where = ("--port", str(ports.websocket), "--connections-port", str(ports.connections))
    log = places.logs / "gateway.log"
    log.unlink(missing_ok=True)
    child = Child("gateway", [*module, *what, *where, *options], log=log, env=isolated(), cwd=TREE)
    try:
        # Its own word first: another program may have the port, and answer.
        child.wait(lambda: READY in log.read_text() and _asked(ports, "GET", "health"), 20)
    except BaseException:
        child.stop(1)
        raise
    return child


def reload(ports: Ports) -> bool:
    """Lets the gateway read the API again; connections stay."""
    return _asked(ports, "POST", "reload")


def _asked(ports: Ports, method: str, what: str) -> bool:
    request = urllib.request.Request(f"http://{HOST}:{ports.connections}/_gateway/{what}", method=method)
    try:
        with urllib.request.urlopen(request, timeout=10) as answer:
            return bool(200 <= answer.status < 300)
    except (urllib.error.URLError, OSError):
        return False
