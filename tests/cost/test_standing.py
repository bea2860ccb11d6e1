"""What is paid for while nobody is there is counted as it is."""

import ast

from cost.standing import METRICS, POLLERS, _metrics, standing
from tests.parts.alarms import alarms
from tests.parts.template import load


def test_alarms_dashboards_and_queues_are_those_of_the_template() -> None:
    resources = load()["Resources"].values()
    kinds = [resource["Type"] for resource in resources]
    events = [event for each in resources for event in each.get("Properties", {}).get("Events", {}).values()]
    there = standing()
    assert (
        there.alarms == sum(len(alarm.watched) for alarm in alarms().values()) >= kinds.count("AWS::CloudWatch::Alarm")
    )
    assert there.dashboards == kinds.count("AWS::CloudWatch::Dashboard")
    mapped = sum(event["Type"] == "SQS" for event in events)
    assert mapped and there.polls == mapped * POLLERS * 3 * 60 * 24 * 30


def test_metrics_are_the_names_of_the_closed_list() -> None:
    names = {node.value for node in ast.walk(ast.parse(METRICS.read_text())) if isinstance(node, ast.Constant)}
    assert {"messages", "delivered", "fan_out_ms"} <= names and 5 < _metrics() < 60
