"""A membership: a user's standing in a room, and how far they have read there."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import NumberAttribute, UnicodeAttribute
from pynamodb.expressions.condition import Condition

from errors import NotJoined
from models.batch_read import read as batch_read
from models.clock import in_seconds, now_ms
from models.connection import key
from models.room import key as room_key
from models.table import LISTS, Item, met, pages, sdk_errors

VISITOR, MEMBER, MODERATOR, OWNER = "visitor", "member", "moderator", "owner"
RANKS = (VISITOR, MEMBER, MODERATOR, OWNER)
MUTED, BANNED = "muted", "banned"
# Until when, where nobody said until when: the year 2286.
FOR_GOOD = 9_999_999_999_999
# No name or user sorts before the one or after the other.
FIRST, LAST = " ", "\U0010ffff"


class Membership(Item, discriminator="membership"):
    """Everyone who has been in a room has one; of a visitor's, nobody hears, and it expires with the messages.

    `peer` is the other one in a direct room. Those with more than a visitor's standing are listed in the index.
    """

    role = UnicodeAttribute(default=VISITOR)
    name = UnicodeAttribute(default="")
    read = NumberAttribute(default=0)
    muted_until = NumberAttribute(null=True)
    banned_until = NumberAttribute(null=True)
    peer = UnicodeAttribute(null=True)
    peer_name = UnicodeAttribute(null=True)
    listed_in = UnicodeAttribute(null=True)
    listed_as = UnicodeAttribute(null=True)

    # Whether it was in the table when it was read.
    there = True

    @classmethod
    def of(cls, user: str, room: str) -> "Membership":
        """The user's standing as it is now; a visitor's where there is none."""
        try:
            with sdk_errors():
                return cls.get(key(user), room_key(room), consistent_read=True)
        except cls.DoesNotExist:
            membership = cls(key(user), room_key(room))
            membership.there = False
            return membership

    @property
    def room(self) -> str:
        return str(self.sk).removeprefix("ROOM#")

    @property
    def user(self) -> str:
        return str(self.pk).removeprefix("USER#")

    @property
    def muted(self) -> int | None:
        """Until when the user is muted; None where they are not."""
        return int(self.muted_until) if self.muted_until and self.muted_until > now_ms() else None

    @property
    def banned(self) -> int | None:
        """Until when the user is banned; None where they are not."""
        return int(self.banned_until) if self.banned_until and self.banned_until > now_ms() else None

    @property
    def belongs(self) -> bool:
        """Whether the user is a member, whatever their rank."""
        return self.role != VISITOR

    @property
    def standing(self) -> str:
        """The role, or muted or banned while that holds."""
        return BANNED if self.banned else MUTED if self.muted else str(self.role)

    @classmethod
    def mark_read(cls, user: str, room: str, seq: int) -> int:
        """The user has read up to there; answers how far they are, which is further where they had been further.

        NotJoined to who never was in the room.
        """
        membership = cls(key(user), room_key(room))
        further = cls.read.does_not_exist() | (cls.read < seq)
        if met(lambda: membership.update([cls.read.set(seq)], condition=cls.pk.exists() & further)):
            return seq
        known = cls.of(user, room)
        if not known.there:
            raise NotJoined("join the room first")
        return int(known.read)


@dataclass(frozen=True)
class Listed:
    """A page of a list, and where the next one goes on; None at the end."""

    items: list[dict[str, Any]]
    next: str | None


def of_user(user: str, after: str | None, limit: int) -> tuple[list[Membership], str | None]:
    """The user's memberships by room, and the room to go on after."""
    start = room_key(after) if after else room_key("")
    found: list[Membership] = []
    query: dict[str, Any] = {
        "KeyConditionExpression": "pk = :pk AND sk BETWEEN :start AND :end",
        "ExpressionAttributeValues": {":pk": {"S": key(user)}, ":start": {"S": start}, ":end": {"S": "ROOM#~"}},
    }
    for page in pages(**query, Limit=limit + 2):
        for item in page:
            membership = Membership.from_raw_data(item)
            if str(membership.sk) == start or _expired(item) or membership.banned or not _joined(item, membership):
                continue
            if len(found) == limit:
                return found, found[-1].room
            found.append(membership)
    return found, None


def of_users(users: Iterable[str], room: str) -> Iterator[Membership]:
    """The standings of up to 100 users in a room, of those who have one."""
    for item in batch_read(((key(user), room_key(room)) for user in users), consistent=True):
        yield Membership.from_raw_data(item)


def members(room: str, after: str | None, limit: int) -> Listed:
    """Those with a standing in the room, by user; a moment old, as indexes are."""
    return listed(members_list(room), after, limit)


def listed(partition: str, after: str | None, limit: int, prefix: str = "") -> Listed:
    """A page of one of the lists in the index."""
    values = {":list": partition, ":from": max(after or FIRST, prefix), ":to": prefix + LAST}
    if values[":from"] > values[":to"]:
        return Listed([], None)
    request = {
        "IndexName": LISTS,
        "KeyConditionExpression": "listed_in = :list AND listed_as BETWEEN :from AND :to",
        "ExpressionAttributeValues": {name: {"S": value} for name, value in values.items()},
    }
    items: list[dict[str, Any]] = []
    for page in pages(consistent=False, **request, Limit=limit + 2):
        items += [item for item in page if item["listed_as"]["S"] != after]
        if len(items) > limit:
            return Listed(items[:limit], items[limit - 1]["listed_as"]["S"])
    return Listed(items, None)


def end_of(minutes: int | None) -> int:
    """When so many minutes are over, or never (ms)."""
    return now_ms() + minutes * 60_000 if minutes else FOR_GOOD


def unchanged(membership: Membership) -> Condition:
    """The standing is what it was when it was read: what is decided by it holds, and no act undoes another."""
    role = Membership.role == membership.role
    if not membership.belongs:
        role = role | Membership.pk.does_not_exist()
    muted = same(Membership.muted_until, membership.muted_until)
    as_read: Condition = role & muted & same(Membership.banned_until, membership.banned_until)
    return as_read


def same(attribute: Any, value: object) -> Any:
    """The attribute has that value; with None, it is not there."""
    return attribute.does_not_exist() if value is None else attribute == value


def members_list(room: str) -> str:
    """The list that a room's members stand in."""
    return f"MEMBERS#{room}"


def _joined(item: dict[str, Any], membership: Membership) -> bool:
    """Members belong to a room that they have never seen; of others, who never was there or has quit reads nothing."""
    return "read" in item or membership.belongs


def _expired(item: dict[str, Any]) -> bool:
    return "expires_at" in item and int(item["expires_at"]["N"]) <= in_seconds(0)
