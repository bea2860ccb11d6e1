"""The runbook's entries, followed: what went wrong is provoked, and the entry's query finds it in what was written."""

import io
import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from handlers import admin, deliver, ping, table_stream
from handlers.sources import sqs
from tests.events import CONTEXT, frame, records
from tests.handlers.conversation import come_in
from tests.handlers.sources.conftest import event as source_event
from tests.operations.page import SECTIONS, queries
from tests.operations.provoking import PROVOKED, Around, say
from tests.parts import insights
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table
from tests.parts.insights_fields import event
from tests.parts.journal import Written
from tests.parts.template import load

AT = 1_790_000_000_000
OPERATOR = "arn:aws:iam::123456789012:user/ops"
REQUEST = "8f5b7a2c-6d0e-4b53-9f4e-2f1d0c3b4a59"
# As Lambda writes them. https://docs.aws.amazon.com/lambda/latest/dg/troubleshooting-invocation.html
ORDINARY = [
    f"START RequestId: {REQUEST} Version: $LATEST",
    '{"level":"ERROR","message":"a door failed","exception_name":"KeyError"}',
    f"END RequestId: {REQUEST}",
    f"REPORT RequestId: {REQUEST}\tDuration: 41.20 ms\tBilled Duration: 42 ms\tMemory Size: 512 MB\t"
    "Max Memory Used: 101 MB\tInit Duration: 240.50 ms",
]
ENDED = [
    f"2026-11-22T12:00:10.010Z {REQUEST} Task timed out after 10.01 seconds",
    f"RequestId: {REQUEST} Error: Runtime exited with error: signal: killed",
    "INIT_REPORT Init Duration: 9999.81 ms\tPhase: init\tStatus: error\tError Type: Runtime.ExitError",
    "[ERROR] Runtime.ImportModuleError: Unable to import module 'handlers.send_message': No module named 'flow'",
]


class Once(dict[str, int]):
    """What a connection is answered the next time, and not again."""

    def get(self, connection: str, otherwise: Any = None) -> Any:
        return self.pop(connection, otherwise)


