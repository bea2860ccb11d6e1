"""What a cold start is measured of."""

from pathlib import Path

import pytest

from benchmarks.cold_start import SEND, doors, lambda_environment, wire_name


@pytest.mark.parametrize(("module", "name"), [("ping", "ping"), ("send_message", "sendMessage")])
def test_a_door_is_called_what_the_wire_calls_it(module: str, name: str) -> None:
    assert wire_name(module) == name


def test_all_of_the_template_s_functions_are_measured() -> None:
    found = doors()
    assert found[SEND] == "handlers.send_message"
    assert {"authorize", "connect", "disconnect", "default", "joinRoom", "leaveRoom", "history", "ping"} < found.keys()


def test_a_measured_process_sees_nothing_of_this_one() -> None:
    found = lambda_environment({"PYTHONPATH": "here", "TABLE_NAME": "t"}, Path("/var/task"), Path("/client"))
    assert found["PYTHONPATH"] == "/client"
    assert found["LAMBDA_TASK_ROOT"] == "/var/task"
