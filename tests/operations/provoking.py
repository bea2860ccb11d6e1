"""How each metric is set off for real: by the doors, with frames, and with what goes wrong around them."""

from collections.abc import Callable
from typing import Any

import pytest

from chat import messages
from handlers import change_message, disconnect, join_room, ping, send_message, sweep
from models import table
from models.clock import now_ms
from tests.events import CONTEXT, Context, context, frame
from tests.handlers.conversation import come_in
from tests.parts.connections import Connections
from tests.parts.dynamodb import Table, forget


class Hurried(Context):
    """A call that has little time left."""

    def get_remaining_time_in_millis(self) -> int:
        return 700


class Around:
    """What stands around the doors of a test."""

    def __init__(self, table: Table, connections: Connections, monkeypatch: pytest.MonkeyPatch) -> None:
        self.table, self.connections, self.monkeypatch = table, connections, monkeypatch

    def set(self, name: str, value: str) -> None:
        """A setting that is another from here on."""
        self.monkeypatch.setenv(name, value)
        forget()
        table.connect()

    def fail(self, operation: str, answer: dict[str, Any]) -> None:
        """The table answers an operation so, from here on."""

        def failing(http_response: object, parsed: dict[str, Any], **_: object) -> None:
            http_response.status_code = 400  # type: ignore[attr-defined]
            parsed.update(answer)

        table.client().meta.events.register(f"after-call.dynamodb.{operation}", failing)


def say(text: str = "hello", id: str = "a", context: Any = CONTEXT, **more: Any) -> None:
    """Ana says something in general."""
    body = {"action": "sendMessage", "room": "general", "id": id, "text": text} | more
    send_message.handler(frame("sendMessage", body), context)


def said(around: Around) -> None:
    come_in()
    say()
    say()  # the same again


def changed(around: Around) -> None:
    said(around)
    body = {"action": "editMessage", "room": "general", "id": "b", "seq": 1, "text": "hello, all"}
    change_message.handler(frame("editMessage", body), CONTEXT)


def came_and_went(around: Around) -> None:
    come_in()
    disconnect.handler({"requestContext": context("$disconnect")}, CONTEXT)


def swept(around: Around) -> None:
    sweep.handler({}, CONTEXT)


def answered(status: int) -> Callable[[Around], None]:
    """A connection that is answered so by the Management API."""

    def provoke(around: Around) -> None:
        come_in()
        around.connections.answers["ana1="] = status
        say(context=Hurried())

    return provoke


def without_a_table(around: Around) -> None:
    around.set("TABLE_NAME", "parley-none")
    ping.handler(frame("ping", {"action": "ping"}), CONTEXT)


def in_each_other_s_way(around: Around) -> None:
    come_in()
    reasons = [{"Code": "TransactionConflict"}, {"Code": "None"}]
    error = {"Code": "TransactionCanceledException", "Message": "others were there"}
    around.fail("TransactWriteItems", {"Error": error, "CancellationReasons": reasons})
    say()


def throttled_by_the_table(around: Around) -> None:
    come_in()
    around.fail("BatchGetItem", {"Error": {"Code": "ThrottlingException", "Message": "slow down"}})
    ping.handler(frame("ping", {"action": "ping"}), CONTEXT)


def too_often(around: Around) -> None:
    """All in the same moment, however slow the machine is."""
    come_in()
    moment = now_ms()
    around.monkeypatch.setattr(messages, "now_ms", lambda: moment)
    for number in range(25):
        say(id=f"m{number}")


def too_many_bad_frames(around: Around) -> None:
    come_in()
    for _ in range(22):
        ping.handler(frame("ping", {"action": "ping", "x": 1}), CONTEXT)


def too_many_rooms(around: Around) -> None:
    come_in()
    for number in range(50):
        join_room.handler(frame("joinRoom", {"action": "joinRoom", "room": f"room-{number}"}), CONTEXT)


PROVOKED: dict[str, Callable[[Around], None]] = {
    "messages": said,
    "duplicates": said,
    "sealed": said,  # the number that the retry took
    "posted": said,
    "delivered": said,
    "fan_out_ms": said,
    "recipients": said,
    "changes": changed,
    "opened": came_and_went,
    "closed": came_and_went,
    "open": swept,
    "gone": answered(410),
    "refused": answered(403),
    "throttled": answered(429),
    "undelivered": answered(500),
    "conflicts": in_each_other_s_way,
    "table_throttled": throttled_by_the_table,
    "error_internal": without_a_table,
    "bound_rate": too_often,
    "bound_bad_frames": too_many_bad_frames,
    "bound_rooms": too_many_rooms,
}
