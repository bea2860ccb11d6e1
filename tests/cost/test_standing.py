"""What is paid for while nobody is there is counted as it is."""

import ast

from cost.standing import METRICS, MONITORED, POLLERS, standing
from tests.parts.template import load


def test_alarms_dashboards_and_queues_are_those_of_the_template() -> None:
    resources = load()["Resources"].values()
    kinds = [one["Type"] for one in resources if one.get("Condition", MONITORED) == MONITORED]
    events = [event for one in resources for event in one.get("Properties", {}).get("Events", {}).values()]
    there = standing()
    alarms = [one for one in resources if one["Type"] == "AWS::CloudWatch::Alarm"]
    watched = sum(str(one).count("'MetricName'") for one in alarms if one.get("Condition", MONITORED) == MONITORED)
    assert there.alarms == watched >= kinds.count("AWS::CloudWatch::Alarm") > 0
    assert there.dashboards == kinds.count("AWS::CloudWatch::Dashboard")
    mapped = sum(event["Type"] == "SQS" for event in events)
    assert mapped and there.polls == mapped * POLLERS * 3 * 60 * 24 * 30
    assert load()["Parameters"]["Monitoring"]["Default"] == "true"


def test_metrics_are_the_names_of_the_closed_list() -> None:
    names = {node.value for node in ast.walk(ast.parse(METRICS.read_text())) if isinstance(node, ast.Constant)}
    assert {"messages", "delivered", "fan_out_ms"} <= names
    assert 5 < standing().metrics < 60
