"""Exporting a user: everything that the table has of them as lines of JSON in one file, and a link to that."""

import json
import tempfile
from collections import Counter
from collections.abc import Iterator, Sequence
from hashlib import sha256
from typing import Any

from chat.admin.walking import Done, walk
from config import uploads_bucket
from models import upload
from models.clock import now_ms
from models.job import Job, digest
from models.message import Event, Message, entry_from_raw
from models.personal import owner, reactions

Item = dict[str, Any]

WHAT = "export"
TYPE = "application/x-ndjson"
# What is of the table, and nothing of theirs.
OURS = ("pk", "sk", "kind", "expires_at", "listed_in", "listed_as")


def export(user: str, deadline: float, anew: bool = False) -> dict[str, Any]:
    """One step; with the last comes the `url` of the file, and so it does each time again while the file is kept."""
    job = Job.of(WHAT, user)
    if anew and job.version:
        job.delete()
        job = Job.of(WHAT, user)
    if not job.version:
        job.keep()
    folder = f"exports/{digest(user)}/{job.token}/"
    whole = walk(job, lambda items, begun: _put(items, user, folder, begun), deadline, consistent=False)
    told = {"done": False, "counts": dict(job.counts)}
    if not whole:
        return told
    if not job.result:
        job.result = _join(folder, user)
        job.keep()
    return {**told, "done": True, "url": upload.link(uploads_bucket(), str(job.result))}


def lines(item: Item, user: str) -> Iterator[dict[str, Any]]:
    """What an item has of a user, as others may read it who know nothing of tables."""
    entry = entry_from_raw(item)
    if isinstance(entry, Message):
        yield from _of_message(entry, item, user)
    elif isinstance(entry, Event):
        own = entry.user == user
        told = {"kind": "entry", **_place(entry), "what": entry.what, "by": "you" if own else "somebody else"}
        yield {**told, **dict(entry.fields)}
    elif owner(item) == user or item.get("user", {}).get("S") == user:
        yield _plain(item)


def _of_message(message: Message, item: Item, user: str) -> Iterator[dict[str, Any]]:
    if message.user == user:
        told: dict[str, Any] = {"kind": "message", **_place(message), "text": message.text}
        numbers = {name: getattr(message, name) for name in ("reply", "thread", "edited", "erased")}
        told |= {name: int(number) for name, number in numbers.items() if number}
        if message.mentions:
            told["mentions"] = sorted(message.mentions)
        if message.file:
            told["file"] = {name: message.file[name] for name in ("name", "type", "size")}
        yield told
    elif user in (message.mentions or ()):
        yield {"kind": "mention", **_place(message)}
    for one in reactions(item, user):
        yield {"kind": "reaction", "room": message.room, "seq": message.seq, "reaction": one.partition(" ")[0]}


def _place(entry: Message | Event) -> dict[str, Any]:
    return {"room": entry.room, "seq": entry.seq, "id": entry.id, "name": entry.name, "at": int(entry.at)}


def _plain(item: Item) -> dict[str, Any]:
    told = {name: _value(attribute) for name, attribute in item.items() if name not in OURS}
    if item["sk"]["S"].startswith("ROOM#"):
        told["room"] = item["sk"]["S"].removeprefix("ROOM#")
    return {"kind": item["kind"]["S"], **told}


def _value(attribute: dict[str, Any]) -> Any:
    (sort, value), *_ = attribute.items()
    match sort:
        case "N":
            return int(value) if value.lstrip("-").isdigit() else float(value)
        case "SS":
            return sorted(value)
        case "L":
            return [_value(one) for one in value]
        case "M":
            return {name: _value(one) for name, one in value.items()}
    return value


def _put(items: Sequence[Item], user: str, folder: str, begun: str) -> Done:
    """A page's lines are a part of their own: who puts it again puts the same in its place."""
    told = [line for item in items for line in lines(item, user)]
    if told:
        part = f"{folder}parts/{sha256(begun.encode()).hexdigest()[:16]}"
        upload.put(uploads_bucket(), part, _encoded(told), TYPE)
    return Done(Counter(f"{line['kind']}s" for line in told))


def _join(folder: str, user: str) -> str:
    """All parts in one file; the parts go when it is there."""
    key = f"{folder}data.jsonl"
    with tempfile.TemporaryFile() as whole:
        whole.write(_encoded([{"kind": "export", "user": user, "at": now_ms()}]))
        for part in upload.keys(uploads_bucket(), f"{folder}parts/"):
            whole.write(upload.read(uploads_bucket(), part))
        whole.seek(0)
        upload.put(uploads_bucket(), key, whole, TYPE)
    upload.delete_all(uploads_bucket(), f"{folder}parts/")
    return key


def _encoded(told: Sequence[dict[str, Any]]) -> bytes:
    return "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in told).encode()
