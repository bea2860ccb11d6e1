"""A seed is all that it takes to do a course again."""

import subprocess
import sys

from tests.checker.faults import GATEWAY, INSIDE
from tests.checker.operations import ALL
from tests.checker.plan import Size, plan
from tests.parts.template import TREE


def test_a_seed_draws_the_same_plan_each_time() -> None:
    assert str(plan(7, Size())) == str(plan(7, Size()))
    assert str(plan(7, Size())) != str(plan(8, Size()))


def test_a_plan_does_not_hang_on_the_process_that_draws_it() -> None:
    command = [sys.executable, "-m", "tests.checker", "--seed", "7", "--plan"]
    environment = {"PYTHONPATH": f"src:client:{TREE}", "PYTHONHASHSEED": "3"}
    told = subprocess.run(command, capture_output=True, text=True, cwd=TREE, env=environment, check=True)
    assert told.stdout == f"{plan(7, Size())}\n"


def test_everything_comes_up() -> None:
    drawn = [step.operation for seed in range(20) for steps in plan(seed, Size()).clients.values() for step in steps]
    assert set(drawn) == set(ALL)


def test_the_weather_has_every_fault_and_a_calm_one_none() -> None:
    weather = plan(7, Size()).weather
    assert weather.gateway.keys() == GATEWAY.keys() and weather.inside.keys() == INSIDE.keys()
    calm = plan(7, Size(), calm=True)
    assert calm.weather.script["rules"] == [] and "no faults" in str(calm)
    assert calm.clients == plan(7, Size()).clients
