"""What there is to pay for while nobody is there, counted in the template and in the code."""

import ast
import re
from dataclasses import dataclass
from pathlib import Path

TREE = Path(__file__).resolve().parent.parent
METRICS = TREE / "src" / "metrics.py"
# The metrics of these names are there all the time; the others only in the hours in which something goes wrong.
CONSTANT = ("Count", "Gauge", "Span")

# The parameter Monitoring, which is on by default, brings alarms and a dashboard.
MONITORED = "Watched"

# Lambda asks a queue five times at once, and keeps to that where MaximumConcurrency is set; SQS answers after 20 s.
# https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-scaling.html
# https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/best-practices-setting-up-long-polling.html
POLLERS, POLL_SECONDS = 5, 20
MONTH_SECONDS = 30 * 24 * 3600


@dataclass(frozen=True)
class Standing:
    """How many of each there are; `polls` are a month's requests to queues in which nothing is."""

    alarms: int
    dashboards: int
    metrics: int
    polls: int


def standing() -> Standing:
    """What a stack with the default parameters has."""
    template = (TREE / "template.yaml").read_text()
    mapped = len(re.findall(r"^ {10}Type: SQS$", template, re.MULTILINE))
    return Standing(
        # An alarm is paid for by the metrics that it watches.
        alarms=sum(alarm.count("MetricName:") for alarm in _resources(template, "AWS::CloudWatch::Alarm")),
        dashboards=len(_resources(template, "AWS::CloudWatch::Dashboard")),
        metrics=_metrics(),
        polls=mapped * POLLERS * MONTH_SECONDS // POLL_SECONDS,
    )


def _resources(template: str, kind: str) -> list[str]:
    """Those of a kind that are there by default, as they are written."""
    every = re.split(r"^ {2}(?=\w+:$)", template, flags=re.MULTILINE)
    of_kind = [one for one in every if re.search(rf"^ {{4}}Type: {kind}$", one, re.MULTILINE)]
    return [one for one in of_kind if not re.search(rf"^ {{4}}Condition: (?!{MONITORED}$)", one, re.MULTILINE)]


def _metrics() -> int:
    """How many names the closed lists of src/metrics.py have."""
    if not METRICS.exists():
        return 0
    literals = {
        node.targets[0].id: node.value
        for node in ast.parse(METRICS.read_text()).body
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name)
    }
    return sum(sum(isinstance(one, ast.Constant) for one in ast.walk(literals[name])) for name in CONSTANT)
