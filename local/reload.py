"""Puts a changed source live without a deploy: builds it by the rule of src/Makefile and gives it to every function."""

import io
import subprocess
import tempfile
import time
import zipfile
from pathlib import Path

from local.aws import client
from local.deployment import Deployment
from local.emulator import isolated
from local.places import Places


class SourceBroken(Exception):
    """A source file is no Python; the message shows where."""


def put_live(places: Places, deployment: Deployment, aws: str) -> float:
    """Gives the source as it is now to every function that runs it; the seconds it took."""
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as directory:
        artifact = _built(places.tree / "src", Path(directory))
        check(artifact, places.tree / "src")
        code = _zipped(artifact)
        modules = {path.relative_to(artifact).with_suffix("").as_posix() for path in artifact.rglob("*.py")}
    functions = client("lambda", aws)
    places.reloaded.touch()
    for page in functions.get_paginator("list_functions").paginate():
        for one in page["Functions"]:
            ours = one["FunctionName"] in deployment.functions
            if ours and one["Handler"].rpartition(".")[0].replace(".", "/") in modules:
                functions.update_function_code(FunctionName=one["FunctionName"], ZipFile=code)
    return time.monotonic() - started


def check(artifact: Path, source: Path) -> None:
    """Raises SourceBroken when a file does not compile; the message names it as the user knows it."""
    for path in sorted(artifact.rglob("*.py")):
        name = source / path.relative_to(artifact)
        try:
            compile(path.read_bytes(), name, "exec")
        except (SyntaxError, ValueError) as error:
            raise SourceBroken(_shown(error)) from None


def _shown(error: SyntaxError | ValueError) -> str:
    if not isinstance(error, SyntaxError):
        return str(error)
    text = (error.text or "").rstrip("\n")
    return f"{error.filename}:{error.lineno}: {error.msg}\n    {text.strip()}"


def _built(source: Path, artifact: Path) -> Path:
    command = ("make", "--silent", "--directory", source, "build-reload", f"ARTIFACTS_DIR={artifact}")
    subprocess.run(command, check=True, capture_output=True, env=isolated())
    return artifact


def _zipped(artifact: Path) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for path in sorted(path for path in artifact.rglob("*") if path.is_file()):
            archive.write(path, path.relative_to(artifact))
    return buffer.getvalue()
