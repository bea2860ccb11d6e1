"""The two designs and what is made of their figures; that they talk is seen when they are measured."""

import pytest
import yaml

from benchmarks.end_to_end import COUNTS, SIZES, figures
from benchmarks.end_to_end_crowd import REQUESTS
from frames import SendMessage, decode
from tests.parts.template import TREE, load

USUAL = load(TREE / "benchmarks" / "usual" / "template.yaml")


def test_a_round_is_what_its_deliveries_took() -> None:
    found = figures([[10.0, 20.0], [30.0, 40.0], [10.0, 60.0]], 0.5, 2)
    assert found == {"p50": 20.0, "p99": 60.0, "last": 40.0, "messages": 2.0, "deliveries": 4.0}


def test_parley_is_asked_in_its_own_words() -> None:
    assert decode("sendMessage", REQUESTS["parley"]("id-1")) == SendMessage("bench", "id-1", "id-1")


def test_nobody_says_more_at_once_than_an_allowance_gives() -> None:
    assert set(COUNTS) == set(SIZES)
    assert all(together / size <= 10 for size, (_, together) in COUNTS.items())


def test_the_usual_design_takes_what_every_local_stack_gets() -> None:
    ours = load()["Parameters"]
    assert USUAL["Parameters"].keys() <= ours.keys()
    assert all("Default" in given for name, given in USUAL["Parameters"].items() if name in ("Runtime", "Architecture"))


@pytest.mark.parametrize("route", ["$connect", "$disconnect", "sendMessage"])
def test_every_route_of_the_usual_design_has_a_file(route: str) -> None:
    (api,) = (one for one in USUAL["Resources"].values() if one["Type"] == "AWS::Serverless::WebSocketApi")
    function = yaml.safe_load(yaml.safe_dump(api))["Properties"]["Routes"][route]["FunctionArn"]["Fn::GetAtt"]
    handler = USUAL["Resources"][function.split(".")[0]]["Properties"]["Handler"]
    assert (TREE / "benchmarks" / "usual" / "src" / f"{handler.partition('.')[0]}.py").is_file()
