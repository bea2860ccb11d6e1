"""Who is in a room: what fan-out reads."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain
from typing import Any

from models import spread as spreads
from models.clock import in_seconds
from models.connection import sort_key as connection_key
from models.spread import Spread
from models.table import pages


@dataclass(frozen=True)
class Here:
    """Who is behind a presence."""

    connection: str
    user: str
    name: str
    shard: int


@dataclass(frozen=True)
class Crowd:
    """The connections in a room's first shard, and how far the room is spread beyond it."""

    room: str
    first: list[str]
    spread: Spread

    @property
    def size(self) -> int:
        """About how many connections are in the room; exactly where it has one shard."""
        return len(self.first) + sum(self.spread.noted(shard) for shard in range(1, self.spread.reach))

    def everyone(self) -> dict[str, int]:
        """Every connection in the room with its shard: all shards, all pages, strongly consistent."""
        found = dict.fromkeys(self.first, 0)
        for shard in range(1, self.spread.reach):
            found |= dict.fromkeys(connections(self.room, shard), shard)
        return found

    def note_sizes(self, here: dict[str, int]) -> None:
        """Write down how many are in each shard, after everyone was read."""
        sizes = Counter(here.values())
        for shard in range(self.spread.reach):
            spreads.note(self.spread, shard, sizes[shard])


@dataclass(frozen=True)
class Company:
    """Some of those who are in a room: all of them where `complete`; `size` is exact then, and an estimate else."""

    people: list[Here]
    size: int
    complete: bool


def look(room: str) -> Crowd:
    """One look at a room, strongly consistent.

    Whoever joined before it is in a shard that it tells of: joiners learn of a shard from a spread that was written
    before, and this one is read after.
    """
    first: list[str] = []
    spread = Spread.of(room)
    for page in _pages(room, 0, "sk, shards, #before, #until, sizes", {"#before": "before", "#until": "until"}):
        if page and page[0]["sk"]["S"] == spreads.SK:
            spread = Spread.of(room, page.pop(0))
        first += _connections(page)
    spreads.remember(room, spread)
    return Crowd(room, first, spread)


def connections(room: str, shard: int) -> list[str]:
    """Every connection in one shard: all pages, strongly consistent."""
    found: list[str] = []
    for page in _pages(room, shard, "sk"):
        if page and page[0]["sk"]["S"] == spreads.SK:
            page.pop(0)
        found += _connections(page)
    return found


def company(room: str, limit: int) -> Company:
    """Up to so many of those who are in a room, with their users; of a large room, any."""
    people: list[Here] = []
    spread, shard = Spread.of(room), 0
    while shard < spread.reach:
        for item in chain.from_iterable(_pages(room, shard, None, Limit=limit + 2)):
            if item["sk"]["S"] == spreads.SK:
                spread = Spread.of(room, item)
            elif len(people) < limit:
                people.append(Here(_connections([item])[0], item["user"]["S"], item["name"]["S"], shard))
            else:
                spreads.remember(room, spread)
                return Company(people, max(limit + 1, spread.total), complete=False)
        shard += 1
    spreads.remember(room, spread)
    return Company(people, len(people), complete=True)


def _pages(
    room: str, shard: int, projection: str | None, names: dict[str, str] | None = None, **more: Any
) -> Iterator[list[dict[str, Any]]]:
    if projection:
        more["ProjectionExpression"] = projection
    if names:
        more["ExpressionAttributeNames"] = names
    return pages(
        KeyConditionExpression="pk = :pk",
        # DynamoDB deletes what has expired within days, not at once. What only a newer version knows is nobody.
        FilterExpression="kind = :spread OR (kind = :presence AND expires_at > :now)",
        ExpressionAttributeValues={
            ":pk": {"S": spreads.key(room, shard)},
            ":now": {"N": str(in_seconds(0))},
            ":spread": {"S": "spread"},
            ":presence": {"S": "presence"},
        },
        **more,
    )


def _connections(page: list[dict[str, Any]]) -> list[str]:
    """A page's connections: with thousands in a page, each turn of this loop counts."""
    skipped = len(connection_key(""))
    return [item["sk"]["S"][skipped:] for item in page]
