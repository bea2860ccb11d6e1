"""Changing what was said: how a message takes an edit, an erasure or a reaction, each together with its entry."""

from collections.abc import Callable

from pynamodb.expressions.condition import Condition, size
from pynamodb.expressions.update import Action
from pynamodb.transactions import TransactWrite

from errors import Forbidden, NotFound, ParleyError
from models.log import entry_at
from models.message import Message, from_raw
from models.post import Raw, Together

Actions = Callable[[int], list[Action]]

REACTIONS = 500
REACTIONS_A_USER = 20


def find(room: str, seq: int) -> Message:
    """The message at a seq, as it is now, perhaps erased; NotFound where there is none."""
    message = entry_at(room, seq)
    if not isinstance(message, Message):
        raise NotFound("there is no such message")
    return message


def edit(message: Message, text: str) -> Together:
    """The message has that text from here on, unless a later edit was faster."""
    later = Message.edited.does_not_exist()

    def actions(seq: int) -> list[Action]:
        return [Message.text.set(text), Message.edited.set(seq)]

    return _together(message, actions, lambda seq: later | (Message.edited < seq))


def erase(message: Message) -> Together:
    """Nothing is left of the message but that it was there."""

    def actions(seq: int) -> list[Action]:
        gone = (Message.reactions, Message.mentions, Message.file, Message.edited)
        return [Message.text.set(""), Message.erased.set(seq), *(each.remove() for each in gone)]

    return _together(message, actions)


def react(message: Message, user: str, reaction: str, on: bool) -> Together:
    """The user has, or has no longer, that reaction to the message."""
    one = {f"{reaction} {user}"}
    if not on:
        return _together(message, lambda seq: [Message.reactions.delete(one)])
    room = Message.reactions.does_not_exist() | (size("reactions") < REACTIONS)  # type: ignore[no-untyped-call]
    return _together(message, lambda seq: [Message.reactions.add(one)], lambda seq: room)


def reactions_of(message: Message, user: str, besides: str = "") -> int:
    """How many reactions to the message a user has, besides a given one."""
    all_of = [one.partition(" ") for one in message.reactions or ()]
    return sum(who == user and reaction != besides for reaction, _, who in all_of)


def _together(message: Message, actions: Actions, condition: Callable[[int], Condition] | None = None) -> Together:
    there = Message.pk.exists() & Message.erased.does_not_exist()

    def write(transaction: TransactWrite, seq: int) -> None:
        allowed: Condition = there & condition(seq) if condition else there
        transaction.update(
            Message(message.pk, message.sk), actions=actions(seq), condition=allowed, return_values="ALL_OLD"
        )

    def refusal(met: Raw | None, seq: int) -> ParleyError | None:
        now = from_raw(met) if met else None
        if now is None or now.erased:
            return NotFound("there is no such message")
        if now.edited and now.edited > seq:
            return None
        return Forbidden(f"a message has {REACTIONS} reactions at most")

    return Together(write, refusal)
