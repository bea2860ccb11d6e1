"""A month by hand: every line is so many times a price."""

import json
from dataclasses import replace

import pytest

from cost.bill import ACCESS_LINE, bill, total
from cost.levers import levers
from cost.prices import each
from cost.units import units
from cost.workload import Workload
from tests.parts.template import TREE, load

WORK = Workload(rooms=2, users=10, messages=100, hours=1, watching=0, typing=0, reactions=0, edits=0)
# One person's day: an hour, in which the page joins, asks for the rooms and a page, and pings 15 times.
ASKED = 20 * 30 * (1 + 1 + 1 + 15)


def quantity(work: Workload, service: str, what: str) -> float:
    (line,) = (line for line in bill(work) if (line.service, line.what) == (service, what))
    return line.quantity


def test_frames_and_minutes_are_those_of_people_and_messages() -> None:
    assert quantity(WORK, "API Gateway", "connection minutes") == 20 * 60 * 30
    assert quantity(WORK, "API Gateway", "frames in") == ASKED + 100 * 30
    out = 20 * 30 * (10 + 1 + 1 + 15 + 9) + 100 * 30 * 10
    assert quantity(WORK, "API Gateway", "frames out") == out


def test_units_of_the_table_are_those_of_each_action() -> None:
    a_day = [(name, 20) for name in ("connect", "joinRoom", "rooms", "history", "disconnect")]
    times = [*a_day, ("ping", 20 * 15), ("sendMessage", 100), ("sweep", 96)]
    for figure, what in (("writes", "write units"), ("reads", "read units")):
        wanted = sum(count * 30 * getattr(units(name, 10 if name != "sweep" else 1), figure) for name, count in times)
        assert quantity(WORK, "DynamoDB", what) == pytest.approx(wanted)


def test_a_line_is_a_quantity_times_its_price() -> None:
    (frames,) = (line for line in bill(WORK) if line.what == "frames in")
    assert frames.dollars == pytest.approx((ASKED + 3_000) * 1e-6)
    assert total(bill(WORK)) == pytest.approx(sum(line.quantity * each(line.price) for line in bill(WORK)))


def test_two_hours_are_two_connections() -> None:
    long = replace(WORK, hours=2)
    more = quantity(long, "DynamoDB", "write units") - quantity(WORK, "DynamoDB", "write units")
    again = sum(units(name, 10).writes for name in ("connect again", "joinRoom again", "disconnect again"))
    assert more == pytest.approx(20 * 30 * again)


def test_files_and_the_page_are_lines_of_their_own() -> None:
    shared = replace(WORK, files=10, file_mb=2, page=False)
    assert quantity(shared, "S3", "GB of files") == pytest.approx(10 * 2 / 1024 * 90)
    assert quantity(shared, "S3", "files got") == 10 * 30 * 10
    assert {line.service for line in bill(WORK)} - {line.service for line in bill(shared)} == {"CloudFront"}


def test_nobody_there_costs_little_but_not_nothing() -> None:
    idle = bill(Workload(rooms=0, messages=0, page=False))
    assert {line.service for line in idle if line.dollars > 0.05} <= {"SQS", "CloudWatch"}


def test_every_lever_makes_it_cheaper_and_the_largest_is_first() -> None:
    work = Workload()
    pulled = [lever.dollars for lever in levers(work)]
    assert pulled == sorted(pulled) and pulled[-1] < total(bill(work))


def test_the_gateway_s_line_is_as_long_as_the_template_s_format_makes_it() -> None:
    sent = json.loads((TREE / "events" / "send_message.json").read_text())["requestContext"]
    line = load()["Resources"]["WebSocketApi"]["Properties"]["AccessLogSettings"]["Format"]
    for name in ("requestId", "requestTime", "routeKey", "eventType", "connectionId"):
        line = line.replace(f"$context.{name}", str(sent[name]))
    line = line.replace("$context.status", "200").replace("$context.error.message", "-")
    assert len(line.replace("$context.integrationErrorMessage", "-")) == pytest.approx(ACCESS_LINE, rel=0.1)
