"""A room: a named log with a head, and what may be known of it."""

import secrets
from dataclasses import dataclass
from typing import Any

from pynamodb.attributes import BooleanAttribute, NumberAttribute, UnicodeAttribute, UnicodeSetAttribute
from pynamodb.expressions.condition import Condition
from pynamodb.expressions.update import Action

from errors import AnotherPace, Forbidden, NotFound, RateLimited
from models import retention
from models.clock import now_ms
from models.table import Item, met, sdk_errors

SK = "ROOM"
# Rooms of two are named by the service, and by nobody else.
DIRECT = "direct-"
OPEN_ROOMS = "OPEN"

# What was already on its way when somebody was put out has ended by then: no function runs for longer.
BARRED_MS = 15_000


class Room(Item, discriminator="room"):
    """`head` is the newest seq that was taken, `epoch` tells one life of a room from the next of the same name.

    `access` is open, members or direct; `slow` is how many seconds a user waits from message to message. `barred` are
    users whose frames may be on their way although they were just put out or muted, until `barred_until`; it stands
    here because the write that gives them a seq can look at it. `days` is how long entries are kept where that is not
    as long as everywhere, and `days_least` the shortest that it ever was.
    """

    head = NumberAttribute()
    epoch = UnicodeAttribute()
    access = UnicodeAttribute()
    created_at = NumberAttribute()
    moved_at = NumberAttribute()
    title = UnicodeAttribute(default="")
    topic = UnicodeAttribute(default="")
    archived = BooleanAttribute(default=False)
    slow = NumberAttribute(default=0)
    days = NumberAttribute(null=True)
    days_least = NumberAttribute(null=True)
    barred = UnicodeSetAttribute(null=True)
    barred_until = NumberAttribute(null=True)
    listed_in = UnicodeAttribute(null=True)
    listed_as = UnicodeAttribute(null=True)

    @property
    def name(self) -> str:
        return name_of(self.pk)

    def demand_open(self) -> None:
        """Forbidden where the room is archived."""
        if self.archived:
            raise Forbidden("this room is archived")

    @classmethod
    def named(cls, name: str) -> "Room":
        """The room as it is now; NotFound where there is none."""
        try:
            with sdk_errors():
                return cls.get(key(name), SK, consistent_read=True)
        except cls.DoesNotExist:
            raise NotFound("there is no such room") from None

    @classmethod
    def new(cls, name: str, access: str = "open", title: str = "", topic: str = "") -> "Room":
        """A room that nobody has said anything in, not yet in the table."""
        now = now_ms()
        room = cls(key(name), SK, head=0, epoch=secrets.token_hex(4), access=access, created_at=now, moved_at=now)
        room.title, room.topic = title, topic
        room.listed_in, room.listed_as = listing(name, access, archived=False)
        return room

    @classmethod
    def opened(cls, name: str) -> "Room":
        """The room, made open to everyone where there was none; of two who make it at once, one does."""
        try:
            return cls.named(name)
        except NotFound:
            pass
        room = cls.new(name)
        return room if met(lambda: room.save(condition=cls.pk.does_not_exist())) else cls.named(name)

    @classmethod
    def advance(cls, name: str, now: int, count: int = 1, taking: "Taking | None" = None) -> int:
        """Take the room's next seqs, and return the last: nobody else ever gets these.

        NotFound without a room, Forbidden in an archived one, RateLimited for who was just put out or muted: nothing of
        theirs has a seq above the one that this was done with. AnotherPace where it is taken at another pace.
        """
        taking = taking or Taking()
        room = cls(key(name), SK)
        actions = [cls.head.add(count), cls.moved_at.set(now), *taking.actions(now)]
        if not met(lambda: room.update(actions, condition=taking.condition(now))):
            _refuse(cls.named(name), taking)
        retention.note(name, int(room.days or 0))
        return int(room.head)

    @classmethod
    def forget_barred(cls, room: "Room", now: int) -> None:
        """Nobody is barred any more by what is long over; who was barred since this room was read stays so."""
        if room.barred and room.barred_until <= now:
            item = cls(room.pk, room.sk)
            met(lambda: item.update([cls.barred.remove()], condition=cls.barred_until == room.barred_until))


@dataclass(frozen=True)
class Taking:
    """For whom a seq is taken, or several for these `users`, at which pace, and whom it bars or lets in again."""

    user: str = ""
    archived_too: bool = False
    barring: str = ""
    letting_in: str = ""
    users: tuple[str, ...] = ()
    slow: int | None = None

    def condition(self, now: int) -> Condition:
        """What must hold in the moment in which the seq is taken."""
        there = Room.pk.exists()
        open_ = Room.archived.does_not_exist() | (Room.archived == False)  # noqa: E712  # a DynamoDB condition
        allowed: Condition = there if self.archived_too else there & open_
        for user in (self.user, *self.users):
            if user:
                allowed = allowed & (~Room.barred.contains(user) | (Room.barred_until <= now))
        return allowed if self.slow is None else allowed & at_pace(self.slow)

    def actions(self, now: int) -> list[Action]:
        """What is done to `barred` in the same write."""
        if self.barring:
            return [Room.barred.add({self.barring}), Room.barred_until.set(now + BARRED_MS)]
        return [Room.barred.delete({self.letting_in})] if self.letting_in else []


def listing(name: str, access: str, archived: bool) -> tuple[str | None, str | None]:
    """Where the room stands in the index of lists: open rooms by name, others nowhere."""
    return (OPEN_ROOMS, name) if access == "open" and not archived else (None, None)


def about(room: Room) -> dict[str, Any]:
    """What may be known of a room by who may see it."""
    told = {"access": room.access, "title": room.title, "topic": room.topic, "archived": bool(room.archived)}
    return told | {"slow": int(room.slow)}


def key(name: str) -> str:
    """The partition that a room and its log share."""
    return f"ROOM#{name}"


def name_of(pk: str) -> str:
    """The room whose partition that is."""
    return pk.removeprefix("ROOM#")


def at_pace(slow: int) -> Condition:
    """What older versions wrote has no pace."""
    same: Condition = Room.slow == slow
    return same if slow else same | Room.slow.does_not_exist()


def _refuse(room: Room, taking: "Taking") -> None:
    room.demand_open()
    if taking.slow is not None and taking.slow != room.slow:
        raise AnotherPace(int(room.slow))
    raise RateLimited("you were put out or muted a moment ago, try again in a while")
