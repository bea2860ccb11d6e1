import os
import subprocess
import sys
from pathlib import Path

from local.places import TREE

HOLDING = """
import signal, sys
from pathlib import Path
from local.alone import alone
from local.steps import silent
def end(*_): raise KeyboardInterrupt
signal.signal(signal.SIGTERM, end)
try:
    with alone(Path(sys.argv[1]) / ".parley" / "run.lock", silent):
        print("held", flush=True)
        signal.pause()
except KeyboardInterrupt:
    pass
"""
STOP = """
import sys
from pathlib import Path
from local import stop
from local.places import Places
places = Places.of(Path(sys.argv[1]))
stop.Places = lambda: places
sys.exit(stop.main(quiet="--quiet" in sys.argv))
"""
ENV = os.environ | {"PYTHONPATH": str(TREE)}


def stop(tree: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run([sys.executable, "-c", STOP, tree, *words], env=ENV, capture_output=True, text=True)


def test_what_runs_is_stopped_as_by_ctrl_c(tmp_path: Path) -> None:
    command = [sys.executable, "-c", HOLDING, str(tmp_path)]
    with subprocess.Popen(command, env=ENV, stdout=subprocess.PIPE, text=True) as run:
        assert run.stdout is not None and run.stdout.readline() == "held\n"
        done = stop(tmp_path)
        assert run.wait(10) == 0
    assert done.returncode == 0
    assert f"Stopping process {run.pid}" in done.stdout and "Stopped." in done.stdout


def test_nothing_runs(tmp_path: Path) -> None:
    assert stop(tmp_path).stdout == "Nothing runs in this clone.\n"
    assert stop(tmp_path, "--quiet").stdout == ""


def test_a_process_that_is_long_gone_is_not_taken_for_a_run(tmp_path: Path) -> None:
    (tmp_path / ".parley").mkdir()
    (tmp_path / ".parley" / "run.lock").write_text(f'{{"pid": {os.getpid()}, "children": []}}')
    assert stop(tmp_path).stdout == "Nothing runs in this clone.\n"
