"""Puts a changed source live without a deploy: gives it to every function that runs it."""

import io
import time
import zipfile
from functools import lru_cache
from pathlib import Path

from local.aws import client
from local.deployment import Deployment
from local.places import Places


class SourceBroken(Exception):
    """A source file is no Python; the message shows where."""


def put_live(places: Places, deployment: Deployment, aws: str) -> float:
    """Gives the source as it is now to every function that runs it; the seconds it took."""
    started = time.monotonic()
    source = places.tree / "src"
    files = artifact(source)
    for name, content in files.items():
        check(source / name, content)
    code, functions = _zipped(files), client("lambda", aws)
    places.reloaded.touch()
    for page in functions.get_paginator("list_functions").paginate():
        for one in page["Functions"]:
            module = one["Handler"].rpartition(".")[0].replace(".", "/")
            if one["FunctionName"] in deployment.functions and f"{module}.py" in files:
                functions.update_function_code(FunctionName=one["FunctionName"], ZipFile=code)
    return time.monotonic() - started


def artifact(source: Path) -> dict[str, bytes]:
    """The files that src/Makefile puts into a function, by their names in it."""
    return {
        path.relative_to(source).as_posix(): path.read_bytes()
        for path in sorted(source.rglob("*.py"))
        if "__pycache__" not in path.parts
    }


@lru_cache(maxsize=1024)
def check(path: Path, content: bytes) -> None:
    """Raises SourceBroken when a file does not compile; the message shows the place."""
    try:
        compile(content, path, "exec", dont_inherit=True)
    except SyntaxError as error:
        raise SourceBroken(f"{path}:{error.lineno}: {error.msg}\n    {(error.text or '').strip()}") from None
    except ValueError as error:
        raise SourceBroken(f"{path}: {error}") from None


def _zipped(files: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return buffer.getvalue()
