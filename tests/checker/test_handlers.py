"""The handlers of src/ under every fault, and what their clients saw of it."""

from dataclasses import replace
from pathlib import Path

import pytest

from tests.checker import course
from tests.checker.faults import Weather
from tests.checker.handlers import deployed, handlers
from tests.checker.plan import Size, plan
from tests.checker.soak import Wish, soak, told
from tests.checker.tally import Tally
from tests.checker.verdict import verdict

SMALL = Size(clients=4, rooms=2, steps=10, pause=0.2)


def test_every_route_of_the_template_leads_to_its_handler() -> None:
    api = deployed()
    assert api.routes["joinRoom"].function.endswith(":handlers.join_room.handler")
    assert {"$connect", "$disconnect", "$default", "sendMessage", "history", "ping"} <= api.routes.keys()
    assert api.authorizer and api.authorizer.function.endswith(":handlers.authorize.handler")


@pytest.mark.promise(1)
@pytest.mark.promise(2)
@pytest.mark.promise(3)
@pytest.mark.promise(4)
@pytest.mark.promise(5)
@pytest.mark.promise(6)
async def test_the_promises_hold_in_all_weathers(dynamodb_local: str, tmp_path: Path) -> None:
    async with handlers("DynamoDB Local", dynamodb_local, tmp_path) as target:
        found = await soak(Wish(seed=1, seeds=2, size=SMALL), target, tmp_path, print)
    assert not found.violations, told(found.violations, "local")
    assert found.tally.acknowledged and found.tally.faults.total() > 50


async def test_the_promises_hold_in_calm_weather_and_nothing_is_refused_that_should_not_be(
    dynamodb_local: str, tmp_path: Path
) -> None:
    async with handlers("DynamoDB Local", dynamodb_local, tmp_path) as target:
        history = await course.run(plan(3, SMALL, calm=True), target)
    assert verdict(history) == []
    tally = Tally()
    tally.add(history, 0)
    assert not tally.faults and {record.kind for record in history.of("refused")} <= {
        "bad_frame",
        "too_large",
        "id_reused",
        "not_joined",
        "not_found",
        "forbidden",  # to describe a room and to put somebody out is the owner's
    }


@pytest.mark.fault(2)
async def test_promise_2_a_writer_who_stalls_between_number_and_message_changes_nothing_that_was_read(
    dynamodb_local: str, tmp_path: Path
) -> None:
    given = plan(5, Size(clients=3, rooms=1, steps=8, pause=0.3), calm=True)
    stalling = replace(given, weather=Weather(5, inside={"message long after its number": 0.4}), patience=4.0)
    async with handlers("DynamoDB Local", dynamodb_local, tmp_path) as target:
        history = await course.run(stalling, target)
    assert verdict(history) == []


@pytest.mark.parametrize("fault", ["killed after the commit", "killed before the message", "table throttled for long"])
async def test_a_fault_that_always_comes_is_met_and_counted(fault: str, dynamodb_local: str, tmp_path: Path) -> None:
    given = plan(4, Size(clients=1, rooms=1, steps=3), calm=True)
    async with handlers("DynamoDB Local", dynamodb_local, tmp_path) as target:
        history = await course.run(replace(given, weather=Weather(4, inside={fault: 1.0}), patience=1.0), target)
        assert (await target.faults())[fault] > 0
    assert verdict(history) == []
