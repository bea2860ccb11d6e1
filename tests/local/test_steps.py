import os
import subprocess
import sys

import pytest

from local.places import TREE
from local.steps import fail, seconds, step


@pytest.mark.parametrize(
    ("duration", "shown"), [(0.0123, "12 ms"), (0.9994, "999 ms"), (1.04, "1.0 s"), (61, "61.0 s")]
)
def test_durations_are_read_at_a_glance(duration: float, shown: str) -> None:
    assert seconds(duration) == shown


def test_a_step_says_what_and_how_long() -> None:
    said: list[str] = []
    with step("sam build", said.append):
        assert said == ["  sam build …"]
    assert said[1].startswith("  sam build: ") and said[1].endswith(" ms")


def test_a_step_that_fails_is_not_said_to_be_done() -> None:
    said: list[str] = []
    with pytest.raises(ValueError), step("sam build", said.append):
        raise ValueError
    assert len(said) == 1


def test_a_failure_goes_to_standard_error_and_is_exit_code_1(capsys: pytest.CaptureFixture[str]) -> None:
    assert fail("what is wrong", "what to do").code == 1
    assert capsys.readouterr().err == "what is wrong\nwhat to do\n"


def test_a_terminal_that_is_gone_stops_nothing() -> None:
    code = "import os; from local.steps import say; os.close(1); say('x'); os._exit(7)"
    done = subprocess.run([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(TREE)})
    assert done.returncode == 7