@pytest.fixture
def around(connected: Table, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> Around:
    return Around(connected, connections, monkeypatch)


def look(entry: str, lines: Sequence[str], group: str = "/aws/lambda/parley-ping", which: int = 0) -> insights.Rows:
    """What the entry's query finds in these lines, a second from one to the next."""
    written = [event(line, group, AT + 1_000 * number) for number, line in enumerate(lines)]
    return insights.found(queries(SECTIONS[entry])[which], written)


def test_faults_shows_the_trace_and_nothing_once_the_setting_is_right_again(around: Around, written: Written) -> None:
    table = around.table.name
    PROVOKED["error_internal"](around)
    row, *_ = look("Faults", written.text.splitlines())
    assert (row["message"], row["exception_name"]) == ("a door failed", "Misconfigured")
    assert "Traceback" in row["exception"] and row["@log"].endswith("parley-ping")
    before = len(written.lines)
    around.set("TABLE_NAME", table)
    ping.handler(frame("ping", {"action": "ping"}), CONTEXT)
    assert written.lines[before:] and look("Faults", written.text.splitlines()[before:]) == []


def test_errors_of_functions_are_found_by_how_they_ended() -> None:
    rows = look("SendMessageErrors", ORDINARY + ENDED)
    assert [row["@message"] for row in rows] == ENDED[::-1]
    for entry in ("TalkingErrors", "RoomErrors", "AnsweringErrors"):
        assert "[SendMessageErrors](#sendmessageerrors)" in SECTIONS[entry], "it has no other query"


def accessed(**context: str) -> str:
    """A line of the access log, as the stage writes it: what there is not is `-`.

    https://docs.aws.amazon.com/apigateway/latest/developerguide/websocket-api-logging.html
    """
    written = str(load()["Resources"]["WebSocketApi"]["Properties"]["AccessLogSettings"]["Format"])
    if "error_message" in context:
        context["error_messageString"] = f'"{context["error_message"]}"'
    return re.sub(r"\$context\.([\w.]+)", lambda name: context.get(name[1].replace(".", "_"), "-"), written)


QUIET = accessed(routeKey="sendMessage", eventType="MESSAGE", status="200")
DENIED = accessed(routeKey="$connect", eventType="CONNECT", status="403", error_message="Forbidden")
THROTTLED = accessed(routeKey="ping", eventType="MESSAGE", status="429", error_message="Too Many Requests")
UNPERMITTED = accessed(
    routeKey="ping",
    eventType="MESSAGE",
    status="500",
    error_message="Internal server error",
    integrationErrorMessage="Invalid permissions on Lambda function",
)


def test_gateway_errors_are_counted_by_route_and_reason() -> None:
    rows = look("GatewayErrors", [QUIET, UNPERMITTED, DENIED, UNPERMITTED], "/parley/parley/access")
    (row,) = rows
    assert (row["times"], row["route"], row["status"]) == (2, "ping", "500")
    assert row["integrationError"] == "Invalid permissions on Lambda function"


def test_who_is_turned_away_is_counted_by_the_reason() -> None:
    rows = look("TurnedAway", [QUIET, DENIED, THROTTLED, DENIED, UNPERMITTED], "/parley/parley/access")
    assert [(row["times"], row["event"], row["status"], row["error"]) for row in rows] == [
        (2, "CONNECT", "403", "Forbidden"),
        (1, "MESSAGE", "429", "Too Many Requests"),
    ]


def test_posts_throttled_shows_who_is_told_so_much(around: Around, written: Written) -> None:
    assert "[Seeing](#seeing)" in SECTIONS["PostsThrottled"]
    come_in()
    around.connections.answers = Once({"ana1=": 429})
    say()
    assert written.metrics["throttled"] == 1
    (row,) = look("Seeing", written.text.splitlines(), which=1)
    assert row["room"] == "general" and row["posts"] >= 1 and row["said"] == 1 and row["slowest"] > 0


def test_one_person_s_way_is_shown_in_its_order(around: Around, written: Written) -> None:
    come_in()
    say()
    lines = [line.replace("ana1=", "L0SM9cOFvHcCIhw=") for line in written.text.splitlines()]
    rows = look("Seeing", [*lines, ORDINARY[0]])
    assert [(row["message"], row["outcome"], row["room"]) for row in rows][-1] == ("sendMessage", "done", "general")


def test_table_throttled_shows_what_and_where(around: Around, written: Written) -> None:
    PROVOKED["table_throttled"](around)
    first, *_ = look("TableThrottled", written.text.splitlines())
    assert first["message"] == "ping" and first["throttled"] >= 1 and first["calls"] == 1


def test_slow_fan_out_shows_which_room_and_how_many_are_told(around: Around, written: Written) -> None:
    come_in()
    say()
    say(id="b")
    (row,) = look("SlowFanOut", written.text.splitlines())
    assert (row["room"], row["told"]) == ("general", 1) and row["p99"] > 0


def test_slow_speaking_tells_the_start_from_the_telling(around: Around, written: Written) -> None:
    come_in()
    say()
    (row,) = look("SlowSpeaking", written.text.splitlines() + ORDINARY)
    assert (row["call"], row["start"]) == (41.2, 240.5) and row["telling"] > 0


def test_inbox_waits_shows_what_failed_and_why(around: Around, written: Written) -> None:
    batch = source_event("sqs")
    batch["Records"][0]["messageAttributes"] = {"room": {"stringValue": "secret", "dataType": "String"}}
    sqs.handler(batch, CONTEXT)
    rows = look("InboxWaits", written.text.splitlines(), "/aws/lambda/parley-sqs")
    assert [row["failed"] for row in rows if row["failed"]] == [1]
    assert [row["exception_name"] for row in rows if row["exception_name"]] == ["Forbidden"]


def test_events_wait_shows_the_record_in_the_way(around: Around, written: Written) -> None:
    batch = source_event("table_stream")
    del batch["Records"][0]["dynamodb"]["NewImage"]
    table_stream.handler(batch, CONTEXT)
    rows = look("EventsWait", written.text.splitlines(), "/aws/lambda/parley-table-stream")
    assert [row["done"] for row in rows if row["message"] != "nothing can be made of a record"] == [0]
    in_the_way = batch["Records"][0]["dynamodb"]["SequenceNumber"]
    assert [row["record"] for row in rows if row["exception_name"]] == [in_the_way]


def test_undelivered_shows_why_a_share_was_not_delivered(around: Around, written: Written) -> None:
    deliver.handler(records("poison"), CONTEXT)
    lines = written.text.splitlines()
    (row,) = look("Undelivered", lines, "/aws/lambda/parley-deliver")
    assert row["exception_name"] and "Traceback" in row["exception"]
    assert look("Undelivered", lines, "/aws/lambda/parley-ping") == [], "of deliver alone"


def test_steering_shows_who_has_steered(around: Around, trail: io.StringIO) -> None:
    come_in()
    admin.handler({"verb": "announce", "by": OPERATOR, "room": "general", "text": "soon"}, CONTEXT)
    (row,) = look("Steering", trail.getvalue().splitlines()[-1:], "/aws/lambda/parley-admin")
    assert (row["verb"], row["by"], row["room"]) == ("announce", OPERATOR, "general")


def test_no_query_is_left_out() -> None:
    """Each query of the page is asked by a test here, by its entry's name."""
    followed = set(re.findall(r'look\("(\w+)"', Path(__file__).read_text()))
    assert followed == {name for name, section in SECTIONS.items() if queries(section)}
