"""What the alarms and the dashboard watch: metrics that there are, every function, and every dead-letter queue."""

import json
import re
from collections.abc import Iterator
from typing import Any, get_args

import pytest

import errors
import metrics
from cost.prices import each
from tests.parts.alarms import STACK, Watched, alarms, plain
from tests.parts.sam import Expanded
from tests.parts.template import load

pytestmark = pytest.mark.xdist_group("template")

ALARMS = alarms()
CODES = {error.code for error in vars(errors).values() if isinstance(error, type) and hasattr(error, "code")}
OWN = {
    *get_args(metrics.Count), *get_args(metrics.Gauge), *get_args(metrics.Span), *(f"error_{code}" for code in CODES)
}  # fmt: skip

# AWS's metrics that something here watches, with the dimensions that they are published under.
KNOWN: dict[tuple[str, ...], list[set[str]]] = {
    # https://docs.aws.amazon.com/lambda/latest/dg/monitoring-metrics-types.html
    ("AWS/Lambda", "Errors", "Throttles", "Duration", "Invocations", "IteratorAge"): [{"FunctionName"}, set()],
    # https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-websocket-api-logging.html
    ("AWS/ApiGateway", "ConnectCount", "MessageCount", "ClientError", "IntegrationError", "ExecutionError",
     "IntegrationLatency"): [{"ApiId"}, {"ApiId", "Stage"}],
    # https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/metrics-dimensions.html
    ("AWS/DynamoDB", "ReadThrottleEvents", "WriteThrottleEvents", "ConsumedReadCapacityUnits",
     "ConsumedWriteCapacityUnits"): [{"TableName"}, {"TableName", "GlobalSecondaryIndexName"}],
    # https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-available-cloudwatch-metrics.html
    ("AWS/SQS", "ApproximateAgeOfOldestMessage", "ApproximateNumberOfMessagesVisible",
     "NumberOfMessagesSent"): [{"QueueName"}],
}  # fmt: skip


def complaint(namespace: str, name: str, dimensions: set[str]) -> str:
    """What is wrong with a metric that something watches; nothing where it exists."""
    if namespace == "Parley":
        return "" if name in OWN and dimensions == {"stack"} else f"no such metric of ours: {name} by {dimensions}"
    for (known, *names), sets in KNOWN.items():
        if namespace == known and name in names and dimensions in sets:
            return ""
    return f"no such metric of AWS's: {namespace} {name} by {dimensions}"


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_watches_what_there_is(name: str) -> None:
    watched = ALARMS[name].watched
    assert 1 <= len(watched) <= 10, "an alarm takes ten metrics at most"
    assert [found for one in watched if (found := complaint(one.namespace, one.name, set(one.dimensions)))] == []


@pytest.mark.parametrize("name", sorted(ALARMS))
def test_an_alarm_acts_when_it_goes_off_and_when_it_is_over(name: str) -> None:
    properties = ALARMS[name].properties
    actions = [{"Ref": "Alarms"}, {"Fn::GetAtt": "Alarm.Arn"}]
    if isinstance(properties["AlarmActions"], dict):
        # Also where there is no monitoring, and so no topic.
        actions = {"Fn::If": ["Watched", actions, actions[1:]]}  # type: ignore[assignment]
    assert properties["AlarmActions"] == properties["OKActions"] == actions
    # Nothing happens at night, and that is no alarm.
    assert properties["TreatMissingData"] == "notBreaching"
    assert ALARMS[name].name.startswith(f"{STACK}-"), "the source and the topic take the stack's own alarms only"


def test_alarms_of_the_stack_alone_may_call_and_publish(expanded: Expanded) -> None:
    arn = "arn:${AWS::Partition}:cloudwatch:${AWS::Region}:${AWS::AccountId}:alarm:${AWS::StackName}-*"
    permission = expanded.properties("AWS::Lambda::Permission")["AlarmPermission"]
    assert (permission["SourceArn"], permission["SourceAccount"]) == ({"Fn::Sub": arn}, {"Ref": "AWS::AccountId"})
    (statement,) = expanded.properties("AWS::SNS::TopicPolicy")["AlarmsPolicy"]["PolicyDocument"]["Statement"]
    assert statement["Condition"]["ArnLike"] == {"aws:SourceArn": {"Fn::Sub": arn}}
    assert "KmsMasterKeyId" not in expanded.properties("AWS::SNS::Topic")["Alarms"]


def watching(namespace: str, name: str) -> Iterator[Watched]:
    """All that alarms watch of one metric."""
    for alarm in ALARMS.values():
        yield from (one for one in alarm.watched if (one.namespace, one.name) == (namespace, name))


