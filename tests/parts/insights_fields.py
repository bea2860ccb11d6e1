"""The fields that Logs Insights discovers in a line of a log group.

https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CWL_AnalyzeLogData-discoverable-fields.html
"""

import json
import re
from typing import Any

Event = dict[str, Any]

# What Lambda writes at the end of a call: `REPORT RequestId: … Duration: 3.17 ms … Init Duration: 210.20 ms`.
REPORTED = {"Duration": "@duration", "Init Duration": "@initDuration", "Max Memory Used": "@maxMemoryUsed"}


def event(line: str, group: str, at: int) -> Event:
    """A line that was written into a log group at this time, in epoch milliseconds."""
    always = {"@timestamp": at, "@message": line, "@log": f"123456789012:{group}"}
    if line.startswith("REPORT "):
        parts = dict(re.findall(r"([A-Z][\w ]+): ([\d.]+)", line))
        reported = {field: float(parts[name]) for name, field in REPORTED.items() if name in parts}
        return always | {"@type": "REPORT"} | reported
    try:
        written = json.loads(line)
    except ValueError:
        return always
    return always | dict(_flat(written)) if isinstance(written, dict) else always


def _flat(value: Any, path: str = "") -> list[tuple[str, Any]]:
    """An array's items are fields of their own (`a.0`), booleans are 1 and 0, and null is no field."""
    if value is None:
        return []
    if isinstance(value, bool):
        return [(path, int(value))]
    if not isinstance(value, dict | list):
        return [(path, value)]
    pairs = value.items() if isinstance(value, dict) else enumerate(value)
    return [field for name, each in pairs for field in _flat(each, f"{path}.{name}" if path else str(name))]


def number(value: Any) -> float:
    """The number that a value is, or that stands in it; what is none is less than any."""
    try:
        return float(value)
    except ValueError:
        return float("-inf")
