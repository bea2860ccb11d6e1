"""The limit of what a post can cost: wrk, with one request that was signed beforehand."""

import json
import re
import resource
import shutil
import subprocess
from pathlib import Path

from config import Credentials
from delivery.endpoint import endpoint
from delivery.sigv4 import Signer

CONNECTIONS = 128


def installed() -> bool:
    """Whether wrk is there."""
    return shutil.which("wrk") is not None


def measure(url: str, folder: Path, seconds: int) -> dict[str, float]:
    """CPU microseconds a post and posts a second, over some seconds."""
    credentials = Credentials("AKIDEXAMPLE", "secret", "t" * 900)
    signer = Signer("POST", endpoint(url), b"x" * 200, "eu-west-1", credentials)
    request = signer.request("L0SM9cOFvHcCI00000h=", 0.0).decode()
    script = folder / "request.lua"
    script.write_text(f"local signed = {json.dumps(request)}\nrequest = function() return signed end\n")
    command = ["wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s", "-s", str(script), url]
    if shutil.which("taskset"):
        command = ["taskset", "-c", "0", *command]
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    found = re.search(r"(\d+) requests in", said)
    if found is None:
        raise SystemExit(f"wrk says nothing of its requests: {said}")
    posts = int(found[1])
    cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
    return {"cpu": cpu / posts * 1e6, "rate": posts / seconds, "took": seconds / posts, "memory": 0.0}
