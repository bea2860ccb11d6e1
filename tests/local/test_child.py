import signal
import sys
import time
from pathlib import Path
from queue import SimpleQueue

import pytest

from local.child import Child, ChildFailed
from local.emulator import isolated


def child(tmp_path: Path, code: str) -> Child:
    return Child("sleeper", [sys.executable, "-c", code], log=tmp_path / "log", env=isolated(), cwd=tmp_path)


def lives(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


def test_a_stopped_child_takes_its_descendants_along(tmp_path: Path) -> None:
    code = (
        "import subprocess, sys, time; "
        "print(subprocess.Popen([sys.executable, '-c', 'import time; time.sleep(60)']).pid, flush=True); time.sleep(60)"
    )
    parent = child(tmp_path, code)
    parent.wait(lambda: bool(parent.tail()), 10)
    descendant = int(parent.tail()[-1])
    assert lives(descendant)
    parent.stop()
    deadline = time.monotonic() + 5
    while lives(descendant) and time.monotonic() < deadline:
        time.sleep(0.01)
    assert not parent.running and not lives(descendant)


def test_a_child_that_does_not_want_to_stop_is_killed(tmp_path: Path) -> None:
    code = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('up', flush=True); time.sleep(60)"
    stubborn = child(tmp_path, code)
    stubborn.wait(lambda: bool(stubborn.tail()), 10)
    stubborn.stop(patience=0.1)
    assert stubborn.process.returncode == -signal.SIGKILL


def test_a_child_that_ends_before_it_is_ready_says_what_it_said_last(tmp_path: Path) -> None:
    failing = child(tmp_path, "print('no such thing'); raise SystemExit(3)")
    with pytest.raises(ChildFailed, match=r"(?s)exit code 3.*no such thing"):
        failing.wait(lambda: False, 10)
    failing.stop()


def test_a_child_that_is_never_ready_is_given_up(tmp_path: Path) -> None:
    late = child(tmp_path, "import time; time.sleep(60)")
    with pytest.raises(ChildFailed, match="was not ready"):
        late.wait(lambda: False, 0.05)
    late.stop(1)


def test_an_unexpected_end_is_told_and_a_wanted_one_is_not(tmp_path: Path) -> None:
    over: SimpleQueue[Child] = SimpleQueue()
    wanted, unexpected = (child(tmp_path, "import time; time.sleep(60)") for _ in range(2))
    for one in (wanted, unexpected):
        one.when_over(over.put)
    wanted.stop()
    unexpected.process.kill()
    assert over.get(timeout=10) is unexpected
    assert over.empty()
    unexpected.stop()
