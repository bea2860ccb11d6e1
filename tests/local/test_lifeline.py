import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from local.places import TREE
from tests.local.test_child import lives

STARTER = """
import subprocess, sys, time
command = [sys.executable, "-m", "local.lifeline", "sleeper"]
child = subprocess.Popen(command, stdin=subprocess.PIPE, start_new_session=True)
print(child.pid, flush=True)
time.sleep(60)
"""
SLEEPER = """
import signal, subprocess, sys, time
from pathlib import Path
inner = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
Path("inner").write_text(str(inner.pid))
time.sleep(60)
"""


def start(tmp_path: Path) -> tuple["subprocess.Popen[str]", int, int]:
    """A process that starts another on a lifeline, which starts a third; all three."""
    (tmp_path / "sleeper.py").write_text(SLEEPER)
    env = os.environ | {"PYTHONPATH": f"{TREE}{os.pathsep}{tmp_path}"}
    starter = subprocess.Popen(
        [sys.executable, "-c", STARTER], cwd=tmp_path, env=env, stdout=subprocess.PIPE, text=True
    )
    assert starter.stdout is not None
    child = int(starter.stdout.readline())
    written = tmp_path / "inner"
    wait_for(lambda: written.exists() and bool(written.read_text()))
    return starter, child, int(written.read_text())


def wait_for(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 20
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.mark.parametrize("ending", [signal.SIGKILL, signal.SIGTERM])
def test_no_process_outlives_its_starter(tmp_path: Path, ending: signal.Signals) -> None:
    starter, child, inner = start(tmp_path)
    starter.send_signal(ending)
    starter.communicate()
    wait_for(lambda: not lives(child) and not lives(inner))


def test_the_module_gets_its_arguments_and_runs_as_main(tmp_path: Path) -> None:
    (tmp_path / "shown.py").write_text("import sys; print(__name__, sys.argv[1:], sys.stdin.read() == '')")
    env = os.environ | {"PYTHONPATH": f"{TREE}{os.pathsep}{tmp_path}"}
    command = [sys.executable, "-m", "local.lifeline", "shown", "one", "two"]
    done = subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert done.stdout is not None
    assert done.stdout.read() == "__main__ ['one', 'two'] True\n"
    done.communicate()
