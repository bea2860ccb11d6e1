import json
import os
import subprocess
import threading
from pathlib import Path

import pytest

from local.alone import AlreadyRunning, alone, running
from local.steps import silent


def test_a_second_run_learns_who_runs(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    with alone(lock, silent), pytest.raises(AlreadyRunning) as refusal, alone(lock, silent):
        raise AssertionError("two at once")
    assert refusal.value.pid == os.getpid()


def test_who_runs_is_known_while_it_runs_only(tmp_path: Path) -> None:
    lock = tmp_path / "run.lock"
    assert running(lock) is None
    with alone(lock, silent):
        assert running(lock) == os.getpid()
    assert running(lock) is None


def test_the_next_run_waits_for_what_a_killed_one_left(tmp_path: Path) -> None:
    lock, said = tmp_path / "run.lock", list[str]()
    left = subprocess.Popen(["sleep", "0.4"])
    reaper = threading.Thread(target=left.wait)
    reaper.start()
    lock.write_text(json.dumps({"pid": 0, "children": [left.pid]}))  # as a run leaves it that ends by kill -9
    with alone(lock, said.append):
        assert not Path(f"/proc/{left.pid}").exists()
    reaper.join()
    assert "the last run was killed" in said[0]
