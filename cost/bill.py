"""A month's bill by service: what people do, times what each action takes, times what AWS asks for it."""

import gzip
import math
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from cost.prices import each
from cost.standing import standing
from cost.units import Units, units
from cost.workload import DAYS, MINUTES, Workload, actions

WEB = Path(__file__).resolve().parent.parent / "web"
GB = 1024**3

# Functions of 1,769 MB have one whole vCPU; smaller ones take as much longer as they have less of it.
# https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html
FUNCTION_GB = 1769 / 1024

# What Lambda logs by itself of each call, and API Gateway's line (template.yaml has its format).
# https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs.html
PLATFORM_LINES = """\
START RequestId: 79b4f56e-95b1-4643-9700-2807f4e68189 Version: $LATEST
END RequestId: 79b4f56e-95b1-4643-9700-2807f4e68189
REPORT RequestId: 79b4f56e-95b1-4643-9700-2807f4e68189\tDuration: 47.78 ms\tBilled Duration: 48 ms\t\
Memory Size: 1769 MB\tMax Memory Used: 53 MB\t
"""
ACCESS_LINE = 192

# Actions that are no frame: nobody is charged for a message of theirs.
SILENT = {"authorize", "connect", "connect again", "disconnect", "disconnect again", "sweep"}
# What goes out on the bus once, and what stays in the table.
TOLD = {"sendMessage", "react", "editMessage", "joinRoom", "joinRoom again", "disconnect", "disconnect again"}
KEPT = {"sendMessage", "react", "editMessage"}


@dataclass(frozen=True)
class Line:
    """One line of the bill: so many of something, and what that comes to."""

    service: str
    what: str
    quantity: float
    price: str

    @property
    def dollars(self) -> float:
        return self.quantity * each(self.price)


def bill(work: Workload) -> list[Line]:
    """Every line of a month, in the order of the services."""
    times = actions(work)
    taken = {name: units(name, work.connected if name == "sweep" else work.users) for name in times}
    return [*_gateway(work, times, taken), *_functions(work, times, taken), *_table(work, times, taken),
            *_around(work, times, taken), *_watching(work, times, taken), *_outside(work, times, taken)]  # fmt: skip


def total(lines: list[Line]) -> float:
    """Dollars."""
    return sum(line.dollars for line in lines)


Times = dict[str, float]
Taken = dict[str, Units]


def _all(times: Times, taken: Taken, figure: str) -> float:
    return sum(count * float(getattr(taken[name], figure)) for name, count in times.items())


def _gateway(work: Workload, times: Times, taken: Taken) -> list[Line]:
    came = sum(count for name, count in times.items() if name not in SILENT)
    minutes = work.people * work.hours * MINUTES * DAYS
    return [
        Line("API Gateway", "frames in", came, "websocket_frames"),
        Line("API Gateway", "frames out", _all(times, taken, "frames"), "websocket_frames"),
        Line("API Gateway", "connection minutes", minutes, "connection_minutes"),
    ]


def _told(work: Workload, times: Times) -> float:
    return sum(count for name, count in times.items() if name in TOLD) if work.events else 0.0


def _functions(work: Workload, times: Times, taken: Taken) -> list[Line]:
    """Telling the bus takes a call each at most, about as long as a ping: both go to AWS once or twice."""
    told = _told(work, times)
    seconds = _all(times, taken, "seconds") + told * taken["ping"].seconds
    return [
        Line("Lambda", "calls", _all(times, taken, "calls") + told, "function_calls"),
        Line("Lambda", "GB-seconds", seconds * FUNCTION_GB, "gb_seconds"),
    ]


def _table(work: Workload, times: Times, taken: Taken) -> list[Line]:
    a_day = sum(times[name] * taken[name].kept for name in KEPT) / DAYS
    kept = a_day * work.retention_days / GB
    return [
        Line("DynamoDB", "write units", _all(times, taken, "writes"), "write_units"),
        Line("DynamoDB", "read units", _all(times, taken, "reads"), "read_units"),
        Line("DynamoDB", "GB kept", kept, "table_gb"),
        Line("DynamoDB", "GB to restore from", kept, "table_backup_gb"),
    ]


def _around(work: Workload, times: Times, taken: Taken) -> list[Line]:
    requests = standing().polls + _all(times, taken, "queue_requests")
    lines = [
        Line("SQS", "requests", requests, "queue_requests"),
        Line("EventBridge", "events", _told(work, times), "events"),
        Line("EventBridge", "schedule", times["sweep"], "schedule_calls"),
    ]
    if work.files:
        stored = work.files * work.file_mb / 1024 * work.retention_days
        lines += [
            Line("S3", "GB of files", stored, "file_gb"),
            Line("S3", "files put", work.files * DAYS, "file_puts"),
            Line("S3", "files got", work.files * DAYS * work.users, "file_gets"),
        ]
    return lines


def _watching(work: Workload, times: Times, taken: Taken) -> list[Line]:
    calls = _all(times, taken, "calls")
    routed = sum(count for name, count in times.items() if name not in ("authorize", "sweep"))
    logged = _all(times, taken, "logged") + calls * len(PLATFORM_LINES) + routed * ACCESS_LINE
    there = standing()
    return [
        Line("CloudWatch", "GB of logs", logged / GB, "log_gb"),
        Line("CloudWatch", "GB of logs kept", logged / GB * work.log_days / DAYS, "log_kept_gb"),
        Line("CloudWatch", "metrics", there.metrics, "metrics"),
        Line("CloudWatch", "alarms", there.alarms * work.monitoring, "alarms"),
        Line("CloudWatch", "dashboards", there.dashboards * work.monitoring, "dashboards"),
    ]


def _outside(work: Workload, times: Times, taken: Taken) -> list[Line]:
    files = work.files * DAYS * work.users * work.file_mb / 1024
    lines = [Line("data transfer", "GB out", _all(times, taken, "sent") / GB + files, "transfer_gb")]
    if work.page:
        opened, (count, weight) = work.people * DAYS, page()
        lines += [
            Line("CloudFront", "GB of the page", opened * weight / GB, "edge_gb"),
            Line("CloudFront", "requests", opened * count, "edge_requests"),
            Line("CloudFront", "edge function", opened * count, "edge_calls"),
        ]
    return lines


@cache
def page() -> tuple[int, int]:
    """How many files the page has, and what they weigh as CloudFront sends them: everything anew each time."""
    files = [path for path in WEB.rglob("*") if path.is_file()]
    return len(files), math.ceil(sum(len(gzip.compress(path.read_bytes())) for path in files))
