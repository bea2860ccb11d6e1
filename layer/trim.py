"""The packages, cut down to what is used of them: `python trim.py PACKAGES SERVICE ...`.

botocore knows all of AWS, and that is nine tenths of its size. What it reads whenever a client is made are the
endpoints of every service, 1.2 MB, and the model of the one service, half of it prose: a tenth of a cold start's CPU.
Another tenth goes into modules that are loaded for nothing: botocore's writer of documentation, and what urllib3 needs
to find out the version of a package that is not there.
"""

import gzip
import json
import shutil
import sys
from pathlib import Path
from typing import Any

DOCUMENTATION = '''"""What client methods have for documentation: nothing, in a function."""


class ClientMethodDocstring(str):
    def __new__(cls, **_):
        return super().__new__(cls)


class PaginatorDocstring(ClientMethodDocstring):
    pass


class WaiterDocstring(ClientMethodDocstring):
    pass
'''

# What is loaded only when it is used: the module, the line at its top, and the place where it is used.
LATER = (("urllib3/http2/__init__.py", "from importlib.metadata import version\n", "    h2_version = version("),)

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
        whole = json.loads(gzip.decompress(model.read_bytes()))
        # Of these botocore asks for the prose too.
        kept = {name: whole[name] for name in ("clientContextParams",) if name in whole}
        _write(model.with_suffix(""), _without_prose(whole) | kept)
        model.unlink()


def without_documentation(docs: Path) -> None:
    """Leave of botocore's writer of documentation what its other modules ask for by name."""
    for path in docs.iterdir():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != "utils.py":
            path.unlink()
    (docs / "__init__.py").touch()
    (docs / "docstring.py").write_text(DOCUMENTATION)


def later(packages: Path) -> None:
    """Move imports to where they are used; a package that looks otherwise than it did is a reason to look at it."""
    for name, line, use in LATER:
        text = (packages / name).read_text()
        if text.count(line) != 1 or text.count(use) != 1:
            raise SystemExit(f"trim.py knows another {name}: look whether it still loads what it does not need.")
        (packages / name).write_text(text.replace(line, "").replace(use, f"    {line}\n{use}"))


def _trim_endpoints(path: Path, services: set[str]) -> None:
    endpoints = json.loads(path.read_text())
    for partition in endpoints["partitions"]:
        # The data has names of its own for some services, but not for those that need no other than their own.
        partition["services"] = {name: one for name, one in partition["services"].items() if name in services}
    _write(path, endpoints)


def _without_prose(value: Any) -> Any:
    if isinstance(value, dict):
        return {
            # The few parameters of a whole client are read together with their prose.
            name: one if name == "clientContextParams" else _without_prose(one)
            for name, one in value.items()
            if not (name == "documentation" and isinstance(one, str))
        }
    return [_without_prose(one) for one in value] if isinstance(value, list) else value


def _write(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, separators=(",", ":")))


if __name__ == "__main__":
    installed = Path(sys.argv[1])
    trim(installed / "botocore" / "data", set(sys.argv[2:]))
    without_documentation(installed / "botocore" / "docs")
    later(installed)
