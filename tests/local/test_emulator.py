import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from local.aws import client
from local.child import Child, ChildFailed
from local.emulator import Emulator
from local.places import Places
from local.ports import Ports
from tests.parts.absent import give_up

QUEUE = "words"


@pytest.fixture
def emulator(tmp_path: Path) -> Emulator:
    if not Places().python("emulator").exists():
        give_up("The emulator is not installed: `python3 -m local.install emulator` does it.")
    return Emulator(Places(home=tmp_path), Ports.free().aws)


@pytest.fixture
def started(emulator: Emulator) -> Iterator[Child]:
    child = emulator.start()
    yield child
    child.stop()


def make_table(emulator: Emulator) -> None:
    client("dynamodb", emulator.url).create_table(
        TableName=QUEUE,
        BillingMode="PAY_PER_REQUEST",
        KeySchema=[{"AttributeName": "pk", "KeyType": "HASH"}],
        AttributeDefinitions=[{"AttributeName": "pk", "AttributeType": "S"}],
    )


def put(emulator: Emulator, key: str) -> None:
    client("dynamodb", emulator.url).put_item(TableName=QUEUE, Item={"pk": {"S": key}})


def keys(emulator: Emulator) -> set[str]:
    return {item["pk"]["S"] for item in client("dynamodb", emulator.url).scan(TableName=QUEUE)["Items"]}


def test_a_stop_keeps_everything(emulator: Emulator, started: Child) -> None:
    make_table(emulator)
    put(emulator, "a")
    started.stop()
    again = emulator.start()
    assert keys(emulator) == {"a"}
    again.stop()


def test_what_was_saved_survives_kill_9(emulator: Emulator, started: Child) -> None:
    make_table(emulator)
    put(emulator, "a")
    assert emulator.save() < 10
    started.process.kill()
    started.process.wait()
    again = emulator.start()
    assert keys(emulator) == {"a"}
    again.stop()


def test_the_state_is_saved_by_itself_soon_after_a_write(emulator: Emulator, started: Child) -> None:
    make_table(emulator)
    put(emulator, "a")
    saved = emulator.places.state / "dynamodb.json"
    deadline = time.monotonic() + 20
    while not (saved.exists() and '"a"' in saved.read_text()):
        assert time.monotonic() < deadline
        time.sleep(0.05)


def test_a_port_that_is_taken_fails_with_what_the_emulator_says(emulator: Emulator, started: Child) -> None:
    other = Emulator(Places(home=emulator.places.home / "other"), int(emulator.url.rpartition(":")[2]))
    with pytest.raises(ChildFailed, match="already in use"):
        other.start()


def test_it_leaves_nothing_outside_its_directory(emulator: Emulator, started: Child, tmp_path: Path) -> None:
    files = [link.resolve() for link in Path(f"/proc/{started.pid}/fd").iterdir() if link.resolve().is_file()]
    writable = [path for path in files if not path.is_relative_to(Places().venvs.resolve())]
    assert all(path.is_relative_to(tmp_path) for path in writable if "/python" not in str(path))
