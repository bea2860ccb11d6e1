"""Reading a room's log. What has been read is final: a hole read past is closed, so nothing appears behind it."""

import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from config import settings
from models import batch_read
from models.clock import in_seconds, now_ms
from models.log import void
from models.message import Event, Message, entry_from_raw, seq_of, sort_key
from models.room import Room, about, key, name_of
from models.table import query

# A writer needs some milliseconds between taking its number and writing it. A reader that finds a hole looks again
# after LOOK_AGAIN; then it closes the hole if what comes after it is older than PATIENCE, and else leaves it open.
LOOK_AGAIN = 0.1
PATIENCE_MS = 1_000
TAIL_PATIENCE_MS = 5_000


@dataclass(frozen=True)
class Page:
    """Every entry with after < seq <= through; `lost` where entries below `through` are past their retention."""

    room: str
    epoch: str
    head: int
    after: int
    through: int
    messages: tuple[Message | Event, ...]
    lost: bool = False
    about: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Entry:
    """What stands at a seq: a message or an event, or nothing to show; `at` is when it was written."""

    message: Message | Event | None
    at: int


def newest(room: str, limit: int) -> Page:
    """The last `limit` seqs."""
    state = Room.named(room)
    return _page(state, max(0, int(state.head) - limit), int(state.head))


def older(room: str, before: int, limit: int) -> Page:
    """The `limit` seqs that end before `before`."""
    state = Room.named(room)
    through = min(before - 1, int(state.head))
    return _page(state, max(0, through - limit), max(0, through))


def newer(room: str, after: int, limit: int) -> Page:
    """The `limit` seqs that follow `after`."""
    state = Room.named(room)
    after = min(after, int(state.head))
    return _page(state, after, min(after + limit, int(state.head)))


def _page(state: Room, after: int, through: int) -> Page:
    room = name_of(state.pk)
    entries = _entries(room, after, through)
    floor = _floor(state, room, after, through, entries)
    if len(entries) < through - floor:
        time.sleep(LOOK_AGAIN)
        entries = _entries(room, floor, through)
        through = _close_holes(state, room, floor, through, entries)
    messages = tuple(
        entry.message for seq, entry in sorted(entries.items()) if entry.message and floor < seq <= through
    )
    _give_texts(room, messages)
    return Page(room, state.epoch, int(state.head), floor, through, messages, lost=floor > after, about=about(state))


def _give_texts(room: str, entries: tuple[Message | Event, ...]) -> None:
    """Edits get the texts that their messages have now: what was erased since is in no edit either."""
    edits = [entry for entry in entries if isinstance(entry, Event) and entry.what == "edited"]
    keys = [(key(room), sort_key(seq)) for seq in sorted({int(edit.fields["target"]) for edit in edits})]
    texts: dict[int, str] = {}
    for start in range(0, len(keys), batch_read.KEYS):
        some = keys[start : start + batch_read.KEYS]
        items = batch_read.read(some, consistent=True, projection="sk, #text", names={"#text": "text"})
        texts |= {seq_of(item["sk"]["S"]): item["text"]["S"] for item in items if "text" in item}
    for edit in edits:
        edit.text = texts.get(int(edit.fields["target"]), "")


def _floor(state: Room, room: str, after: int, through: int, entries: dict[int, Entry]) -> int:
    """The seq up to which messages are past their retention, `after` where none of these are.

    Expiry takes a log from its beginning: where anything lives below, what is missing is a hole, not expired.
    """
    first = min(entries, default=through + 1)
    kept_since = now_ms() - int(state.days_least or settings().retention_days) * 86_400_000
    if first == after + 1 or state.created_at > kept_since or _lives(room, after):
        return after
    return first - 1


def _lives(room: str, seq: int) -> bool:
    """Whether the nearest entry at or below this seq is still kept."""
    nearest = next(_query(room, 1, seq, ScanIndexForward=False, Limit=1), None) if seq else None
    return nearest is not None and int(nearest["expires_at"]["N"]) > in_seconds(0)


def _close_holes(state: Room, room: str, after: int, through: int, entries: dict[int, Entry]) -> int:
    """Close what is missing for good, and say up to where the log is complete: a hole that is still young ends it."""
    for seq in range(after + 1, through + 1):
        if seq in entries:
            continue
        if not _given_up(state, seq, entries):
            return seq - 1
        if not void(room, seq):
            entries |= _entries(room, seq - 1, seq)
    return through


def _given_up(state: Room, seq: int, entries: dict[int, Entry]) -> bool:
    """Whether the writer of this seq has had its time. Clocks that disagree only make a reader hasty, never wrong."""
    follower = min((later for later in entries if later > seq), default=None)
    if follower is None:
        return abs(now_ms() - state.moved_at) > TAIL_PATIENCE_MS
    return abs(now_ms() - entries[follower].at) > PATIENCE_MS


def _entries(room: str, after: int, through: int) -> dict[int, Entry]:
    if after >= through:
        return {}
    now = in_seconds(0)
    return {
        seq_of(item["sk"]["S"]): Entry(entry_from_raw(item), int(item.get("at", {"N": "0"})["N"]))
        for item in _query(room, after + 1, through)
        # DynamoDB deletes what has expired within days, not at once.
        if int(item["expires_at"]["N"]) > now
    }


def _query(room: str, first: int, last: int, **options: Any) -> Iterator[dict[str, Any]]:
    return query(
        KeyConditionExpression="pk = :pk AND sk BETWEEN :first AND :last",
        ExpressionAttributeValues={
            ":pk": {"S": key(room)},
            ":first": {"S": sort_key(first)},
            ":last": {"S": sort_key(last)},
        },
        **options,
    )
