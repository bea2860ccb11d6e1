"""How far a room's presences are spread: over one partition, and over more of them as the room grows."""

import time
import zlib
from typing import Any

from pynamodb.attributes import ListAttribute, NumberAttribute
from pynamodb.expressions.update import Action

from models.clock import in_seconds
from models.connection import LIFETIME
from models.table import Item, met, sdk_errors

# A partition takes 1,000 writes and gives 3,000 reads a second.
# https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html
PRESENCES_A_SHARD = 1_000
MOST_SHARDS = 256

# Sizes up to here are counted whenever somebody asks, so nobody needs a note of them.
COUNTED = 100
DRIFT = 0.1

# Sorts before every presence, so whoever reads the first shard has read it before them.
SK = "#SPREAD"

HINTED_FOR = 600
HINTS = 10_000


class Spread(Item, discriminator="spread"):
    """Kept in a room's first shard, next to the presences there; a room without one has one shard.

    Joiners put a presence into one of `shards`. Readers read `reach`: after a room has shrunk, also the shards of
    before, until the last presence in them has expired. `sizes` are estimates and decide about cost, never about who
    is told.
    """

    shards = NumberAttribute(default=1)
    before = NumberAttribute(default=1)
    until = NumberAttribute(default=0)
    sizes: ListAttribute[Any] = ListAttribute(of=NumberAttribute, default=list)

    @classmethod
    def of(cls, room: str, item: dict[str, Any] | None = None) -> "Spread":
        """The spread in a raw item, whatever was projected of it, or that of a room that has none."""
        keys = {"pk": {"S": key(room, 0)}, "sk": {"S": SK}}
        return cls.from_raw_data((item or {}) | keys)

    @classmethod
    def of_room(cls, room: str) -> "Spread":
        """The spread of a room as it is now."""
        try:
            with sdk_errors():
                return cls.get(key(room, 0), SK, consistent_read=True)
        except cls.DoesNotExist:
            return cls.of(room)

    @property
    def reach(self) -> int:
        """How many shards may hold presences."""
        return max(int(self.shards), int(self.before) if in_seconds(0) < self.until else 1)

    def noted(self, shard: int) -> int:
        """How many presences a shard had when that was last written down."""
        return int(self.sizes[shard]) if shard < len(self.sizes) else 0

    @property
    def total(self) -> int:
        """How many presences there were when that was last written down."""
        return sum(self.noted(shard) for shard in range(self.reach))


def note(spread: Spread, shard: int, size: int) -> None:
    """Write down how many presences a shard has, if that is news, and grow or shrink the spread after it."""
    if not is_news(spread.noted(shard), size) or shard >= spread.reach:
        return
    sizes = [spread.noted(each) for each in range(spread.reach)]
    sizes[shard] = size
    wanted = _wanted(sum(sizes))
    grown, shrunk = wanted > spread.shards, wanted <= spread.shards // 4
    if grown or shrunk:
        _resize(spread, wanted, sizes)
    elif len(spread.sizes) > shard:
        met(lambda: spread.update([Spread.sizes[shard].set(size)], condition=Spread.shards == spread.shards))
    else:
        _write(spread, int(spread.shards), sizes, int(spread.before), int(spread.until))


def is_news(known: int, size: int) -> bool:
    """Whether a size is so far from the one that was written down that it is worth a write."""
    return abs(size - known) > max(COUNTED, DRIFT * known)


def _resize(spread: Spread, shards: int, sizes: list[int]) -> None:
    """From here on joiners use so many shards. Whoever joined before stays where they are, and is read there."""
    if shards > spread.shards:
        before, until = int(spread.before), int(spread.until)
    else:
        # Whoever joins by an old hint is in time, and so is a clock that is ten minutes late.
        before, until = spread.reach, in_seconds(LIFETIME + 600 + HINTED_FOR)
    _write(spread, shards, sizes + [0] * (shards - len(sizes)), before, until)


def _write(spread: Spread, shards: int, sizes: list[int], before: int, until: int) -> None:
    fresh: list[Action] = [
        Spread.kind.set(Spread),
        Spread.shards.set(shards),
        Spread.before.set(before),
        Spread.until.set(until),
        Spread.sizes.set(sizes),
    ]
    unchanged = (Spread.shards == spread.shards) & (Spread.before == spread.before) & (Spread.until == spread.until)
    if spread.shards == 1:
        unchanged = unchanged | Spread.pk.does_not_exist()
    met(lambda: spread.update(fresh, condition=unchanged))


def _wanted(total: int) -> int:
    """The power of two of shards that keeps each small enough: doubling moves nobody who is in an old one."""
    shards = 1
    while shards < MOST_SHARDS and total > shards * PRESENCES_A_SHARD:
        shards *= 2
    return shards


# How many shards a room has, and which of them a connection is in that joined before it had so many.
_hints: dict[tuple[str, str], tuple[int, float]] = {}


def remember(room: str, spread: Spread) -> None:
    """Keep how far a large room is spread, for this process and a while."""
    if spread.shards > 1 or (room, "") in _hints:
        _keep(room, "", int(spread.shards))


def remember_shard(room: str, connection: str, shard: int) -> None:
    """Keep where a presence was found that was not where the spread has new ones."""
    _keep(room, connection, shard)


def hint(room: str, connection: str) -> int:
    """A shard that a connection's presence may be put into, and is likely to be in, without a read.

    An old hint is right for joiners as well: a room's readers read every shard that it has had for long enough.
    """
    found = _kept(room, connection)
    return zlib.crc32(connection.encode()) % (_kept(room, "") or 1) if found is None else found


def _keep(room: str, connection: str, number: int) -> None:
    if len(_hints) >= HINTS:
        _hints.clear()
    _hints[room, connection] = (number, time.time())


def _kept(room: str, connection: str) -> int | None:
    number, since = _hints.get((room, connection), (0, 0.0))
    return number if time.time() - since < HINTED_FOR else None


def room_of(pk: str) -> str:
    """The room that a partition of presences belongs to."""
    return pk.removeprefix("HERE#").rpartition("#")[0]


def key(room: str, shard: int) -> str:
    """The partition of one shard of a room's presences."""
    return f"HERE#{room}#{shard}"
