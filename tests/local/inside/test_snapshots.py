"""The state is saved while it is written to."""

import threading
from collections.abc import Iterator

import pytest

from local.aws import client
from local.stack import Stack

pytestmark = pytest.mark.xdist_group("laptop")


@pytest.fixture
def writer(laptop: Stack) -> Iterator[None]:
    """Somebody writes all the time."""
    stop = threading.Event()
    dynamodb, table = client("dynamodb", laptop.endpoints.aws), laptop.deployment.tables["Table"]

    def write() -> None:
        number = 0
        while not stop.is_set():
            number += 1
            dynamodb.put_item(TableName=table, Item={"pk": {"S": f"key {number}"}, "text": {"S": "x" * 500}})

    thread = threading.Thread(target=write)
    thread.start()
    yield
    stop.set()
    thread.join()


def test_saving_works_while_a_table_is_written(laptop: Stack, writer: None) -> None:
    for _ in range(10):
        laptop.emulator.save()
    said = (laptop.places.logs / "emulator.log").read_text()
    assert "changed size during iteration" not in said
    assert "error getting state" not in said


def test_reading_alone_saves_nothing(laptop: Stack) -> None:
    laptop.emulator.save()
    dynamodb, table = client("dynamodb", laptop.endpoints.aws), laptop.deployment.tables["Table"]
    before = (laptop.places.state / "dynamodb.json").stat().st_mtime_ns
    waited = threading.Event()
    for _ in range(8):
        dynamodb.scan(TableName=table, Limit=1)
        waited.wait(0.5)
    assert (laptop.places.state / "dynamodb.json").stat().st_mtime_ns == before
