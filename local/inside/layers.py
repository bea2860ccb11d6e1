"""Unpacks a layer once for all functions: each worker would unpack and compile its own, seconds a cold start."""

import hashlib
import io
import shutil
import threading
import zipfile
from pathlib import Path
from typing import Any

from ministack.services import lambda_svc  # type: ignore[import-not-found]

KEPT = 2
# A worker treats python/lib/*/site-packages of a layer as a site directory, which may say where the modules are.
SITE = "python/lib/python3/site-packages/layer.pth"


def share_in(directory: Path) -> None:
    """From now on a function gets, instead of a layer, a file that points to the unpacked layer in the directory."""
    directory.mkdir(parents=True, exist_ok=True)
    for old in sorted(directory.iterdir(), key=lambda path: path.stat().st_mtime)[:-KEPT]:
        shutil.rmtree(old, ignore_errors=True)
    resolve = lambda_svc._resolve_layer_zip
    one_at_a_time = threading.Lock()

    def pointing(reference: Any) -> bytes | None:
        layer = resolve(reference)
        if not layer:
            return None
        with one_at_a_time:
            return pointer(unpacked(layer, directory) / "python")

    lambda_svc._resolve_layer_zip = pointing


def unpacked(layer: bytes, directory: Path) -> Path:
    """The directory with the layer's files; they are unpacked when they are not there yet."""
    home = directory / hashlib.sha256(layer).hexdigest()[:16]
    if not home.exists():
        draft = home.with_suffix(".draft")
        shutil.rmtree(draft, ignore_errors=True)
        with zipfile.ZipFile(io.BytesIO(layer)) as archive:
            archive.extractall(draft)
        draft.rename(home)
    return home


def pointer(modules: Path) -> bytes:
    """A layer that only says where the modules are, before all others as in the layer itself."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr(SITE, f"import sys; sys.path.insert(0, {str(modules)!r})\n")
    return buffer.getvalue()
