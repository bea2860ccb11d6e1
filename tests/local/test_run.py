"""`make run` in a clone, as a newcomer types it."""

import json
import os
import signal
import socket
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from websockets.sync.client import connect

from local.alone import holder
from local.aws import client
from local.endpoints import Endpoints
from local.ports import Ports, variable
from tests.local.terminal import Terminal

pytestmark = pytest.mark.xdist_group("laptop")
UP = "Parley runs"


def make(clone: Path, *words: str) -> Terminal:
    return Terminal(clone, "make", *words, f"PYTHON={sys.executable}")


def ports() -> list[str]:
    return [f"{variable(name)}={port}" for name, port in Ports.free().__dict__.items()]


def endpoints(terminal: Terminal) -> Endpoints:
    return Endpoints.read(terminal.directory / ".parley" / "endpoints.json")


def children(terminal: Terminal) -> list[int]:
    """The emulator and the gateway."""
    return list(holder(terminal.directory / ".parley" / "run.lock")["children"])


def version(terminal: Terminal) -> str:
    """What code answers over a WebSocket."""
    with connect(endpoints(terminal).websocket) as line:
        line.send("anything")
        return str(json.loads(line.recv(timeout=30))["version"])


@pytest.fixture
def clone(make_clone: Callable[[], Path]) -> Path:
    """A clone of this test's own."""
    return make_clone()


@pytest.fixture(scope="module")
def run(make_clone: Callable[[], Path]) -> Iterator[Terminal]:
    """A run that is up, for all tests that leave it so."""
    with make(make_clone(), "run", *ports()) as terminal:
        terminal.wait_for(UP)
        yield terminal
        terminal.press(signal.SIGINT)
        terminal.end()
        terminal.wait_until_nothing_is_left()


@pytest.fixture
def source(run: Terminal) -> Iterator[Path]:
    path = run.directory / "src" / "app.py"
    before, printed = path.read_text(), len(run.text)
    yield path
    if path.read_text() != before:
        path.write_text(before)
        run.wait_for(r"src/app\.py: live", after=max(printed, len(run.text)))


def test_it_says_what_it_does_how_long_it_took_and_where_everything_is(run: Terminal) -> None:
    for what in ("AWS emulator", "sam build", "sam deploy", "gateway"):
        assert run.wait_for(rf"{what}: \d+(\.\d)? m?s")
    where = endpoints(run)
    assert where.web and all(url in run.text for url in (where.web, where.websocket, "make talk NAME=", "Ctrl-C"))
    with urllib.request.urlopen(f"{where.web}/config.json", timeout=10) as answer:
        assert json.load(answer)["websocket"] == where.websocket
    assert version(run) == "one"


def test_what_the_functions_log_is_seen(run: Terminal) -> None:
    printed = len(run.text)
    version(run)
    run.wait_for(r"\d\d:\d\d:\d\d door: INFO called version=one", after=printed)


def test_a_second_run_says_that_it_runs_and_where(run: Terminal) -> None:
    with make(run.directory, "run") as second:
        assert second.end() != 0
    assert f"process {holder(run.directory / '.parley' / 'run.lock')['pid']}" in second.text
    assert (endpoints(run).web or "") in second.text


def test_a_saved_change_is_live_within_seconds_and_the_connections_stay(run: Terminal, source: Path) -> None:
    printed = len(run.text)
    with connect(endpoints(run).websocket) as line:
        source.write_text(source.read_text().replace('VERSION = "one"', 'VERSION = "two"'))
        run.wait_for(r"src/app\.py: live after \d+(\.\d)? m?s", after=printed)
        line.send("anything")
        assert json.loads(line.recv(timeout=30))["version"] == "two"


def test_a_syntax_error_is_shown_and_not_live(run: Terminal, source: Path) -> None:
    printed = len(run.text)
    source.write_text(source.read_text() + "\ndef broken(:\n")
    run.wait_for(r"src/app\.py:\d+: ", after=printed)
    assert version(run) == "one"


def test_a_changed_template_is_deployed_while_it_runs(run: Terminal) -> None:
    template = run.directory / "template.yaml"
    template.write_text(template.read_text().replace("Timeout: 20", "Timeout: 21"))
    run.wait_for(r"template\.yaml: deployed")
    functions = client("lambda", endpoints(run).aws)
    assert functions.get_function_configuration(FunctionName="parley-door")["Timeout"] == 21
    assert version(run) == "one"


def test_kill_9_of_the_gateway_is_noticed_and_mended(run: Terminal) -> None:
    printed, (_, gateway) = len(run.text), children(run)
    os.kill(gateway, signal.SIGKILL)
    run.wait_for(r"The gateway has ended by itself \(killed by SIGKILL\)", after=printed)
    run.wait_for("The gateway is back", after=printed)
    assert version(run) == "one"


def test_kill_9_of_the_emulator_is_noticed_and_mended(run: Terminal) -> None:
    printed, (emulator, _) = len(run.text), children(run)
    os.kill(emulator, signal.SIGKILL)
    run.wait_for(r"The AWS emulator has ended by itself \(killed by SIGKILL\)", after=printed)
    run.wait_for("The AWS emulator is back", after=printed)
    assert version(run) == "one"


def test_ctrl_c_and_kill_9_leave_no_process_and_the_next_run_goes_on_where_it_was(clone: Path) -> None:
    with make(clone, "run", *ports()) as terminal:
        terminal.wait_for(UP)
        before = endpoints(terminal)
        tables = client("dynamodb", before.aws).list_tables()["TableNames"]
        terminal.press(signal.SIGINT)
        terminal.end()
        assert "Stopped" in terminal.text
        terminal.wait_until_nothing_is_left()
        assert not (clone / ".parley" / "endpoints.json").exists()
    with make(clone, "run") as again:
        again.wait_for(UP)
        assert endpoints(again) == before
        assert "packages" not in again.text
        assert client("dynamodb", before.aws).list_tables()["TableNames"] == tables
        assert version(again) == "one"
        os.kill(holder(clone / ".parley" / "run.lock")["pid"], signal.SIGKILL)
        again.end()
        again.wait_until_nothing_is_left()


def test_make_stop_ends_a_run(clone: Path) -> None:
    with make(clone, "run", *ports()) as terminal:
        terminal.wait_for("sam build …")
        with make(clone, "stop") as stop:
            assert stop.end() == 0
        terminal.end()
        terminal.wait_until_nothing_is_left()


@pytest.mark.parametrize("moment", ["sam build …", "sam deploy …"])
def test_ctrl_c_in_the_middle_of_a_start_leaves_nothing(clone: Path, moment: str) -> None:
    with make(clone, "run", *ports()) as terminal:
        terminal.wait_for(moment)
        time.sleep(0.2)  # somewhere in the middle of it
        terminal.press(signal.SIGINT)
        terminal.end()
        terminal.wait_until_nothing_is_left()
    assert UP not in terminal.text


def test_a_port_that_is_taken_is_named(clone: Path) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with make(clone, "run", f"WEBSOCKET_PORT={port}") as terminal:
            assert terminal.end() != 0
    assert f"Port {port} on 127.0.0.1" in terminal.text and "make run WEBSOCKET_PORT=" in terminal.text
