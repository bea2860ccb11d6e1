"""What one person does in a room of so many, by the doors themselves: `python -m benchmarks.units_actions SIZE`.

Prints one line of JSON for each action (or `next`), and waits for a line after it: whoever reads them counts frames
meanwhile. What the functions log stands between.
"""

import json
import logging
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from typing import Any

import delivery
from benchmarks.meter import Meter, size_of
from config import settings
from handlers import attend, authorize, change_message, connect, disconnect, history, join_room, leave_room, look, ping
from handlers import send_message as say
from models import crowd, table
from models.clock import in_seconds
from models.connected import SETTLED, connected
from models.connection import Connection
from models.room import Room
from tests.events import CONTEXT, context, frame
from tests.parts.dynamodb import Table
from tests.parts.presences import fill
from tests.parts.template import TREE

ROOM = "general"
TEXT = "x" * 100
ANA, PHONE = "ana1=", "ana2="
PAGE = 50
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/CapacityUnitCalculations.html
ITEM_BYTES = 100
# The allowance gives back one post every 200 ms: who is slower needs one write for it, who is faster two.
PAUSE = 0.25
PAUSED = ("", "sendMessage", "reply", "editMessage", "react", "eraseMessage")


@dataclass(frozen=True)
class Taken:
    """What an action took: requests to the table, units, time, bytes that were logged and that the table grew by."""

    action: str
    trips: int
    writes: float
    reads: float
    seconds: float
    logged: int
    kept: int


class Logged(logging.Handler):
    """Counts the bytes of what functions log, as their own handler writes it, with the line's end."""

    def __init__(self) -> None:
        super().__init__()
        self.bytes = 0

    def emit(self, record: logging.LogRecord) -> None:
        formatter = logging.getLogger("parley").handlers[0].formatter or logging.Formatter()
        self.bytes += len(formatter.format(record).encode()) + 1


def actions(own: Table, size: int) -> Iterator[Taken | None]:
    """Every action of one who comes into a room of so many, with them, on an empty table; None for what prepares."""
    meter, logged = Meter(), Logged()
    meter.attach(table.client(), table.session())
    logging.getLogger("parley").addHandler(logged)
    _furnish(own, size)
    try:
        for action, do in _course():
            if action in PAUSED:
                time.sleep(PAUSE)
            before, logged.bytes = _weight(own), 0
            meter.reset()
            began = time.perf_counter()
            do()
            seconds, counted = time.perf_counter() - began, meter.reset()
            kept = max(0, _weight(own) - before)
            units = (counted.trips, counted.writes, counted.reads)
            yield Taken(action, *units, seconds, logged.bytes, kept) if action else None
    finally:
        logging.getLogger("parley").removeHandler(logged)


def _weight(own: Table) -> int:
    """The bytes of everything in the table, as AWS bills them."""
    pages = own.client.get_paginator("scan").paginate(TableName=own.name)
    return sum(size_of(item) + ITEM_BYTES for page in pages for item in page["Items"])


def _furnish(own: Table, size: int) -> None:
    """A room of so many minus one, all of whom are connected."""
    Room.opened(ROOM)
    others = [f"L0SM9cOFvHcCI{number:05}h=" for number in range(size - 1)]
    fill(own, ROOM, others)
    for connection in others:
        Connection.remember(f"guest:{connection.rstrip('=').lower()}", connection)
    crowd.look(ROOM)


def _course() -> list[tuple[str, Callable[[], object]]]:
    """In this order; what has no name is not measured: it opens lines, and writes down how many are in the room."""
    handshake = json.loads((TREE / "events" / "authorize.json").read_text())
    warm = [("", _does(say, "sendMessage", id=f"p{number}", text=TEXT)) for number in range(2)]
    return [
        ("", lambda: authorize.handler(handshake, CONTEXT)),
        ("authorize", lambda: authorize.handler(handshake, CONTEXT)),
        ("connect", lambda: connect.handler({"requestContext": context("$connect", ANA)}, CONTEXT)),
        ("joinRoom", _does(join_room, "joinRoom")),
        *warm,
        ("sendMessage", _does(say, "sendMessage", id="m1", text=TEXT)),
        ("reply", _does(say, "sendMessage", id="m2", text=TEXT, reply=1)),
        ("editMessage", _does(change_message, "editMessage", id="e1", seq=2, text=TEXT[1:])),
        ("react", _does(change_message, "react", id="e2", seq=1, reaction="👍", on=True)),
        ("eraseMessage", _does(change_message, "eraseMessage", id="e3", seq=2)),
        ("typing", _does(attend, "typing")),
        ("markRead", _does(attend, "markRead", seq=3)),
        ("history", _does(history, "history", limit=PAGE)),
        ("rooms", lambda: look.handler(frame("rooms", {"action": "rooms"}, connection=ANA), CONTEXT)),
        ("ping", lambda: ping.handler(frame("ping", {"action": "ping"}, connection=ANA), CONTEXT)),
        ("connect again", lambda: connect.handler({"requestContext": context("$connect", PHONE)}, CONTEXT)),
        ("joinRoom again", _does(join_room, "joinRoom", PHONE)),
        ("disconnect again", lambda: disconnect.handler({"requestContext": context("$disconnect", ANA)}, CONTEXT)),
        ("leaveRoom", _does(leave_room, "leaveRoom", PHONE)),
        ("", _does(join_room, "joinRoom", PHONE)),
        ("sweep", _sweep),
        ("disconnect", lambda: disconnect.handler({"requestContext": context("$disconnect", PHONE)}, CONTEXT)),
    ]


def _does(door: Any, action: str, connection: str = ANA, **fields: Any) -> Callable[[], object]:
    body = {"action": action, "room": ROOM, **fields}
    return lambda: door.handler(frame(action, body, connection=connection), CONTEXT)


def _sweep() -> None:
    """What the sweep does where nobody has gone; it leaves those alone who came within the last minute."""
    for page in connected(in_seconds(SETTLED + 1)):
        delivery.gone([one.connection for one in page], time.monotonic() + 60)


def main() -> None:
    own = Table(settings().table, "", table.client())
    for taken in actions(own, int(sys.argv[1])):
        print(json.dumps(asdict(taken)) if taken else "next", flush=True)
        sys.stdin.readline()
    print("done", flush=True)


if __name__ == "__main__":
    main()
