"""Connections whose sign-in has ended: they may say nothing, and are still open."""

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from models import batch_read
from models.connected import Connected
from models.connection import key, sort_key

WANTED = "sk, #until, renewed_until"


def ended(people: Iterable[Connected], over: int) -> list[str]:
    """Those of these connections whose sign-in, renewed or not, has ended by then (epoch seconds)."""
    left, found = iter(people), []
    while some := list(islice(left, batch_read.KEYS)):
        found += [item["sk"]["S"].removeprefix(sort_key("")) for item in _items(some) if 0 < _end(item) <= over]
    return found


def _items(people: Sequence[Connected]) -> list[dict[str, Any]]:
    keys = [(key(one.user), sort_key(one.connection)) for one in people]
    return batch_read.read(keys, consistent=False, projection=WANTED, names={"#until": "until"})


def _end(item: dict[str, Any]) -> int:
    """When a connection's sign-in ends; 0 where an older version has not written it down."""
    return max(int(item.get(name, {}).get("N", 0)) for name in ("until", "renewed_until"))
