"""Changing what a room is: the one change of a room that is an entry in its log."""

from collections.abc import Mapping
from typing import Any

from pynamodb.transactions import TransactWrite

from errors import Busy
from models.post import Raw, Together
from models.room import Room, about, listing


def described(room: Room, wanted: Mapping[str, Any]) -> Together:
    """The room takes on what is wanted, as it is written with an entry: Busy where it changed meanwhile."""
    item, now = Room(room.pk, room.sk), about(room) | dict(wanted)
    unchanged = (Room.access == room.access) & (Room.epoch == room.epoch)
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
