"""What the functions write of their calls, as CloudWatch would find it."""

import io
import json
from collections.abc import Iterator
from typing import Any

import pytest

import journal
import metrics


class Written:
    """The lines of the log, in order."""

    def __init__(self, stream: io.StringIO) -> None:
        self._stream = stream

    @property
    def text(self) -> str:
        """All of it, as it stands there."""
        return self._stream.getvalue()

    @property
    def lines(self) -> list[dict[str, Any]]:
        """Each line's fields."""
        return [json.loads(line) for line in self.text.splitlines()]

    @property
    def metrics(self) -> dict[str, Any]:
        """The metrics of all lines by their names: numbers as they are, sums where several lines have the same."""
        found: dict[str, Any] = {}
        for line in self.lines:
            for name in embedded(line):
                found[name] = found[name] + line[name] if name in found else line[name]
        return found


def embedded(line: dict[str, Any]) -> dict[str, dict[str, str]]:
    """The metrics that CloudWatch finds in a line: by name, their namespace, dimensions and unit.

    https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html
    """
    found: dict[str, dict[str, str]] = {}
    for directive in line.get("_aws", {}).get("CloudWatchMetrics", []):
        (dimensions,) = directive["Dimensions"]
        for metric in directive["Metrics"]:
            found[metric["Name"]] = {
                "namespace": directive["Namespace"],
                "unit": metric["Unit"],
                **{name: line[name] for name in dimensions},
            }
    return found


@pytest.fixture
def written(monkeypatch: pytest.MonkeyPatch) -> Iterator[Written]:
    """What is written from here on; what was counted before belongs to nobody."""
    metrics.take()
    stream = io.StringIO()
    monkeypatch.setattr(journal.logger.registered_handler, "stream", stream)
    yield Written(stream)
    metrics.take()
