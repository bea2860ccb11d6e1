"""botocore's data, cut down to the services that are spoken to: `python trim.py DATA SERVICE ...`.

botocore knows all of AWS, and that is nine tenths of its size. What it reads whenever a client is made are the
endpoints of every service, 1.2 MB, and the model of the one service, half of it prose: a tenth of a cold start's CPU.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

SHARED = ("_retry.json", "endpoints.json", "partitions.json", "sdk-default-configuration.json")


def trim(data: Path, services: set[str]) -> None:
    """Leave what clients of these services read, and of that what is not prose."""
    for path in data.iterdir():
        if path.is_dir() and path.name not in services:
            shutil.rmtree(path)
        elif path.is_file() and path.name not in SHARED:
            path.unlink()
    _trim_endpoints(data / "endpoints.json", services)
    for model in data.glob("*/*/service-2.json.gz"):
        _write(model.with_suffix(""), _without_prose(json.loads(gzip.decompress(model.read_bytes()))))
        model.unlink()


def _trim_endpoints(path: Path, services: set[str]) -> None:
    endpoints = json.loads(path.read_text())
    for partition in endpoints["partitions"]:
        # The data has names of its own for some services, but not for those that need no other than their own.
        partition["services"] = {name: one for name, one in partition["services"].items() if name in services}
    _write(path, endpoints)


def _without_prose(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            name: _without_prose(one)
            for name, one in value.items()
            if not (name == "documentation" and isinstance(one, str))
        }
    return [_without_prose(one) for one in value] if isinstance(value, list) else value


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")))


if __name__ == "__main__":
    trim(Path(sys.argv[1]), set(sys.argv[2:]))
