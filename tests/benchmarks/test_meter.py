"""What is counted is what was asked for."""

import pytest

from benchmarks.meter import Meter, consumed, transacted
from models import log, reading, table
from models.log import Post
from models.room import Room
from tests.parts.dynamodb import Table


@pytest.fixture
def meter(dynamodb: Table) -> Meter:
    """A meter on the models' own client."""
    Room.opened("general")
    meter = Meter()
    meter.attach(table.client(), table.session())
    return meter


def test_a_message_takes_a_number_and_a_transaction_of_two(meter: Meter) -> None:
    log.append(Post("general", "id", "guest:ana", "Ana", "hello"))
    # One unit for the number; message and postmark count twice, because they are written together.
    assert (meter.trips, meter.writes, meter.reads) == (2, 5.0, 0.0)


def test_a_read_is_a_read_and_counting_begins_anew(meter: Meter) -> None:
    reading.newest("general", 10)
    counted = meter.reset()
    assert (counted.trips, counted.writes, counted.reads) == (1, 0.0, 1.0)
    assert meter == Meter()


def test_units_are_of_one_table_or_of_several() -> None:
    assert consumed({}) == 0.0
    assert consumed({"ConsumedCapacity": {"CapacityUnits": 1.5}}) == 1.5
    assert consumed({"ConsumedCapacity": [{"CapacityUnits": 2.0}, {"CapacityUnits": 1}]}) == 3.0


def test_each_item_of_a_transaction_counts_twice_for_each_kilobyte() -> None:
    small, large = {"pk": {"S": "x"}, "text": {"S": "x" * 700}}, {"pk": {"S": "x"}, "text": {"S": "é" * 600}}
    assert transacted([{"Put": {"Item": small}}, {"Update": {"Key": {}}}, {"Delete": {"Key": {}}}]) == 6.0
    assert transacted([{"Put": {"Item": large}}]) == 4.0
