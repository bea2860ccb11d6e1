"""`python3 -m local.install SET…` makes the virtual environments. Runs on a bare Python; installs nothing twice.

Sets: emulator, sam, project (what `make run` needs), test (what `make test` needs, into project's environment),
bench (other ways to do what Parley does, which `make bench` measures beside it) and audit (what `make audit` needs).
"""

import sys

if sys.version_info < (3, 11):  # noqa: UP036 - this is the file that an older Python gets to see
    sys.exit(
        "Parley needs Python 3.11 or later, and this is Python %d.%d.\n" % sys.version_info[:2]  # noqa: UP031
        + "Where a newer one is installed: make run PYTHON=python3.12"
    )

import fcntl
import importlib.util
import threading
import time
from pathlib import Path

from local.environments import Environment, InstallFailed
from local.steps import fail, say, seconds

TREE = Path(__file__).resolve().parent.parent
SETS = {"emulator": "emulator", "sam": "sam", "project": "run", "test": "test", "bench": "bench", "audit": "audit"}
WANTED = ("emulator", "sam", "project")
QUIET = 5.0


def main(names: list[str], tree: Path = TREE) -> None:
    """Makes the environments of the named sets that are not ready yet, side by side, and says so."""
    home = tree / ".parley"
    home.mkdir(exist_ok=True)
    with (home / "install.lock").open("w") as lock:
        _alone(lock.fileno())
        missing = [one for one in environments(names or list(WANTED), tree) if not one.ready()]
        if missing:
            _check_tools()
            _install(missing)


def environments(names: list[str], tree: Path) -> list[Environment]:
    """The environments of the named sets; `test` holds all that `project` does, so it stands for both."""
    unknown = [name for name in names if name not in SETS]
    if unknown:
        raise fail(f"There is no set of packages called {unknown[0]}. There are: {', '.join(SETS)}.")
    venvs, logs, locks = tree / ".parley" / "venv", tree / ".parley" / "logs", tree / "requirements"
    return [
        Environment(
            name=name,
            home=venvs / ("project" if name == "test" else name),
            lock=locks / f"{SETS[name]}.txt",
            log=logs / f"install-{name}.log",
            on_top=name == "test",
            covers=locks / "run.txt" if name == "test" else None,
        )
        for name in dict.fromkeys(names)
        if not (name == "project" and "test" in names)
    ]


def _install(missing: list[Environment]) -> None:
    say(f"  packages for {', '.join(one.name for one in missing)}: this happens once, and takes a minute or two …")
    started = time.monotonic()
    failures: list[Exception] = []
    workers = [threading.Thread(target=_try, args=(one, failures), daemon=True) for one in missing]
    for worker in workers:
        worker.start()
    try:
        _watch(missing, workers, failures)
    finally:
        for one in missing:
            one.stop()
    for worker in workers:
        worker.join()
    if failures:
        raise _explained(failures[0])
    say(f"  packages: {seconds(time.monotonic() - started)}")


def _try(environment: Environment, failures: list[Exception]) -> None:
    try:
        environment.install()
    except Exception as error:
        failures.append(error)


def _watch(missing: list[Environment], workers: list[threading.Thread], failures: list[Exception]) -> None:
    said = time.monotonic()
    going = list(missing)
    while any(worker.is_alive() for worker in workers) and not failures:
        time.sleep(0.1)
        for one in [one for one in going if one.doing == "done"]:
            going.remove(one)
            say(f"    {one.name}: {one.collected} packages, {seconds(one.took)}")
            said = time.monotonic()
        if going and time.monotonic() - said > QUIET:
            say("    " + "; ".join(f"{one.name}: {one.doing}" for one in going))
            said = time.monotonic()


def _explained(error: Exception) -> SystemExit:
    if not isinstance(error, InstallFailed):
        return fail(f"The packages could not be installed: {error}")
    log = error.environment.log
    tail = log.read_text().strip().splitlines()[-8:]
    offline = any(hint in log.read_text() for hint in ("NewConnectionError", "NameResolution", "name resolution"))
    advice = (
        "Packages come from the network the first time, and it cannot be reached."
        if offline
        else "The whole story is in that file. Then `make run` again: what is ready is kept."
    )
    return fail(
        f"The packages for {error.environment.name} could not be installed. The end of {log}:",
        *(f"    {line}" for line in tail),
        advice,
    )


def _check_tools() -> None:
    absent = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if absent:
        raise fail(
            f"This Python ({sys.executable}) comes without {absent[0]}, which makes virtual environments.",
            "On Debian and Ubuntu: sudo apt install python3-venv",
        )


def _alone(lock: int) -> None:
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        say("  another installation is under way in this clone: waiting for it …")
        fcntl.flock(lock, fcntl.LOCK_EX)


if __name__ == "__main__":
    try:
        main(sys.argv[1:])
    except KeyboardInterrupt:
        sys.exit(130)
