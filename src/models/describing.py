"""Changing what a room is: the one change of a room that is an entry in its log."""

from collections.abc import Mapping
from typing import Any

from pynamodb.expressions.condition import Condition
from pynamodb.transactions import TransactWrite

from config import settings
from errors import Busy
from models.post import Raw, Together
from models.room import Room, about, at_pace, listing
from models.table import sdk_errors


def described(room: Room, wanted: Mapping[str, Any]) -> Together:
    """The room takes on what is wanted, as it is written with an entry: Busy where it changed meanwhile."""
    item, now = Room(room.pk, room.sk), about(room) | dict(wanted)
    unchanged = (Room.access == room.access) & (Room.epoch == room.epoch) & _as(room)
    listed_in, listed_as = listing(room.name, now["access"], now["archived"])

    def write(transaction: TransactWrite, seq: int) -> None:
        listed: list[Any] = [Room.listed_in.remove(), Room.listed_as.remove()]
        if listed_in and listed_as:
            listed = [Room.listed_in.set(listed_in), Room.listed_as.set(listed_as)]
        actions = [getattr(Room, name).set(value) for name, value in wanted.items()]
        transaction.update(item, actions=[*actions, *listed], condition=unchanged)

    def refusal(met: Raw | None, seq: int) -> Busy:
        return Busy("the room has just changed, try again")

    return Together(write, refusal)


def kept_for(room: Room, days: int) -> int:
    """What is said from here on is kept for so many days, 0 for as long as everywhere; how many that are."""
    usual = settings().retention_days
    least = min(int(room.days_least or usual), int(room.days or usual), days or usual)
    item = Room(room.pk, room.sk)
    change = Room.days.set(days) if days else Room.days.remove()
    with sdk_errors():
        item.update([change, Room.days_least.set(least)], condition=Room.pk.exists())
    return days or usual


def _as(room: Room) -> Condition:
    """The entry tells all that the room is: nothing of it has changed since it was read."""
    title, topic, archived = Room.title == room.title, Room.topic == room.topic, Room.archived == room.archived
    # What older versions wrote has none of these.
    as_titled: Condition = title if room.title else title | Room.title.does_not_exist()
    as_topic: Condition = topic if room.topic else topic | Room.topic.does_not_exist()
    as_open: Condition = archived if room.archived else archived | Room.archived.does_not_exist()
    unchanged: Condition = as_titled & as_topic & as_open & at_pace(int(room.slow))
    return unchanged