def test_of_every_function_a_failure_is_seen(expanded: Expanded) -> None:
    functions = expanded.properties("AWS::Lambda::Function")
    named = {plain(one["FunctionName"]): name for name, one in functions.items()}
    watched = {one.dimensions["FunctionName"] for one in watching("AWS/Lambda", "Errors")}
    seen = {named.get(name, name.strip("${}")) for name in watched}
    assert seen <= functions.keys(), "an alarm watches a function that is not there"
    unseen = functions.keys() - seen - ending_in_a_queue(expanded)
    assert not unseen, f"nobody hears when these fail: {sorted(unseen)}"


def ending_in_a_queue(expanded: Expanded) -> set[str]:
    """The functions of which Lambda itself puts what fails for good into a queue."""
    called = expanded.properties("AWS::Lambda::EventInvokeConfig").values()
    polled = expanded.properties("AWS::Lambda::EventSourceMapping").values()
    return {one["FunctionName"]["Ref"] for one in called if one.get("DestinationConfig", {}).get("OnFailure")} | {
        one["FunctionName"]["Ref"] for one in polled
    }


def test_every_dead_letter_queue_has_its_alarm(expanded: Expanded) -> None:
    watched = {one.dimensions["QueueName"] for one in watching("AWS/SQS", "ApproximateNumberOfMessagesVisible")}
    ends = {queue for queue in expanded.resources("AWS::SQS::Queue") if is_an_end(queue, expanded)}
    assert {f"{queue}.QueueName" for queue in ends} == watched


def is_an_end(queue: str, expanded: Expanded) -> bool:
    """Whether no function takes from the queue."""
    mappings = expanded.properties("AWS::Lambda::EventSourceMapping").values()
    return not any(mapping["EventSourceArn"] == {"Fn::GetAtt": [queue, "Arn"]} for mapping in mappings)


def dashboard() -> dict[str, Any]:
    """The dashboard as it is in a stack of the name `parley`."""
    body = load()["Resources"]["Dashboard"]["Properties"]["DashboardBody"]["Fn::Sub"]
    return dict(json.loads(plain(body)))


def test_the_dashboard_answers_three_questions_and_fits() -> None:
    widgets = dashboard()["widgets"]
    headings = [widget["properties"]["markdown"] for widget in widgets if widget["type"] == "text"]
    assert [heading.partition("?")[0] for heading in headings] == [
        "## Is it up", "## Is anyone waiting", "## What does it cost"
    ]  # fmt: skip
    assert all(widget["x"] + widget["width"] <= 24 for widget in widgets)
    taken = [(x, y) for one in widgets for x in range(one["x"], one["x"] + one["width"])
             for y in range(one["y"], one["y"] + one["height"])]  # fmt: skip
    assert len(taken) == len(set(taken)), "two widgets are in the same place"


def test_the_dashboard_shows_every_alarm() -> None:
    (shown,) = (widget["properties"]["alarms"] for widget in dashboard()["widgets"] if widget["type"] == "alarm")
    always = (name for name, alarm in ALARMS.items() if isinstance(alarm.properties["AlarmActions"], list))
    assert sorted(shown) == sorted(f"{name}.Arn" for name in always)


def test_the_dashboard_shows_what_there_is() -> None:
    wrong = [found for metric in shown() if (found := complaint(*metric))]
    assert wrong == []


def shown() -> Iterator[tuple[str, str, set[str]]]:
    """Every metric that the dashboard reads by its name."""
    for widget in dashboard()["widgets"]:
        for line in widget["properties"].get("metrics", []):
            namespace, *rest = [part for part in line if isinstance(part, str)] or [""]
            if namespace:
                yield namespace, rest[0], set(rest[1::2])


def expressions() -> list[str]:
    """The dashboard's mathematics."""
    return [part["expression"] for widget in dashboard()["widgets"] for line in widget["properties"].get("metrics", [])
            for part in line if isinstance(part, dict) and "expression" in part]  # fmt: skip


def test_what_the_dashboard_adds_up_are_the_prices_that_are_published() -> None:
    used = {float(number) for text in expressions() for number in re.findall(r"0\.0000\d+", text)}
    names = ("websocket_frames", "connection_minutes", "write_units", "read_units", "function_calls", "gb_seconds")
    published = {each(name) for name in (*names, "queue_requests")}
    assert {round(price, 12) for price in used} == {round(price, 12) for price in published}


def test_the_dashboard_s_functions_have_the_memory_that_it_reckons_with(expanded: Expanded) -> None:
    memory = {
        plain(one["FunctionName"]): one["MemorySize"] for one in expanded.properties("AWS::Lambda::Function").values()
    }
    for text in expressions():
        for names, megabytes in re.findall(r'MetricName="Duration" \(([^)]*)\).*?/ 1000 \* (\d+)', text):
            for name in re.findall(r'"([^"]+)"', names):
                assert memory[name] == int(megabytes), name


def test_without_monitoring_there_is_none_of_it(expanded: Expanded) -> None:
    for kind in ("AWS::CloudWatch::Alarm", "AWS::CloudWatch::Dashboard"):
        for name, resource in expanded.resources(kind).items():
            assert resource["Condition"] in ("Watched", "Gradually"), name
