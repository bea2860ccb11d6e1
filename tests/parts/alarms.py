"""The alarms of template.yaml, and what each of them watches."""

import re
from dataclasses import dataclass
from typing import Any

from tests.parts.template import load, with_defaults

STACK = "parley"


@dataclass(frozen=True)
class Watched:
    """One metric that an alarm watches: its dimensions are as they are for a stack of the name `parley`."""

    namespace: str
    name: str
    dimensions: dict[str, str]
    stat: str


@dataclass(frozen=True)
class Alarm:
    """An alarm by its logical id."""

    id: str
    name: str
    description: str
    watched: tuple[Watched, ...]
    properties: dict[str, Any]


def alarms() -> dict[str, Alarm]:
    """Every alarm that the template has, whoever put it there."""
    resources = with_defaults(load())["Resources"]
    found = {name: one["Properties"] for name, one in resources.items() if one["Type"] == "AWS::CloudWatch::Alarm"}
    return {id: _alarm(id, properties) for id, properties in found.items()}


def plain(value: Any) -> str:
    """What an intrinsic function comes to in a stack of the name `parley`; a resource is known by its logical id."""
    if isinstance(value, dict):
        ((function, argument),) = value.items()
        return plain(argument if function != "Ref" else "${" + argument + "}")
    return re.sub(r"\$\{([^}]+)\}", lambda name: STACK if name[1] == "AWS::StackName" else name[1], str(value))


def _alarm(id: str, properties: dict[str, Any]) -> Alarm:
    described = properties.get("Metrics") or [{"MetricStat": {"Metric": properties, "Stat": _stat(properties)}}]
    watched = tuple(_watched(each["MetricStat"]) for each in described if "MetricStat" in each)
    return Alarm(id, plain(properties["AlarmName"]), plain(properties["AlarmDescription"]), watched, properties)


def _watched(measured: dict[str, Any]) -> Watched:
    metric = measured["Metric"]
    dimensions = {each["Name"]: plain(each["Value"]) for each in metric.get("Dimensions", [])}
    return Watched(metric["Namespace"], metric["MetricName"], dimensions, measured["Stat"])


def _stat(properties: dict[str, Any]) -> str:
    return str(properties.get("Statistic") or properties["ExtendedStatistic"])
