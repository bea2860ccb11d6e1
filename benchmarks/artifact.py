"""What is deployed, built as `sam build` builds it, with bytecode for the Python that measures."""

import compileall
import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path
from py_compile import PycInvalidationMode

from tests.parts.runtime import CLIENT
from tests.parts.template import TREE

VERSION = f"{sys.version_info.major}.{sys.version_info.minor}"


def parley(folder: Path) -> list[Path]:
    """A function's code and the layer, by the Makefiles that `sam build` calls."""
    code, layer = folder / "code", folder / "layer"
    _make(TREE / "src", "build-Function", code)
    _make(TREE / "layer", "build-Dependencies", layer)
    return [code, layer / "python"]


def usual(folder: Path, door: Path) -> list[Path]:
    """One file, and the packages of requirements/usual.txt, which Lambda or a layer has ready."""
    code, packages = folder / "usual", folder / "usual-packages"
    code.mkdir()
    shutil.copy(door, code)
    lock = TREE / "requirements" / "usual.txt"
    pip = [
        sys.executable,
        "-m",
        "pip",
        "install",
        "--quiet",
        "--disable-pip-version-check",
        "--no-deps",
        "--no-compile",
    ]
    subprocess.run([*pip, "--require-hashes", "--target", packages, "-r", lock], check=True, capture_output=True)
    for made in (code, packages):
        compileall.compile_dir(made, quiet=1, invalidation_mode=PycInvalidationMode.UNCHECKED_HASH)
    return [code, packages]


def without_bytecode(parts: list[Path], folder: Path) -> list[Path]:
    """The same, as `sam build` leaves it by itself."""
    bare = shutil.ignore_patterns("__pycache__")
    return [Path(shutil.copytree(part, folder / str(number), ignore=bare)) for number, part in enumerate(parts)]


def runtime_client(folder: Path) -> Path:
    """Lambda's own runtime client, without its neighbours in site-packages."""
    folder.mkdir()
    for package in CLIENT:
        files = distribution(package).files or ()
        for name in {file.parts[0] for file in files if file.parts[0] != ".."}:
            (folder / name).symlink_to(Path(str(distribution(package).locate_file(name))))
    return folder


def _make(where: Path, target: str, made: Path) -> None:
    made.mkdir()
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    variables = (f"ARTIFACTS_DIR={made}", f"PYTHON={sys.executable}", f"VERSIONS={VERSION}")
    command = ["make", "--silent", "-C", str(where), target, *variables]
    # Nothing of a calling make: its variables would reach this one.
    kept = {name: value for name, value in os.environ.items() if name not in ("MAKEFLAGS", "MAKELEVEL", "MFLAGS")}
    subprocess.run(command, check=True, env=kept | {"PATH": path}, stdout=subprocess.DEVNULL)
    if not list(made.rglob("*.pyc")):
        raise SystemExit(f"There is no python{VERSION} in {path}, so nothing was compiled.")
