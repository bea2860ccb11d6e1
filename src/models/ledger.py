"""A room's log as it lies in the table, for who checks it: nothing is closed, waited for or left out."""

from collections.abc import Iterable
from typing import Any

from models import batch_read, postmark
from models.message import Event, Message, seq_of, sort_key
from models.postmark import Postmark
from models.room import key
from models.table import query

Row = dict[str, Any]


def rows(room: str, after: int, through: int) -> dict[int, Row]:
    """What is there with after < seq <= through, by seq."""
    return {seq_of(row["sk"]["S"]): row for row in _query(room, after + 1, through)} if after < through else {}


def first(room: str) -> int | None:
    """The lowest seq that is there; None in a room without any."""
    row = next(_query(room, 1, 10**12 - 1, Limit=1), None)
    return seq_of(row["sk"]["S"]) if row else None


def at(room: str, seqs: Iterable[int]) -> dict[int, Row]:
    """What is there at these seqs."""
    wanted, found = sorted(seqs), list[Row]()
    for start in range(0, len(wanted), batch_read.KEYS):
        some = wanted[start : start + batch_read.KEYS]
        found += batch_read.read(((key(room), sort_key(seq)) for seq in some), consistent=True)
    return {seq_of(row["sk"]["S"]): row for row in found}


def postmarks(room: str, entries: Iterable[Message | Event]) -> dict[tuple[str, str], Postmark]:
    """The postmarks of these entries, by sender and id."""
    keys = {(postmark.key(room, one.user), one.id): (one.user, one.id) for one in entries}
    wanted, found = sorted(keys), dict[tuple[str, str], Postmark]()
    for start in range(0, len(wanted), batch_read.KEYS):
        for row in batch_read.read(wanted[start : start + batch_read.KEYS], consistent=True):
            found[keys[row["pk"]["S"], row["sk"]["S"]]] = Postmark.from_raw_data(row)
    return found


def _query(room: str, lowest: int, highest: int, **more: Any) -> Any:
    bounds = {":pk": key(room), ":lowest": sort_key(lowest), ":highest": sort_key(highest)}
    return query(
        KeyConditionExpression="pk = :pk AND sk BETWEEN :lowest AND :highest",
        ExpressionAttributeValues={name: {"S": value} for name, value in bounds.items()},
        **more,
    )
